import definitions from "./generated/definitions.ndjson";

/** Whether a style sheet is one of those that DiceBear's styles move with: one of their own texts, to the letter. */
export function isOwnAnimation(css: string): boolean {
	return definitions.includes(`"value":${JSON.stringify(css)}`);
}
