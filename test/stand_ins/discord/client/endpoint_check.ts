import type { Discord } from "../discord";
import { type Delivery, deliver } from "../events";

/** One of the things that Discord tries before it keeps an application's address. */
export interface Check {
	readonly path: string;
	readonly what: string;
	readonly isRight: boolean;
	/** What the application has answered, in a few words. */
	readonly came: string;
}

const WRONG_KEY = { "X-Signature-Ed25519": "00".repeat(64) };

/**
 * "You must have your app acknowledge PINGs", and "purposefully invalid signatures" must be a 401:
 * https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint
 */
export async function checkInteractions(discord: Discord): Promise<Check[]> {
	const { application, snowflakes } = discord;
	const ping = {
		id: snowflakes.next(),
		application_id: application.clientId,
		type: 1,
		token: "ping",
		version: 1,
		entitlements: [],
		authorizing_integration_owners: {},
	};
	return check(discord, "/interactions", ping, async (answer) => {
		const body: unknown = await answer
			.clone()
			.json()
			.catch(() => undefined);
		return answer.status === 200 && JSON.stringify(body) === '{"type":1}';
	});
}

/** "Acknowledge the request by returning a 204 response with an empty body": …/events/webhook-events */
export async function checkEvents(discord: Discord): Promise<Check[]> {
	const ping = { version: 1, application_id: discord.application.clientId, type: 0 };
	return check(discord, "/discord-events", ping, async (answer) => answer.status === 204);
}

async function check(
	discord: Discord,
	path: string,
	ping: object,
	isAcknowledged: (answer: Response) => Promise<boolean>,
): Promise<Check[]> {
	const right = await deliver(discord, path, ping);
	const wrong = await deliver(discord, path, ping, WRONG_KEY);
	return [
		{
			path,
			what: "A ping",
			isRight: right !== undefined && (await isAcknowledged(right)),
			came: said(right),
		},
		{ path, what: "A wrong signature", isRight: wrong?.status === 401, came: said(wrong) },
	];
}

function said(answer: Delivery): string {
	return answer ? `the answer was ${answer.status}` : "no answer within three seconds";
}
