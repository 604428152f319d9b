import type { Child, PropsWithChildren } from "hono/jsx";

/** Where the examples are, where nobody knows at build time: the script puts the page's own origin in its place. */
const SOME_SITE = "https://your.site";

/** What the examples' addresses begin with. */
export function siteAt(address: string | undefined): string {
	return address ?? SOME_SITE;
}

/** A part of the page, with a heading that links to it. */
export function Section({ id, title, children }: PropsWithChildren<{ id: string; title: string }>) {
	return (
		<section id={id} class="doc">
			<h2 id={`${id}-title`}>
				<a href={`#${id}`}>{title}</a>
			</h2>
			{children}
		</section>
	);
}

/** How an example is run: what its test does with it. */
export type Language =
	| "sh"
	| "html"
	| "markdown"
	| "jsx"
	| "vue"
	| "svelte"
	| "python"
	| "bbcode"
	| "json"
	| "ini"
	| "ruby"
	| "php"
	| "url";

/** Something to copy: the script has the button do it. */
export function Code({
	language,
	children: text,
	site,
	title,
}: {
	language: Language;
	children: string;
	/** Where its addresses are, if it has any. */
	site?: string;
	title?: string;
}) {
	const [before = "", ...others] = site ? text.split(site) : [text];
	return (
		<figure class="code">
			{title && <figcaption>{title}</figcaption>}
			<pre data-language={language}>
				<code>
					{before}
					{others.map((part) => (
						<>
							<span class="site">{site}</span>
							{part}
						</>
					))}
				</code>
			</pre>
			<p class="copying needs-script">
				<span role="status" />
				<button type="button" class="second">
					Copy
				</button>
			</p>
		</figure>
	);
}

/** A table that a narrow window shows as a list: each cell says what it is. */
export function Table({
	labelledBy,
	head,
	rows,
}: {
	labelledBy: string;
	head: readonly string[];
	/** The first cell names its row. */
	rows: readonly (readonly Child[])[];
}) {
	return (
		<table class="facts" aria-labelledby={labelledBy}>
			<thead>
				<tr>
					{head.map((name) => (
						<th scope="col">{name}</th>
					))}
				</tr>
			</thead>
			<tbody>
				{rows.map(([first, ...cells]) => (
					<tr>
						<th scope="row">{first}</th>
						{cells.map((cell, at) => (
							<td data-head={head[at + 1]}>{cell}</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}

/** Names, each as code, with commas between. */
export function Names({ all }: { all: readonly string[] }) {
	return (
		<>
			{all.map((name, at) => (
				<>
					{at > 0 && ", "}
					<code>{name}</code>
				</>
			))}
		</>
	);
}
