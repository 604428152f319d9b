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

/**
 * The parameters of a query, by name, as DiceBear's own server takes them: one that comes twice is one list, and what is no
 * UTF-8 stays as it was sent. An encoded comma separates here as one that is not encoded: older servers wrote no other.
 * @param query as it was sent: undecoded, without the question mark
 */
export function parametersOf(query: string): Map<string, string> {
	const parameters = new Map<string, string>();
	for (const pair of query.split("&")) {
		const sign = pair.indexOf("=");
		const name = nameIn(pair);
		const text = sign === -1 ? "" : decoded(pair.slice(sign + 1));
		const before = parameters.get(name);
		parameters.set(name, before === undefined ? text : `${before},${text}`);
	}
	return parameters;
}

/**
 * The same with all that is of an option under its name, as DiceBear's server read lists: `a`, `a[]` and `a[1]` are all of
 * `a`, in the order of their numbers. `a[b]` is no list, and keeps its name.
 */
export function textsOf(query: string): Map<string, string[]> {
	const found = [...parametersOf(query)].map(([written, text]) => {
		const [, name = written, place = ""] = /^([^[]+)\[(\d*)\]$/.exec(written) ?? [];
		return { name, place: Number(place), text };
	});
	const texts = new Map<string, string[]>();
	for (const { name, text } of found.sort((one, other) => one.place - other.place)) {
		const before = texts.get(name);
		if (before) before.push(text);
		else texts.set(name, [text]);
	}
	return texts;
}

/** The name of a query's parameter, decoded. */
export function nameIn(pair: string): string {
	const sign = pair.indexOf("=");
	return decoded(sign === -1 ? pair : pair.slice(0, sign));
}

/** Text out of a query. What cannot be decoded stays as it is, up to the next comma. */
function decoded(text: string): string {
	if (!/[+%]/.test(text)) return text;
	const spaced = text.replaceAll("+", " ");
	try {
		return decodeURIComponent(spaced);
	} catch {
		return spaced.includes(",") ? spaced.split(",").map(decoded).join(",") : spaced;
	}
}

/** A name or a value as a query has it. */
function encoded(text: string): string {
	return new URLSearchParams([["", text]]).toString().slice("=".length);
}
