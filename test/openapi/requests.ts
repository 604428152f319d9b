/* Requests that the document allows, made from it by what nobody here wrote, and such that it does not. */
import { generateSync } from "json-schema-faker";
import type { Random } from "../fuzz/random";
import type { Described } from "./contract";
import { document, type Parameter } from "./document";

export interface Asked {
	path: string;
	method: string;
	headers: Record<string, string>;
	body?: string;
}

/** What has to be right for anything to be there, by the name of the parameter: nobody makes these up. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** What stands in the place of something that is right. */
const WRONG = [
	"",
	" ",
	"0",
	"-1",
	"1e400",
	"NaN",
	"null",
	"true",
	"../..",
	"%00",
	"🐻",
	"__proto__",
	"a,b,,c",
	"x".repeat(2000),
];

function madeUp(schema: object, random: Random): unknown {
	const { components } = document;
	return generateSync({ ...schema, components } as never, {
		seed: random.below(2 ** 31),
		maxDepth: 6,
		optionalsProbability: 0.4,
	});
}

/** A value as it stands in a query: a list has commas. */
function pairsOf({ name, explode }: Parameter, value: unknown): [string, string][] {
	if (Array.isArray(value)) return [[name, value.join(",")]];
	if (typeof value !== "object" || value === null) return [[name, String(value)]];
	return explode === false ? [] : Object.entries(value).map(([each, text]) => [each, String(text)]);
}

/** Takes one thing out of a JSON, or puts something else in its place. */
function spoilt(value: unknown, random: Random): unknown {
	if (typeof value !== "object" || value === null || random.chance(0.3))
		return random.pick([null, [], {}, 7, ...WRONG]);
	const names = Object.keys(value);
	const name = names.length > 0 ? random.pick(names) : "more";
	const { [name]: old, ...others } = value as Record<string, unknown>;
	return random.chance(0.3) ? others : { ...others, [name]: spoilt(old, random) };
}

/**
 * A request of an operation.
 * @param wrong how likely each part of it is to be what the document does not allow
 */
export function requestOf(
	{ method, path, parameters, operation }: Described,
	known: Known,
	random: Random,
	wrong = 0,
): Asked {
	const isWrong = () => random.chance(wrong);
	const value = (parameter: Parameter): unknown => {
		if (isWrong()) return random.pick(WRONG);
		const there = known[parameter.name];
		return there?.length ? random.pick(there) : madeUp(parameter.schema, random);
	};
	const query = new URLSearchParams();
	const headers: Record<string, string> = {};
	let filled = path;
	for (const parameter of parameters) {
		const isThere = parameter.in === "path" || (parameter.required ? !isWrong() : random.chance(0.3));
		if (!isThere) continue;
		if (parameter.in === "path")
			filled = filled.replace(`{${parameter.name}}`, encodeURIComponent(String(value(parameter))));
		if (parameter.in === "query")
			for (const [name, text] of pairsOf(parameter, value(parameter))) query.set(name, text);
		if (parameter.in === "header" && parameter.name in known)
			headers[parameter.name] = String(value(parameter)).replace(/\P{ASCII}/gu, "?");
	}
	const search = query.size > 0 ? `?${query}` : "";
	const asked = { method, path: `${filled}${search}`, headers };
	if (!operation.requestBody) return asked;
	const [type, { schema }] = random.pick(
		Object.entries(operation.requestBody.content).filter(([each]) => !each.startsWith("multipart/")),
	);
	const right = madeUp(schema, random);
	const sent = isWrong() ? spoilt(right, random) : right;
	const isForm = type !== "application/json" && typeof sent === "object" && sent !== null;
	const body = isForm ? new URLSearchParams(sent as Record<string, string>).toString() : JSON.stringify(sent);
	return {
		...asked,
		headers: { ...headers, "Content-Type": isWrong() ? "text/plain" : type },
		body: isWrong() ? body.slice(0, -1) : body,
	};
}
