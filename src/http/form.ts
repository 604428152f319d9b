import { bodyLimit } from "hono/body-limit";
import { type $ZodIssue, type $ZodType, type output, safeParse } from "zod/v4/core";
import { checkedChoices } from "../avatar/checked_choices";
import { type Choices, FIELD_RULES } from "../avatar/choices";
import { enteredIn } from "../avatar/fields";
import { AppError, type FieldProblem, type ProblemExtras } from "../errors";
import type { AppContext } from "./browser";

/** The form with the longest options is under four kilobytes, each comma of theirs being three; nobody needs to send more. */
const MAX_BODY_BYTES = 8 * 1024;

export const smallBody = bodyLimit({
	maxSize: MAX_BODY_BYTES,
	onError: () => {
		throw new AppError("body_too_large");
	},
});

/** Whether the page's script sent the form, as JSON, and not the browser by itself. */
export function isJson(c: AppContext): boolean {
	return contentType(c).type === "application/json";
}

/**
 * The choices in a request's body.
 * @throws AppError `content_type_unsupported`, `body_malformed`, or `field_invalid` with a sentence for each
 * field and what was filled in
 */
export async function readChoices(c: AppContext): Promise<Choices> {
	const body = await readBody(c);
	return checked(checkedChoices, FIELD_RULES, body, { entered: enteredIn(body) });
}

/**
 * A body as its schema takes it.
 * @param rules the sentence for each field, which covers all that can be wrong with it
 * @param extras what the error is to carry besides
 * @throws AppError `field_invalid` with a sentence for each field that is wrong
 */
export function checked<Schema extends $ZodType>(
	schema: Schema,
	rules: Readonly<Record<string, string>>,
	body: unknown,
	extras: ProblemExtras = {},
): output<Schema> {
	const sentences = new Map(Object.entries(rules));
	const parsed = safeParse(schema, body, {
		error: ({ path = [] }) => sentences.get(String(path[0])) ?? "There is no such field.",
	});
	if (parsed.success) return parsed.data;
	throw new AppError("field_invalid", { ...extras, fields: fieldProblems(parsed.error.issues) });
}

/** @throws AppError `content_type_unsupported`, `body_malformed` */
export async function readBody(c: AppContext): Promise<unknown> {
	const { type, charset } = contentType(c);
	if (type !== "application/x-www-form-urlencoded" || !isUtf8(charset)) return readJson(c);
	// `all` keeps a field that came twice as a list, which no field takes.
	return c.req.parseBody({ all: true });
}

/** @throws AppError `content_type_unsupported`, `body_malformed` */
export async function readJson(c: AppContext): Promise<unknown> {
	if (!isJson(c) || !isUtf8(contentType(c).charset)) throw new AppError("content_type_unsupported");
	return c.req.json().catch((cause: unknown) => {
		throw new AppError("body_malformed", { cause });
	});
}

/** What a body says to be: a media type and its character set, in lower case (RFC 9110, 8.3). */
function contentType(c: AppContext): { type: string; charset: string | undefined } {
	const header = c.req.header("Content-Type")?.toLowerCase() ?? "";
	const [type = "", ...parameters] = header.split(";").map((part) => part.trim());
	const [charset] = parameters.flatMap((parameter) => /^charset="?([^"]*)"?$/.exec(parameter)?.[1] ?? []);
	return { type, charset };
}

/** UTF-8 is all that JSON may be in (RFC 8259, 8.1), and that a form of ours is sent in. */
function isUtf8(charset: string | undefined): boolean {
	return charset === undefined || charset === "utf-8" || charset === "utf8";
}

/** One sentence for each field that is wrong, from what zod found; of the whole only where no field is. */
function fieldProblems(issues: readonly $ZodIssue[]): FieldProblem[] {
	const problems = issues.flatMap((issue): FieldProblem[] => {
		const [field] = issue.path;
		const unknown = issue.code === "unrecognized_keys" && field === undefined;
		const fields = unknown ? issue.keys : [String(field ?? "")];
		return fields.map((field) => ({ field, message: issue.message }));
	});
	const byField = new Map(problems.map((problem) => [problem.field, problem]));
	if (byField.size > 1) byField.delete("");
	return [...byField.values()];
}
