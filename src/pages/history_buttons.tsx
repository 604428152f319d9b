/** The way back through what was chosen, and on again. */
export function HistoryButtons() {
	return (
		<span class="turns">
			<Turn id="undo" title="Undo" keys="Control+Z Meta+Z" arrow="M5 9h9a5 5 0 0 1 0 10h-4M9 5 5 9l4 4" />
			<Turn
				id="redo"
				title="Redo"
				keys="Control+Shift+Z Meta+Shift+Z"
				arrow="M19 9h-9a5 5 0 0 0 0 10h4M15 5l4 4-4 4"
			/>
		</span>
	);
}

/** Never `disabled`: that would take the focus away from whoever has just pressed it. */
function Turn({ id, title, keys, arrow }: { id: string; title: string; keys: string; arrow: string }) {
	return (
		<button
			id={id}
			type="button"
			class="second icon"
			title={title}
			aria-label={title}
			aria-disabled="true"
			aria-keyshortcuts={keys}
		>
			<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
				<path d={arrow} />
			</svg>
		</button>
	);
}
