/** Calls to Discord from a terminal: whatever goes wrong is said in a sentence, and never with a credential in it. */

/** What somebody at a terminal is told instead of a stack. */
export class Refusal extends Error {}

/** Where Discord is, and as whom it is asked. */
export interface Caller {
	/** An origin. */
	discord: string;
	/** For the token endpoint `Basic …`, then `Bearer …` or `Bot …`. */
	authorization: string;
	userAgent: string;
	say(line: string): void;
}

/** The longest that a terminal waits because Discord asks for it, in seconds, and how often. */
const LONGEST_WAIT = 60;
const WAITS = 3;

/**
 * Asks Discord, and waits where it says so.
 * @param body JSON, or a form
 * @throws Refusal with what to do
 */
export async function ask(
	{ discord, authorization, userAgent, say }: Caller,
	method: "GET" | "PUT" | "POST",
	path: string,
	body?: URLSearchParams | object,
): Promise<unknown> {
	const isForm = body instanceof URLSearchParams;
	const headers = {
		Authorization: authorization,
		"User-Agent": userAgent,
		...(body && { "Content-Type": isForm ? "application/x-www-form-urlencoded" : "application/json" }),
	};
	for (let waits = 0; ; waits++) {
		const response = await fetch(new URL(`/api/v10${path}`, discord), {
			method,
			headers,
			body: body ? (isForm ? String(body) : JSON.stringify(body)) : null,
			redirect: "manual",
			signal: AbortSignal.timeout(30_000),
		}).catch((error: Error & { cause?: Error }) => {
			throw new Refusal(`${discord} does not answer: ${error.cause?.message ?? error.message}.`);
		});
		const text = await response.text();
		const answer = jsonIn(text);
		if (response.ok && answer !== undefined) return answer;
		if (response.status !== 429) throw new Refusal(reasonOf(response.status, answer));
		const wait = Number(answer?.retry_after);
		// Without JSON it is Cloudflare's, and lasts: https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit
		if (!(wait >= 0)) throw new Refusal("Discord refuses this network for now. Try again in an hour.");
		if (wait > LONGEST_WAIT || waits === WAITS)
			throw new Refusal(
				`Discord asks to wait for ${Math.ceil(wait)} s. Nothing was changed: try again then.`,
			);
		say(`Discord asks to wait for ${Math.ceil(wait)} s.`);
		await new Promise((resolve) => setTimeout(resolve, wait * 1000));
	}
}

interface Problem {
	error?: string;
	error_description?: string;
	message?: string;
	code?: number;
	errors?: unknown;
	retry_after?: number;
}

function reasonOf(status: number, answer: Problem | undefined): string {
	if (answer?.error === "invalid_client")
		return "Discord does not take this DISCORD_CLIENT_ID with this DISCORD_CLIENT_SECRET.";
	if (answer?.error) return `Discord gives no token: ${answer.error_description ?? answer.error}`;
	if (status === 401)
		return "Discord does not take these credentials. Has the token or the secret been reset?";
	if (answer?.code === 50001 || answer?.code === 10004)
		return "The application is not in that server. Add it there first.";
	if (status === 403 || answer?.code === 10002)
		return `These credentials are not for this application: ${answer?.message ?? "refused"}.`;
	const fields = fieldsIn(answer?.errors);
	const message = answer?.message ?? `status ${status}`;
	return [`Discord refuses this: ${message}${fields.length > 0 ? ":" : "."}`, ...fields].join("\n");
}

/** Discord's tree of errors as a line each: https://docs.discord.com/developers/reference#error-messages */
function fieldsIn(tree: unknown, path: readonly string[] = []): string[] {
	if (typeof tree !== "object" || tree === null) return [];
	return Object.entries(tree).flatMap(([name, part]) => {
		if (name !== "_errors" || !Array.isArray(part)) return fieldsIn(part, [...path, name]);
		return part.map(({ code, message }) => `  ${path.join(".")}: ${message} (${code})`);
	});
}

function jsonIn(text: string): Problem | undefined {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
