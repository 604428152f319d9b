/** DiceBear options other than the seed: a list of variants or colours, or a number. */
export type Options = Readonly<Record<string, readonly string[] | number>>;

/**
 * A seed and options as the query of DiceBear's HTTP API: lists with commas. They are sent as they are, for a comma in
 * another spelling is a part of a value to the newest servers; older ones, and ours, read both.
 * Source: https://www.dicebear.com/how-to-use/http-api/
 */
export function toQuery(seed: string, options: Options): string {
	const pairs = Object.entries(options).map(
		([name, value]) => `${encoded(name)}=${[value].flat().map(String).map(encoded).join(",")}`,
	);
	return [`seed=${encoded(seed)}`, ...pairs].join("&");
}

/** The path and query of an avatar at a DiceBear HTTP API, ours or another. */
export function svgPath(style: string, seed: string, options: Options): string {
	return `/10.x/${style}/svg?${toQuery(seed, options)}`;
}

/** A name or a value as a query has it. */
function encoded(text: string): string {
	return new URLSearchParams([["", text]]).toString().slice("=".length);
}
