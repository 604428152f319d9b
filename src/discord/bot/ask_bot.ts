import type { Site } from "../../config";
import type { Bot } from "./bot";
import { type BotAnswer, type BotCall, problemAnswer } from "./bot_call";
import { type Content, deliveryOf } from "./content";

/** Calls Discord as the bot, by way of the one `Bot` there is. Never rejects: see `BotAnswer`. */
export async function askBot(
	{ env, address }: Pick<Site, "env" | "address">,
	{ body, ...call }: Omit<BotCall, "origin" | "body"> & { body?: Content },
): Promise<BotAnswer> {
	try {
		// The types of RPC do not end at a type that contains itself, which JSON is.
		const bot = env.BOT.getByName("bot") as unknown as Pick<Bot, "call">;
		return await bot.call({ ...call, origin: address }, body && deliveryOf(body));
	} catch (error) {
		// The object was restarted in the middle of it, or is overloaded.
		console.error(
			"The bot's Durable Object did not answer:",
			error instanceof Error ? error.name : "unknown",
		);
		return problemAnswer("discord_unavailable");
	}
}
