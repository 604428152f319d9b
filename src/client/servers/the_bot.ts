import type { WireBot } from "../../wire";
import { ask } from "../ask";
import { byId } from "../element";
import { ownAvatar } from "./cdn";
import { showFace } from "./face";

const KEY = "bot";

/** How long the bot is taken for who it was, in milliseconds: to ask at each visit would be a call with its token for nothing. */
const KNOWN_FOR = 24 * 60 * 60 * 1000;

/** Says which bot the page is about. Where that is not to be had, the page is as good without. */
export async function introduceBot(): Promise<void> {
	const bot = knownBot() ?? (await askedBot());
	byId("the-bot").hidden = !bot;
	if (!bot) return;
	byId("the-bot-name").textContent = bot.username;
	byId("the-bot-words").hidden = false;
	await showFace(byId("the-bot-face"), { id: bot.id, name: bot.username, url: ownAvatar({ bot }) });
}

async function askedBot(): Promise<WireBot | undefined> {
	const answer = await ask<WireBot>("/botapi/users/@me", "GET");
	if ("trouble" in answer) return undefined;
	const { id, username, avatar } = answer.data;
	const bot = { id, username, avatar };
	try {
		localStorage.setItem(KEY, JSON.stringify({ bot, until: Date.now() + KNOWN_FOR }));
	} catch {
		// It is asked for again.
	}
	return bot;
}

function knownBot(): WireBot | undefined {
	try {
		const { bot, until } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
		return until > Date.now() ? bot : undefined;
	} catch {
		return undefined;
	}
}
