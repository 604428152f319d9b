import type { SNIPPETS } from "../avatar/snippets";

/** The ways to write a picture's link, and what each is called. */
const KINDS = {
	url: "URL",
	html: "HTML",
	markdown: "Markdown",
	bbcode: "BBCode",
} as const satisfies Record<keyof typeof SNIPPETS, string>;

/** Texts to copy, behind tabs; without them, the script writes them. Without the script only the address is to be seen. */
export function Snippets({
	labelledBy,
	texts,
}: {
	labelledBy: string;
	texts?: Readonly<Record<keyof typeof SNIPPETS, string>>;
}) {
	const kinds = Object.entries(KINDS) as [keyof typeof SNIPPETS, string][];
	return (
		<>
			<div class="tabs needs-script" role="tablist" aria-labelledby={labelledBy}>
				{kinds.map(([kind, title], i) => (
					<button
						id={`tab-${kind}`}
						type="button"
						role="tab"
						class="tab"
						aria-controls={`snippet-${kind}`}
						aria-selected={i === 0 ? "true" : "false"}
						tabindex={i === 0 ? 0 : -1}
					>
						{title}
					</button>
				))}
			</div>
			{kinds.map(([kind, title], i) => (
				<div
					id={`snippet-${kind}`}
					role="tabpanel"
					class="snippet"
					aria-labelledby={`tab-${kind}`}
					hidden={i > 0}
				>
					<textarea readonly rows={2} spellcheck={false} aria-label={`${title} to copy`}>
						{texts?.[kind]}
					</textarea>
				</div>
			))}
			<p class="actions needs-script">
				<button id="copy" type="button" class="second">
					Copy link
				</button>
				<span id="copied" role="status" />
			</p>
		</>
	);
}
