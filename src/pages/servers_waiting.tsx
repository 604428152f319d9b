/** What is seen while Discord makes us wait: the seconds in words, and a bar that empties. */
export function Waiting({ id, cancel }: { id: string; cancel?: string }) {
	return (
		<div id={id} class="waiting" hidden>
			<p />
			{cancel && (
				<button type="button" class="quiet">
					{cancel}
				</button>
			)}
			<span class="bar" aria-hidden="true">
				<span class="bar-left" />
			</span>
		</div>
	);
}
