import type { Site } from "../config";
import { userAgent } from "../discord/user_agent";
import { counted } from "../metrics";
import { callOut } from "../outbound";
import type { Interaction } from "./interaction";
import type { Message } from "./message";

/** How much of an answer is read, in bytes. */
const MAX_BYTES = 64 * 1024;

/** Discord may not have our first answer yet when the follow-up comes: what it does not know then, it knows soon. */
const TRIES = 3;
const PAUSE = 1000;

/**
 * Puts a message in the place of a deferred answer, by the interaction's own webhook, which needs no other token.
 * @throws Error where Discord does not take it
 * Source: https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
 */
export function replaceAnswer(site: Site, interaction: Interaction, message: Message): Promise<void> {
	return call(site, interaction, "PATCH", "/messages/@original", message);
}

/** Sends a message after the answer. @throws Error where Discord does not take it */
export function followUp(site: Site, interaction: Interaction, message: Message): Promise<void> {
	return call(site, interaction, "POST", "", message);
}

async function call(
	{ env, config, address }: Site,
	{ application_id, token }: Interaction,
	method: string,
	path: string,
	message: Message,
): Promise<void> {
	const webhook = `${config.DISCORD_URL}/api/v10/webhooks/${application_id}/${encodeURIComponent(token)}`;
	const send = async () => {
		const call = callOut(webhook + path, {
			method,
			headers: { "Content-Type": "application/json", "User-Agent": userAgent(address) },
			body: JSON.stringify(message),
			maxBytes: MAX_BYTES,
		});
		const { status } = await counted(env, "webhook", () => `${method} /webhooks/{id}/{token}${path}`, call);
		// The address is a secret.
		if (status < 200 || status > 299) throw new Error(`Discord did not take a follow-up: ${status}`);
	};
	for (let left = TRIES; ; ) {
		try {
			return await send();
		} catch (error) {
			if (--left === 0) throw error;
			await scheduler.wait(PAUSE);
		}
	}
}
