import type { Child, PropsWithChildren } from "hono/jsx";

/** Names what would be lost. The safe way is the first, and has the focus. */
export function ThrowAway({
	id,
	title,
	no,
	yes,
	children,
}: PropsWithChildren<{ id: string; title: string; no: string; yes: string }>) {
	return (
		<dialog id={id} class="dialog" aria-labelledby={`${id}-title`}>
			<form method="dialog">
				<h2 id={`${id}-title`}>{title}</h2>
				{children as Child}
				<ul />
				<div class="actions">
					<button type="submit" value="" class="primary">
						{no}
					</button>
					<button type="submit" value="yes" class="second">
						{yes}
					</button>
				</div>
			</form>
		</dialog>
	);
}
