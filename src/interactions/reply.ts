import type { Choices } from "../avatar/choices";
import { type Person, sourceOf } from "../avatar/look";
import { recipeOf } from "../avatar/recipe";
import type { Site } from "../config";
import { makeAvatar } from "../journey/make_avatar";
import { changedBy, chosenIn, requireAllowed } from "./chosen";
import { AVATAR, DRAW, USE } from "./commands";
import { customIds, type State } from "./custom_id";
import { type Here, hereIn } from "./here";
import { COMMAND, type Command, type Component, type Interaction } from "./interaction";
import { avatarMessage, linkMessage, type Message, sentence } from "./message";
import { Refusal } from "./refusal";
import { useForBot, wantedForBot } from "./use_for_bot";
import { say } from "./words";

/** What is answered, once it is made. */
export interface Reply {
	message: Promise<Message>;
	/** Whether it takes the place of the message that was pressed in. */
	edits?: boolean;
	/** Whether only who asked sees it. */
	ephemeral: boolean;
	/** Whether it takes too long to be waited for. */
	slow?: boolean;
}

/** @throws Refusal */
export function replyTo(site: Site, interaction: Command | Component): Promise<Reply> {
	return interaction.type === COMMAND
		? replyToCommand(site, interaction)
		: replyToComponent(site, interaction);
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
	// Theirs may keep a style that is allowed no more, until they choose another.
	if (!isTheirs) requireAllowed(choices.style, here, locale);
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
	const source = sourceOf(choices, person);
	return avatarMessage({ address: site.address, key, choices, kind, here, locale, source }, ids);
}

async function linked(
	site: Site,
	{ locale }: Interaction,
	{ choices, person }: { choices: Choices; person: Person },
): Promise<Message> {
	const key = await storedKey(site, choices, person, locale);
	return linkMessage({ address: site.address, key, locale, style: choices.style });
}
