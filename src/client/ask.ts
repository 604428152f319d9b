import type { FieldProblem } from "../errors";
import type { Problem } from "../wire";

/** A problem as far as it is known: one of our own making has no code and no status. */
export type Trouble = Pick<Problem, "title" | "detail"> & Partial<Problem>;

export type Answer<Data> = { data: Data } | { trouble: Trouble };

const NO_ANSWER: Trouble = {
	title: "We could not be reached",
	detail: "Please check your connection and try again. Everything you chose is still here.",
};

/** Asks our own site for JSON. It never throws: a network that fails is trouble like any other. */
export async function ask<Data>(
	path: string,
	method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE",
	body?: unknown,
	headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Data>> {
	try {
		const answer = await fetch(path, {
			method,
			headers: {
				...headers,
				Accept: "application/json",
				...(body !== undefined && { "Content-Type": "application/json" }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const said = parsed(await answer.text());
		if (said === undefined) return { trouble: unreadable(path, answer) };
		return answer.ok ? { data: said } : { trouble: troubleIn(said, answer) };
	} catch {
		return { trouble: NO_ANSWER };
	}
}

/** Undefined for what is no JSON. */
function parsed(text: string) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** What we answer is JSON: a page instead comes from Discord, whose answers `/botapi` hands on, or from before our Worker. */
function unreadable(path: string, { status }: Response): Trouble {
	const [title, when] =
		path.startsWith("/botapi/") && status >= 500
			? ["Discord is not answering properly", "This is usually over in a minute. Please try again."]
			: ["That did not work", "Please try again in a minute."];
	return { title, detail: `${when} Everything you chose is still here.`, status };
}

/** An error in Discord's own words: https://docs.discord.com/developers/reference#error-messages */
interface DiscordError {
	message?: string;
	errors?: Readonly<Record<string, { _errors?: readonly { message: string }[] }>>;
	retry_after?: number;
}

/** A problem of ours as it is, and an error of Discord's as one. */
function troubleIn(said: Problem | DiscordError, { status, headers }: Response): Trouble {
	if ("title" in said) return said;
	const { message, errors, retry_after = Number(headers.get("Retry-After")) } = said;
	return {
		title: retry_after ? "Discord asks us to wait" : "That did not work",
		detail: message ? `Discord says: ${message}` : "Please try again.",
		status,
		...(errors && { errors: fieldsIn(errors) }),
		...(retry_after && { retry_after }),
	};
}

function fieldsIn(errors: NonNullable<DiscordError["errors"]>): FieldProblem[] {
	return Object.entries(errors).map(([field, { _errors = [] }]) => ({
		field,
		message: _errors.map((error) => error.message).join(" ") || "Discord does not take this.",
	}));
}
