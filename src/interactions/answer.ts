import type { APIInteractionResponse } from "discord-api-types/v10";
import type { Choices } from "../avatar/choices";
import type { Person } from "../avatar/look";
import { recipeOf } from "../avatar/recipe";
import type { Site } from "../config";
import { AppError, asAppError } from "../errors";
import { makeAvatar } from "../journey/make_avatar";
import { changedBy, chosenIn } from "./chosen";
import { AVATAR, DRAW, USE } from "./commands";
import { customIds, type State } from "./custom_id";
import { followUp, replaceAnswer } from "./follow_up";
import { type Here, hereIn } from "./here";
import {
	AUTOCOMPLETE,
	COMMAND,
	type Command,
	type Component,
	type Interaction,
	interactionIn,
	leastSchema,
	PING,
} from "./interaction";
import { avatarMessage, EPHEMERAL, linkMessage, type Message, onlyForThem, sentence } from "./message";
import { Refusal } from "./refusal";
import { suggestions } from "./suggestions";
import { useForBot, wantedForBot } from "./use_for_bot";
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
		if (!interaction) throw new Refusal(say(locale, "unknown"));
		await requireLimits(desk.site, interaction);
		const reply = await replyTo(desk.site, interaction);
		return await sent(desk, interaction, reply);
	} catch (error) {
		return { type: 4, data: onlyForThem(sentence(told(error, locale))) };
	}
}

/** Nothing, where there is nothing to suggest, or something goes wrong. */
async function suggested({ site }: Desk, interaction: Interaction | undefined) {
	if (interaction?.type !== AUTOCOMPLETE) return [];
	return suggestions(site.env, interaction).catch((error: unknown) => {
		console.error("Nothing could be suggested", error);
		return [];
	});
}

/** @throws Refusal for a person, or a guild, that asks more than it may */
async function requireLimits({ env }: Site, { person, guild_id, locale }: Interaction): Promise<void> {
	const isWithin =
		(await env.INTERACTION_LIMIT.limit({ key: person.id })).success &&
		(!guild_id || (await env.INTERACTION_LIMIT_GUILD.limit({ key: guild_id })).success);
	if (!isWithin) throw new Refusal(say(locale, "wait"));
}

/** What is answered, once it is made. */
interface Reply {
	message: Promise<Message>;
	/** Whether it takes the place of the message that was pressed in. */
	edits?: boolean;
	/** Whether only who asked sees it. */
	ephemeral: boolean;
	/** Whether it takes too long to be waited for. */
	slow?: boolean;
}

/** @throws Refusal */
async function replyTo(site: Site, interaction: Interaction): Promise<Reply> {
	if (interaction.type === COMMAND) return replyToCommand(site, interaction);
	if (interaction.type === AUTOCOMPLETE) throw new RangeError("It is answered by suggestions");
	return replyToComponent(site, interaction);
}

async function replyToCommand(site: Site, command: Command): Promise<Reply> {
	const { data, locale, person } = command;
	const options = new Map(data.options?.map(({ name, value }) => [name, value]));
	switch (`${data.type} ${data.name}`) {
		case `1 ${AVATAR}`: {
			const here = await enabledHere(site, command);
			const choices = chosenIn(options, here, locale);
			const ephemeral = !here.isPublic || options.get("show") === "me";
			return { message: drawn(site, command, { choices, person, here }), ephemeral };
		}
		case `2 ${DRAW}`: {
			const target = data.resolved?.users?.[data.target_id ?? ""];
			if (!target) break;
			const here = await enabledHere(site, command);
			const choices = chosenIn(new Map(), here, locale);
			return { message: drawn(site, command, { choices, person: target, here }), ephemeral: !here.isPublic };
		}
		case `3 ${USE}`: {
			const wanted = wantedForBot(site, command);
			return { message: useForBot(site, wanted, command).then(sentence), ephemeral: true, slow: true };
		}
	}
	throw new Refusal(say(locale, "unknown"));
}

/** Who asked for a message changes it; everybody else gets an avatar of their own, for them alone. */
async function replyToComponent(site: Site, component: Component): Promise<Reply> {
	const { data, message, locale, person } = component;
	const ids = await customIds(site.config.DISCORD_CLIENT_SECRET);
	const state = await ids.read(data.custom_id);
	if (!state) throw new Refusal(say(locale, "outdated"));
	const here = await enabledHere(site, component);
	const { choices, kind } = changedBy(state, data.values?.[0] ?? "", here, locale);
	const { user, target_user } = message.interaction_metadata ?? {};
	const isTheirs = user?.id === person.id;
	const of = (isTheirs && target_user) || person;
	if (isTheirs && state.action === "link")
		return { message: linked(site, component, { choices, person: of }), ephemeral: true };
	const shown = drawn(site, component, { choices, kind, person: of, here });
	return { message: shown, edits: isTheirs, ephemeral: !isTheirs };
}

/** @throws Refusal where it is switched off */
async function enabledHere({ env }: Site, { home, locale }: Interaction): Promise<Here> {
	const here = await hereIn(env, home);
	if (!here.enabled) throw new Refusal(say(locale, "off_here"));
	return here;
}

/** An avatar that can be shown. @throws Refusal where it could not be stored, so that its link would not work */
async function storedKey(site: Site, choices: Choices, person: Person, locale: string | undefined) {
	const { key, stored } = await makeAvatar(site, recipeOf(choices, person));
	if (!stored) throw new Refusal(say(locale, "failed"));
	return key;
}

async function drawn(
	site: Site,
	{ locale }: Interaction,
	{ choices, person, here, kind = null }: { choices: Choices; person: Person; here: Here } & Partial<State>,
): Promise<Message> {
	const [key, ids] = await Promise.all([
		storedKey(site, choices, person, locale),
		customIds(site.config.DISCORD_CLIENT_SECRET),
	]);
	return avatarMessage({ address: site.address, key, choices, kind, here, locale }, ids);
}

async function linked(
	site: Site,
	{ locale }: Interaction,
	{ choices, person }: { choices: Choices; person: Person },
): Promise<Message> {
	const key = await storedKey(site, choices, person, locale);
	return linkMessage({ address: site.address, key, locale });
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
