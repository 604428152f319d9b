import { type AppError, asAppError, PROBLEMS } from "../errors";
import { ProblemPage } from "../pages/problem";
import { Studio } from "../pages/studio";
import type { Problem } from "../wire";
import type { AppContext } from "./browser";
import { answerPage, studioFacts } from "./page";

/** Turns whatever was thrown into the one answer for it: a page for a browser, else a JSON problem (RFC 9457). */
export async function problemResponse(c: AppContext, thrown: unknown): Promise<Response> {
	const error = asAppError(thrown);
	if (!wantsPage(c)) return jsonProblem(c, error);
	prepareProblem(c, error);
	return problemPage(c, error);
}

/** The same for what no browser goes to: always JSON. */
export function jsonProblem(c: AppContext, thrown: unknown): Response {
	const error = asAppError(thrown);
	prepareProblem(c, error);
	return c.body(JSON.stringify(problemOf(error)), error.status, {
		"Content-Type": "application/problem+json",
	});
}

/** What every answer to an error needs, whatever its shape: our own failures in the log, and how long to wait. */
export function prepareProblem(c: AppContext, error: AppError): void {
	// Codes and causes only: an address may hold a code, a state or a name.
	if (error.status >= 500) console.error(error.code, error.cause ?? "");
	if (error.extras.retryAfter !== undefined) c.header("Retry-After", String(error.extras.retryAfter));
}

/** A browser that goes to a page says so; its `<img>` and our own script ask for something else. */
function wantsPage(c: AppContext): boolean {
	return /\btext\/html\b/.test(c.req.header("Accept") ?? "");
}

function problemPage(c: AppContext, error: AppError) {
	const { fields, entered } = error.extras;
	const page = fields ? (
		<Studio choices={entered ?? {}} fields={fields} {...studioFacts(c)} />
	) : (
		<ProblemPage error={error} />
	);
	return answerPage(c, page, error.status);
}

/** An error as the body of an answer: RFC 9457, and our code. */
export function problemOf(error: AppError): Problem {
	const { title, detail, status } = PROBLEMS[error.code];
	const { extras } = error;
	return {
		...extras.members,
		type: "about:blank",
		title,
		status,
		detail: extras.detail ?? detail,
		code: error.code,
		...(extras.fields && { errors: extras.fields }),
		...(extras.retryAfter !== undefined && { retry_after: extras.retryAfter }),
		...(extras.picture !== undefined && { picture: extras.picture }),
	};
}
