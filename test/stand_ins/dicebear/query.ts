/**
 * Reads a query as DiceBear's own server does: `src/utils/query-string.ts` and the options' schema of
 * https://github.com/dicebear/api, version 4.14.0-rc.3. A second reading, on purpose not the product's own.
 */

/** A query that is refused before anybody looks at what the options may be. */
export class QueryError extends Error {
	override readonly name = "QueryError";
}

/** Most items of a list, and most parameters. The server takes both from the styles it has, and at least these. */
export interface QueryLimits {
	readonly items: number;
	readonly parameters: number;
}

/** How the server reads an option, by its name; what fits none is left out, and so is what nobody may set. */
const KINDS: readonly [name: RegExp, read: (values: string[]) => unknown][] = [
	[/^(idRandomization|fontFamily|fontWeight|title)$/, () => undefined],
	// A seed is one text, whatever commas are in it.
	[/^seed$/, (values) => values.join(",")],
	[/^(size|[a-z][a-zA-Z0-9]*Probability)$/, (values) => single(filled(values).map(number))],
	[/^[a-z][a-zA-Z0-9]*Variant$/, (values) => weighted(filled(values))],
	[/^[a-z][a-zA-Z0-9]*ColorOrder$/, (values) => single(filled(values))],
	[
		/^(scale|borderRadius|rotate|translateX|translateY|[a-z][a-zA-Z0-9]*(ColorAngle|ColorFillStops))$/,
		(values) => filled(values).map(number),
	],
	[/^(flip|tags|[a-z][a-zA-Z0-9]*(Color|ColorFill))$/, (values) => filled(values)],
];

/**
 * The options of a query, in which only a comma as it is separates: one that is encoded is a part of its value.
 * @param query as it was sent, without the question mark
 * @throws QueryError for brackets, and for more than there may be
 */
export function readQuery(query: string, limits: QueryLimits): Record<string, unknown> {
	const pairs = query.split("&").filter(Boolean);
	if (pairs.length > limits.parameters)
		throw new QueryError(`Parameter limit exceeded. Only ${limits.parameters} parameters allowed.`);
	const lists = new Map<string, string[]>();
	for (const pair of pairs) {
		const [, name = "", value = ""] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
		const key = decoded(name);
		if (key.includes("[")) throw new QueryError(`"${key}" is in brackets. Lists are comma separated.`);
		const list = [...(lists.get(key) ?? []), ...value.split(",").map(decoded)];
		if (list.length > limits.items)
			throw new QueryError(`Array limit exceeded. Only ${limits.items} elements allowed in an array.`);
		lists.set(key, list);
	}
	const options = [...lists].map(([name, values]) => {
		const [, read] = KINDS.find(([names]) => names.test(name)) ?? [];
		return [name, read?.(values)];
	});
	return Object.fromEntries(options.filter(([, value]) => value !== undefined));
}

function filled(values: string[]): string[] {
	return values.filter((value) => value !== "");
}

/** One value as itself. Several stay a list, and are then refused. */
function single<T>(values: T[]): T | T[] {
	return values.length === 1 && values[0] !== undefined ? values[0] : values;
}

/** As it is where it is no number: then it is refused. */
function number(text: string): number | string {
	return Number.isFinite(Number(text)) ? Number(text) : text;
}

/** `happy:3,wink` gives weights as soon as one is named; one that is empty is 0. */
function weighted(values: string[]): unknown {
	if (!values.some((value) => value.includes(":"))) return values;
	const pairs = values.map((value) => value.split(":"));
	return Object.fromEntries(
		pairs.map(([name = "", weight]) => [name.trim(), weight === undefined ? 1 : Number(weight)]),
	);
}

function decoded(text: string): string {
	const spaced = text.replaceAll("+", " ");
	try {
		return decodeURIComponent(spaced);
	} catch {
		return spaced;
	}
}
