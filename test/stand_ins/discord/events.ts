import type { Discord } from "./discord";
import { signed } from "./keys";
import type { Person } from "./people";
import { userObject } from "./users";

/** Discord gives up on an application that has not answered by then, and says it again later. */
export const ANSWER_MS = 3000;

/** What became of something that was sent to the application. */
export type Delivery = Response | undefined;

/**
 * Sends something to the application as Discord does: signed, and with three seconds for the answer.
 * @param path where, at the application
 * @param more headers that go over Discord's own
 * @returns undefined where none came in time
 */
export async function deliver(
	{ site, send, now }: Discord,
	path: string,
	body: unknown,
	more: Readonly<Record<string, string>> = {},
): Promise<Delivery> {
	if (site === undefined) return undefined;
	const text = JSON.stringify(body);
	const headers = {
		"Content-Type": "application/json",
		"User-Agent": "Discord-Interactions/1.0 (+https://discord.com)",
		...(await signed(text, now())),
		...more,
	};
	const signal = AbortSignal.timeout(ANSWER_MS);
	try {
		const response = await send(
			new Request(new URL(path, site), { method: "POST", headers, body: text, signal }),
		);
		// Read here: the body, too, has to come in time.
		const body = await response.arrayBuffer();
		return new Response(body.byteLength > 0 ? body : null, response);
	} catch {
		return undefined;
	}
}

/** https://docs.discord.com/developers/events/webhook-events#application-deauthorized */
export function tellDeauthorized(discord: Discord, person: Person): Promise<Delivery> {
	return deliver(discord, "/discord-events", {
		version: 1,
		application_id: discord.application.clientId,
		type: 1,
		event: {
			type: "APPLICATION_DEAUTHORIZED",
			timestamp: new Date(discord.now()).toISOString().replace("Z", "000"),
			data: { user: userObject(person) },
		},
	});
}
