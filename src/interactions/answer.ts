import type { APIInteractionResponse } from "discord-api-types/v10";
import type { Site } from "../config";
import { AppError, asAppError } from "../errors";
import { followUp, replaceAnswer } from "./follow_up";
import { AUTOCOMPLETE, type Interaction, interactionIn, leastSchema, PING } from "./interaction";
import { EPHEMERAL, onlyForThem, sentence } from "./message";
import { Refusal } from "./refusal";
import { type Reply, replyTo } from "./reply";
import { suggestions } from "./suggestions";
import { within } from "./within";
import { say, secondsIn } from "./words";

/** How long a picture may take to be in the answer, in milliseconds: Discord waits for three seconds. */
const PATIENCE = 1000;

/** Where an interaction is answered. */
export interface Desk {
	site: Site;
	/** Lets work go on after the answer. */
	later(work: Promise<unknown>): void;
}

/**
 * The answer to whatever Discord has signed. What goes wrong is told in a sentence, to who asked only.
 * @throws AppError `body_malformed` for what is no interaction at all
 * Source: https://docs.discord.com/developers/interactions/receiving-and-responding
 */
export async function answerTo(desk: Desk, body: unknown): Promise<APIInteractionResponse> {
	const least = leastSchema.safeParse(body).data;
	if (!least) throw new AppError("body_malformed");
	const { type, locale } = least;
	if (type === PING) return { type: 1 };
	const interaction = interactionIn(body);
	if (type === AUTOCOMPLETE) return { type: 8, data: { choices: await suggested(desk, interaction) } };
	try {
		if (!interaction || interaction.type === AUTOCOMPLETE) throw new Refusal(say(locale, "unknown"));
		await requireLimits(desk.site, interaction);
		return await sent(desk, interaction, await replyTo(desk.site, interaction));
	} catch (error) {
		return { type: 4, data: onlyForThem(sentence(told(error, locale))) };
	}
}

/** Nothing, where there is nothing to suggest, they ask more than they may, or something goes wrong. */
async function suggested({ site: { env } }: Desk, interaction: Interaction | undefined) {
	if (interaction?.type !== AUTOCOMPLETE) return [];
	try {
		const { success } = await env.SUGGESTION_LIMIT.limit({ key: interaction.person.id });
		return success ? await suggestions(env, interaction) : [];
	} catch (error) {
		console.error("Nothing could be suggested", error);
		return [];
	}
}

/** @throws Refusal for a person, or a guild, that asks more than it may */
async function requireLimits({ env }: Site, { person, guild_id, locale }: Interaction): Promise<void> {
	const isWithin =
		(await env.INTERACTION_LIMIT.limit({ key: person.id })).success &&
		(!guild_id || (await env.INTERACTION_LIMIT_GUILD.limit({ key: guild_id })).success);
	if (!isWithin) throw new Refusal(say(locale, "wait"));
}

/** A reply as an answer: at once where it is ready soon, else a word that it comes, and it comes when it is ready. */
async function sent(
	{ site, later }: Desk,
	interaction: Interaction,
	{ message, edits = false, ephemeral, slow = false }: Reply,
): Promise<APIInteractionResponse> {
	const ready = slow ? undefined : await within(PATIENCE, message);
	if (ready) return { type: edits ? 7 : 4, data: ephemeral ? onlyForThem(ready) : ready };

	const failed = (error: unknown) => {
		const why = sentence(told(error, interaction.locale));
		// The message that they have stays as it is.
		return edits ? followUp(site, interaction, onlyForThem(why)) : replaceAnswer(site, interaction, why);
	};
	const work = message.then((late) => replaceAnswer(site, interaction, late), failed);
	later(work.catch((error: unknown) => console.error("A follow-up was lost:", String(error))));
	return edits ? { type: 6 } : { type: 5, ...(ephemeral && { data: { flags: EPHEMERAL } }) };
}

/** What went wrong, in a sentence. */
function told(thrown: unknown, locale: string | undefined): string {
	if (thrown instanceof Refusal) return thrown.message;
	const { code, extras } = asAppError(thrown);
	if (code === "guild_unknown") return say(locale, "bot_not_here");
	if (code === "bot_limited" && extras.retryAfter !== undefined)
		return say(locale, "discord_wait", { time: secondsIn(locale, extras.retryAfter) });
	console.error("An interaction failed:", code, extras.cause ?? "");
	return say(locale, "failed");
}
