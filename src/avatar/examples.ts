import { credit, htmlLink, imageAttributes, type Picture, SNIPPETS } from "./snippets";

/** A picture of the address service, whose format may be one that no page shows: `json`. */
export interface ExamplePicture extends Picture {
	/** Its name in an address. */
	format: string;
}

/** Text in a shell's command: nothing between single quotes means anything, and a single quote ends them. */
const inShell = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Text in Python: whatever JSON escapes, it reads as JSON does. */
const inPython = (text: string) => JSON.stringify(text);

/** An `<img>` and what its licence asks for, as XML: a line each. */
function markup(picture: Picture): string[] {
	const name = credit(picture, "", htmlLink);
	return [`<img ${imageAttributes(picture)} />`, ...(name ? [`<br /><small>${name}</small>`] : [])];
}

const indented = (lines: readonly string[], tabs: number) =>
	lines.map((line) => "\t".repeat(tabs) + line).join("\n");

function react(picture: Picture): string {
	const lines = markup(picture);
	const inside = lines.length > 1 ? `\t\t<>\n${indented(lines, 3)}\n\t\t</>` : indented(lines, 2);
	return `export function Avatar() {\n\treturn (\n${inside}\n\t);\n}`;
}

/** How to fetch a picture, as it is. */
const FETCHES = {
	curl: ({ url, format }: ExamplePicture) => `curl --fail --output avatar.${format} ${inShell(url)}`,
	python: ({ url, format }: ExamplePicture) =>
		[
			"from urllib.request import urlopen",
			"",
			`with urlopen(${inPython(url)}) as answer, open("avatar.${format}", "wb") as file:`,
			"    file.write(answer.read())",
		].join("\n"),
} as const;

/** How to show a picture on a page. */
const SHOWS = {
	html: SNIPPETS.html,
	markdown: SNIPPETS.markdown,
	react,
	vue: (picture: Picture) => `<template>\n${indented(markup(picture), 1)}\n</template>`,
	svelte: (picture: Picture) => markup(picture).join("\n"),
} as const;

/** A picture in each language: what to copy. Whatever its words and address hold, they mean nothing there but themselves. */
export const EXAMPLES = { url: SNIPPETS.url, ...SHOWS, ...FETCHES } as const satisfies Record<
	string,
	(picture: ExamplePicture) => string
>;

export type ExampleKind = keyof typeof EXAMPLES;

/** What each is called, in the order of the page. */
export const EXAMPLE_TITLES: Readonly<Record<ExampleKind, string>> = {
	url: "URL",
	html: "HTML",
	markdown: "Markdown",
	react: "React",
	vue: "Vue",
	svelte: "Svelte",
	curl: "curl",
	python: "Python",
};

/** Whether there is such an example of a format: JSON is no picture to show. */
export function hasExample(kind: ExampleKind, format: string): boolean {
	return format !== "json" || !Object.hasOwn(SHOWS, kind);
}
