import { bodyLimit } from "hono/body-limit";
import type { $ZodIssue } from "zod/v4/core";
import { type Choices, choicesSchema, enteredIn, FIELD_RULES, isField } from "../avatar/choices";
import { AppError, type FieldProblem } from "../errors";
import type { AppContext } from "./browser";

/** The form is a few hundred bytes; nobody needs to send more than this. */
const MAX_BODY_BYTES = 4 * 1024;

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
	const parsed = choicesSchema.safeParse(body, { error: sentence });
	if (parsed.success) return parsed.data;
	throw new AppError("field_invalid", {
		fields: fieldProblems(parsed.error.issues),
		entered: enteredIn(body),
	});
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

/** The sentence for whatever zod finds wrong: the field's own, which covers all that can be wrong with it. */
function sentence({ path = [] }: { path?: readonly PropertyKey[] | undefined }): string {
	const field = String(path[0]);
	return isField(field) ? FIELD_RULES[field] : "The form has no such field.";
}

/** One sentence for each field that is wrong, from what zod found. */
function fieldProblems(issues: readonly $ZodIssue[]): FieldProblem[] {
	const problems = issues.flatMap((issue): FieldProblem[] => {
		const fields = issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0] ?? "")];
		return fields.map((field) => ({ field, message: issue.message }));
	});
	return [...new Map(problems.map((problem) => [problem.field, problem])).values()];
}
