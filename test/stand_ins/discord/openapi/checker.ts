import { type OutputUnit, type Schema, validate } from "@cfworker/json-schema";
import type { Part } from "../form";
import { isDiscordBot } from "../user_agent";
import { corrected } from "./corrections";
import discord from "./discord.json";
import {
	type Answer,
	type Body,
	METHODS,
	type OpenApi,
	type Operation,
	type Parameter,
	type Ref,
} from "./document";
import { OAUTH } from "./oauth";
import { strict, strictBelow } from "./strict";

/** A call as it came. */
export interface Call {
	/** In upper case. */
	readonly method: string;
	readonly url: URL;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** Of a form with files. */
	readonly parts?: readonly Part[] | undefined;
}

/** An operation with all that is checked of it made ready. */
interface Checked {
	readonly method: string;
	readonly path: RegExp;
	readonly parameters: { readonly path: Schema; readonly query: Schema };
	readonly operation: Operation;
	readonly answers: Readonly<Record<string, Answer>>;
	/** Whether it is one of the API's own, which asks for more than OAuth does. */
	readonly api: boolean;
}

const lookup: Record<string, Schema> = {};

/** "Concrete (non-templated) paths" go before those with parameters, and those with few before those with more. */
const OPERATIONS: readonly Checked[] = [
	// Of JSON that is imported, TypeScript knows no more than that it is text and numbers.
	...operationsOf(discord as unknown as OpenApi, "/api/v10"),
	// What the stand-in does not have, after what it has: the order of equals stays.
	...operationsOf({ paths: discord.reads as unknown as OpenApi["paths"] }, "/api/v10"),
	...operationsOf(OAUTH, ""),
].sort((a, b) => templated(a) - templated(b));

function templated({ path }: Checked): number {
	return path.source.split("(?<").length;
}

/** Whether a path is Discord's, and not the stand-in's own. */
export function isChecked(path: string): boolean {
	return path.startsWith("/api/") || path === "/oauth2/authorize";
}

/**
 * Measures a call against Discord's OpenAPI document and, for OAuth, against oauth.ts. What neither names is wrong:
 * an operation, a parameter, a property.
 * @returns what is wrong with it, and how to find out what is wrong with its answer
 */
export function checkCall(call: Call): {
	readonly problems: string[];
	answer(response: Response): Promise<string[]>;
} {
	const checked = OPERATIONS.find(
		({ method, path }) => method === call.method && path.test(call.url.pathname),
	);
	if (!checked) return { problems: ["is an unknown operation"], answer: answerToUnknown };
	const { path, parameters, operation, answers, api } = checked;
	return {
		problems: [
			...queryProblems(call.url.searchParams, parameters.query),
			...problemsOf(
				"path",
				typed(path.exec(call.url.pathname)?.groups ?? {}, parameters.path),
				parameters.path,
			),
			...bodyProblems(call, operation.requestBody),
			...(api ? headerProblems(call.headers, operation) : []),
		],
		answer: (response) =>
			Object.keys(answers).length === 0 ? answerToUnknown(response) : answerProblems(response, answers),
	};
}

/** Whatever nobody knows is not found, or not for this method. */
async function answerToUnknown({ status }: Response): Promise<string[]> {
	return status === 404 || status === 405 ? [] : [`${status} for an unknown operation`];
}

function operationsOf({ paths, components = {} }: OpenApi, base: string): Checked[] {
	for (const [name, schema] of Object.entries(components.schemas ?? {}))
		lookup[`#/components/schemas/${name}`] = strictBelow(corrected(name, schema));
	return Object.entries(paths).flatMap(([template, item]) =>
		METHODS.flatMap((method) => {
			const operation = item[method];
			if (!operation) return [];
			const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
			return {
				method: method.toUpperCase(),
				path: new RegExp(`^${base}${template.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
				parameters: { path: parametersIn("path", parameters), query: parametersIn("query", parameters) },
				operation: operation.requestBody
					? { ...operation, requestBody: strictBody(operation.requestBody) }
					: operation,
				answers: Object.fromEntries(
					Object.entries(operation.responses).map(([status, answer]) => [
						status,
						strictBody(dereferenced(answer, components.responses)),
					]),
				),
				api: base !== "",
			};
		}),
	);
}

function dereferenced(answer: Answer | Ref, responses: Readonly<Record<string, Answer>> = {}): Answer {
	return "$ref" in answer ? (responses[answer.$ref.split("/").at(-1) ?? ""] ?? {}) : answer;
}

function strictBody<T extends Body>(body: T): T {
	if (!body.content) return body;
	const content = Object.entries(body.content).map(([type, { schema }]) => [
		type,
		schema ? { schema: strict(schema) } : {},
	]);
	return { ...body, content: Object.fromEntries(content) };
}

function parametersIn(place: Parameter["in"], all: readonly Parameter[]): Schema {
	const here = all.filter((parameter) => parameter.in === place);
	return {
		type: "object",
		properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
		required: here.filter(({ required }) => required).map(({ name }) => name),
		unevaluatedProperties: false,
	};
}

function queryProblems(query: URLSearchParams, schema: Schema): string[] {
	const values = typed(Object.fromEntries(query), schema);
	return [...repeated(query), ...problemsOf("query", values, schema)];
}

/** Parameters, which come as text, each as the type that it is to have. */
function typed(parameters: Readonly<Record<string, string>>, { properties = {} }: Schema) {
	const values = Object.entries(parameters).map(([name, text]) => {
		const part = properties[name];
		return [name, typeof part === "object" ? coerced(text, part) : text];
	});
	return Object.fromEntries(values);
}

/** Text as a type; as it is where it is not of that type. A list may come as its only item. */
function coerced(text: string, schema: Schema): unknown {
	const { type, items } = lookup[schema.$ref ?? ""] ?? schema;
	if (type === "array")
		return [coerced(text, typeof items === "object" && !Array.isArray(items) ? items : {})];
	if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
	return type === "integer" && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** "Request and response parameters MUST NOT be included more than once", RFC 6749, section 3.1. */
function repeated(pairs: URLSearchParams): string[] {
	const names = [...pairs.keys()];
	return names.length === new Set(names).size ? [] : ["names a parameter twice"];
}

/** "The JSON message body can optionally be provided using the `payload_json` parameter": its fields stand for the form's. */
function formProblems(parts: Call["parts"], schema: Schema): string[] {
	if (!parts) return ["body is no form"];
	const names = parts.map(({ name }) => name);
	const unnamed = parts.filter(({ name, file }) => name.startsWith("files[") && !file?.filename);
	const fields = parts.map(({ name, text = "" }) => {
		if (name !== "payload_json") return { [name]: text };
		try {
			return Object(JSON.parse(text));
		} catch {
			return { payload_json: text };
		}
	});
	return [
		...(names.length === new Set(names).size ? [] : ["names a part twice"]),
		...unnamed.map(({ name }) => `${name} has no filename`),
		...problemsOf("body", Object.assign({}, ...fields), schema),
	];
}

function bodyProblems({ headers, body, parts }: Call, expected: Operation["requestBody"]): string[] {
	const type = mediaType(headers["content-type"]);
	const form = expected?.content?.[type]?.schema;
	if (type === "multipart/form-data" && form) return formProblems(parts, form);
	if (!expected) return body === "" ? [] : ["has a body, and should have none"];
	if (body === "") return expected.required ? ["has no body"] : [];
	const content = expected.content?.[type];
	if (!content) return [`has a body of the type ${type || "(none)"}`];
	if (!content.schema) return [];
	if (type !== "application/x-www-form-urlencoded") return jsonProblems("body", body, content.schema);
	const fields = new URLSearchParams(body);
	return [...repeated(fields), ...problemsOf("body", Object.fromEntries(fields), content.schema)];
}

/** How the `Authorization` of each kind of security begins. */
const SCHEMES: Readonly<Record<string, string>> = { BotToken: "Bot", OAuth2: "Bearer" };

function headerProblems(headers: Call["headers"], { security = [] }: Operation): string[] {
	const [scheme = ""] = (headers.authorization ?? "").split(" ");
	const schemes = security.flatMap((option) => Object.keys(option)).map((name) => SCHEMES[name]);
	const needsNone = scheme === "" && security.some((option) => Object.keys(option).length === 0);
	return [
		...(needsNone || schemes.includes(scheme)
			? []
			: [`takes ${schemes.join(" or ")}, and is authorised by ${scheme || "nothing"}`]),
		...(isDiscordBot(headers["user-agent"]) ? [] : ["has not the User-Agent that Discord asks for"]),
	];
}

async function answerProblems(response: Response, answers: Checked["answers"]): Promise<string[]> {
	const { status } = response;
	const expected = answers[status] ?? answers[`${Math.floor(status / 100)}XX`];
	if (!expected) return [`${status} is no status of this operation`];
	const body = await response.text();
	if (!expected.content) return body === "" ? [] : [`${status} has a body, and should have none`];
	const type = mediaType(response.headers.get("Content-Type") ?? undefined);
	const content = expected.content[type];
	if (!content) return [`${status} has a body of the type ${type || "(none)"}`];
	return content.schema ? jsonProblems(String(status), body, content.schema) : [];
}

function mediaType(contentType = ""): string {
	return contentType.replace(/;.*/s, "").trim().toLowerCase();
}

function jsonProblems(what: string, text: string, schema: Schema): string[] {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return [`${what} is not JSON`];
	}
	return problemsOf(what, value, schema);
}

/** Enough to see what is wrong: of a list, each item may have the same problem. */
const MOST_PROBLEMS = 5;

/** Keywords whose errors only say that something below them is wrong. */
const ABOVE = new Set([
	"$ref",
	"additionalProperties",
	"allOf",
	"anyOf",
	"items",
	"oneOf",
	"properties",
	"unevaluatedProperties",
]);

/**
 * Each problem where it is. What is unknown (the keyword `false`) counts only where nothing else is wrong: of an object
 * that is wrong in one thing, the validator takes all else for unknown.
 */
function problemsOf(what: string, value: unknown, schema: Schema): string[] {
	const { errors } = validate(value, schema, "2020-12", lookup, false);
	const below = ofTheRightKind(errors).filter(({ keyword }) => !ABOVE.has(keyword));
	const known = below.filter(({ keyword }) => keyword !== "false");
	const told = [known, below, errors].find(({ length }) => length > 0) ?? [];
	const problems = told.map(({ instanceLocation, keyword, error }) => {
		const place = `${what}${instanceLocation.slice(1)}`;
		return keyword === "false" ? `${place} is unknown` : `${place}: ${error}`;
	});
	return [...new Set(problems)].slice(0, MOST_PROBLEMS);
}

/**
 * Without what other kinds of the same object would have had wrong: each kind (of components, of answers) names its own
 * `type`, and the validator tries them all. As it was where nothing else is left.
 */
function ofTheRightKind(errors: readonly OutputUnit[]): readonly OutputUnit[] {
	const others = errors.flatMap(({ keywordLocation, instanceLocation }) => {
		const [, kind] =
			/^(.*\/(?:oneOf|anyOf)\/\d+\/\$ref)\/properties\/type\/(?:enum|type)$/.exec(keywordLocation) ?? [];
		return kind === undefined ? [] : [{ kind, object: instanceLocation.replace(/\/type$/, "") }];
	});
	const left = errors.filter(
		({ keywordLocation, instanceLocation, error }) =>
			!error.endsWith('Expected "null".') &&
			!others.some(
				({ kind, object }) =>
					keywordLocation.startsWith(`${kind}/`) && `${instanceLocation}/`.startsWith(`${object}/`),
			),
	);
	return left.some(({ keyword }) => !ABOVE.has(keyword)) ? left : errors;
}
