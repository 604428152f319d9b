/** DiceBear options other than the seed: a list of variants or colours, or a number. */
export type Options = Readonly<Record<string, readonly string[] | number>>;

/**
 * A seed and options as the query of DiceBear's HTTP API: lists with commas.
 * Source: https://www.dicebear.com/how-to-use/http-api/
 */
export function toQuery(seed: string, options: Options): string {
	const pairs = Object.entries(options).map(([name, value]) => [name, String(value)]);
	return new URLSearchParams([["seed", seed], ...pairs]).toString();
}

/** The path and query of an avatar at a DiceBear HTTP API, ours or another. */
export function svgPath(style: string, seed: string, options: Options): string {
	return `/10.x/${style}/svg?${toQuery(seed, options)}`;
}
