import { type Schema, validate } from "@cfworker/json-schema";
import { strict, strictBelow } from "../stand_ins/discord/openapi/strict";
import { type Answer, document, HEADERS, type Operation, type Parameter, resolved } from "./document";

const METHODS = ["get", "post", "put", "patch", "delete"];

/** An operation, and what its requests and answers are held against. */
export interface Described {
	method: string;
	/** As in the document. */
	path: string;
	operation: Operation;
	parameters: readonly Parameter[];
	answers: Readonly<Record<string, Answer>>;
	exactly: RegExp;
}

const lookup: Record<string, Schema> = Object.fromEntries(
	Object.entries(document.components.schemas).map(([name, schema]) => [
		`#/components/schemas/${name}`,
		strictBelow(schema),
	]),
);

const templated = ({ path }: Described) => path.split("{").length;

/** Every operation, those with fewer parameters in their paths first. */
export const OPERATIONS: readonly Described[] = Object.entries(document.paths)
	.flatMap(([path, item]) =>
		METHODS.flatMap((method): Described[] => {
			const operation = item[method];
			if (!operation) return [];
			const parameters = (operation.parameters ?? []).map(resolved);
			const answers = Object.entries(operation.responses).map(([status, answer]) => [
				status,
				resolved(answer),
			]);
			const exactly = path
				.replaceAll(/[.[\]]/g, "\\$&")
				.replaceAll(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>[^/]+?)`);
			return [
				{
					method: method.toUpperCase(),
					path,
					operation,
					parameters,
					answers: Object.fromEntries(answers),
					exactly: new RegExp(`^${exactly}$`),
				},
			];
		}),
	)
	.sort((a, b) => templated(a) - templated(b));

const made = new WeakMap<Schema, Schema>();

/** A schema in which nothing is that it does not name. */
function closed(schema: Schema): Schema {
	const known = made.get(schema) ?? (strict(schema) as Schema);
	made.set(schema, known);
	return known;
}

/** Whether a value is one of a schema's, and has nothing that the schema does not name. */
export function problemsOf(value: unknown, schema: Schema): string[] {
	const { valid, errors } = validate(value as object, closed(schema), "2020-12", lookup);
	return valid ? [] : errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
}

/** A text as a type: what stands in a path or a query has none of its own. */
function typed(text: string, { type }: Schema): unknown {
	if (type === "integer" || type === "number") return text.trim() === "" ? text : Number(text);
	return text;
}

function fits({ parameters, exactly }: Described, pathname: string): boolean {
	const values = exactly.exec(pathname)?.groups ?? {};
	return parameters
		.filter((parameter) => parameter.in === "path")
		.every(({ name, schema }) => problemsOf(typed(values[name] ?? "", schema), schema).length === 0);
}

/** The operation that a request is, and whether its path is as it is described. */
export function operationOf(
	method: string,
	pathname: string,
): { described: Described; right: boolean } | undefined {
	const like = OPERATIONS.filter(
		(each) => each.method === (method === "HEAD" ? "GET" : method) && each.exactly.test(pathname),
	);
	const right = like.find((each) => fits(each, pathname));
	const described = right ?? like.at(-1);
	return described && { described, right: right !== undefined };
}

/** What the document leaves out: the same with a slash behind it, and the middleman without its version. */
function asDescribed(pathname: string): string {
	return pathname
		.replace(/^(\/\d+\.x(?:\/[^/]+\/[^/]+)?)\/$/, "$1")
		.replace(/^\/botapi\/(?!v10\/)/, "/botapi/v10/");
}

/**
 * Holds an answer against the document: its status, content type, body and headers.
 * @returns what is wrong with it
 */
export async function complaintsAbout(method: string, url: URL, response: Response): Promise<string[]> {
	const { status } = response;
	if (method === "OPTIONS") return [];
	const found = operationOf(method, asDescribed(url.pathname));
	const says = (problems: readonly string[]) =>
		problems.map((problem) => `${method} ${url.pathname} ${status}: ${problem}`);
	if (!found) return status < 400 ? says(["is nowhere described"]) : [];
	const { described, right } = found;
	if (!right && status < 400) return says(["its path is not as it is described"]);
	// Then it may be no route at all.
	if (!right && status === 404) return [];
	const answer = described.answers[status] ?? described.answers[`${String(status)[0]}XX`];
	if (!answer) return says([`not among ${Object.keys(described.answers)}: ${await codeIn(response)}`]);
	return says([...headerProblems(response, answer), ...(await bodyProblems(method, response, answer))]);
}

async function codeIn(response: Response): Promise<string> {
	return response.webSocket ? "" : (await response.clone().text()).slice(0, 200);
}

/** The headers that are described where they come; the safe ones come with everything. */
function headerProblems({ status, headers }: Response, { headers: said = {} }: Answer): string[] {
	const sent = HEADERS.filter((name) => headers.has(name) && !(name in said));
	const missing = Object.entries(said).filter(
		([name, header]) => !headers.has(name) && (resolved(header).required || status === 429),
	);
	return [
		...sent.map((name) => `sends ${name}, which is not described`),
		...missing.map(([name]) => `has no ${name}`),
	];
}

async function bodyProblems(method: string, response: Response, { content }: Answer): Promise<string[]> {
	const [type = ""] = response.headers.get("Content-Type")?.split(";") ?? [];
	if (response.webSocket || method === "HEAD") return [];
	const isEmpty = type === "" || !content ? (await response.clone().text()) === "" : false;
	if (!content) return isEmpty ? [] : ["has a body"];
	// Discord's own failure may say nothing.
	if (isEmpty && response.status >= 500) return [];
	const media = content[type];
	if (!media) return [`is ${type}, and not ${Object.keys(content)}`];
	if (!media.schema || !/\bjson$/.test(type)) return [];
	return problemsOf(await response.clone().json(), media.schema);
}
