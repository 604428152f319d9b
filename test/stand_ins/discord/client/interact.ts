import type { Discord } from "../discord";
import { type Delivery, deliver } from "../events";
import {
	AUTOCOMPLETE,
	COMMAND,
	COMPONENT,
	EPHEMERAL,
	type InteractionAnswer,
	interactionAnswerProblems,
} from "../openapi/interactions";
import type { Command } from "../registered_commands";
import type { ChatMessage, Interaction } from "./chat";
import { type Actor, interactionObject } from "./interaction_object";
import { chatMessageObject } from "./message_object";
import { type Owners, ownersOf } from "./usable_commands";

/** An option as somebody has filled it in. */
export interface GivenOption {
	readonly type: number;
	readonly name: string;
	readonly value: string;
	readonly focused?: boolean;
}

/** What the person has chosen of a command: options, or what it is about. */
export interface CommandInput {
	readonly options?: readonly GivenOption[];
	readonly target_id?: string;
	readonly resolved?: object;
}

/** Uses a command: what comes of it is in the chat. */
export async function useCommand(
	discord: Discord,
	actor: Actor,
	command: Command,
	input: CommandInput,
	name: string,
): Promise<void> {
	const interaction = begin(discord, actor, COMMAND, name, ownersFor(discord, actor, command));
	const data = dataOf(command, input);
	const delivery = await deliver(
		discord,
		"/interactions",
		interactionObject(discord, actor, interaction, { type: COMMAND, data }),
	);
	await take(discord, interaction, delivery, "The application did not respond");
}

/** Asks for choices while somebody types. Without any where the application has none, or none in time. */
export async function askForChoices(
	discord: Discord,
	actor: Actor,
	command: Command,
	options: readonly GivenOption[],
): Promise<readonly { readonly name: string; readonly value: string }[]> {
	const interaction = begin(discord, actor, AUTOCOMPLETE, command.name, ownersFor(discord, actor, command));
	const data = dataOf(command, { options });
	const delivery = await deliver(
		discord,
		"/interactions",
		interactionObject(discord, actor, interaction, { type: AUTOCOMPLETE, data }),
	);
	discord.chat.end(interaction);
	const answer = await read(discord, delivery, AUTOCOMPLETE);
	return typeof answer === "object" && "type" in answer ? choicesIn(answer) : [];
}

/** Presses a button, or chooses in a select. */
export async function useComponent(
	discord: Discord,
	actor: Actor,
	message: ChatMessage,
	data: { readonly custom_id: string; readonly component_type: number; readonly values?: readonly string[] },
): Promise<void> {
	const owners = message.invocation?.owners ?? ownersOf(discord, actor.person, actor.place);
	const interaction = begin(discord, actor, COMPONENT, "a component", owners, message);
	interaction.originalId = message.id;
	const more = { type: COMPONENT, data, message: chatMessageObject(discord, message) };
	const delivery = await deliver(
		discord,
		"/interactions",
		interactionObject(discord, actor, interaction, more),
	);
	await take(discord, interaction, delivery, "This interaction failed", message);
}

function begin(
	{ chat, snowflakes }: Discord,
	{ person, place }: Actor,
	type: number,
	name: string,
	owners: Owners,
	message?: ChatMessage,
): Interaction {
	const about = message && { messageId: message.id };
	const invocation = { interactionId: snowflakes.next(), type, personId: person.id, name, owners, ...about };
	return chat.begin(invocation, place.channelId);
}

function ownersFor(discord: Discord, { person, place }: Actor, { integration_types }: Command): Owners {
	return ownersOf(discord, person, place, integration_types);
}

function dataOf({ id, name, type, guild_id }: Command, input: CommandInput) {
	return { id, name, type, ...(guild_id !== undefined && { guild_id }), ...input };
}

/** Does what the application has answered. */
async function take(
	discord: Discord,
	interaction: Interaction,
	delivery: Delivery,
	failure: string,
	message?: ChatMessage,
): Promise<void> {
	const { chat } = discord;
	const answer = await read(discord, delivery, interaction.invocation.type, message?.flags);
	if (answer === undefined || Array.isArray(answer)) {
		chat.end(interaction);
		chat.answer(interaction, { flags: EPHEMERAL }, { failure, problems: answer ?? [] });
		return;
	}
	const { type, data } = answer as InteractionAnswer;
	if (type === 4) interaction.originalId = chat.answer(interaction, data ?? {}).id;
	if (type === 5) interaction.originalId = chat.answer(interaction, data ?? {}, { isThinking: true }).id;
	if (type === 7 && message) chat.edit(message, data ?? {});
}

/** The answer; undefined where none came in time; else what Discord would refuse of it, which is taken down. */
async function read(
	discord: Discord,
	delivery: Delivery,
	type: number,
	messageFlags?: number,
): Promise<InteractionAnswer | string[] | undefined> {
	if (!delivery) return undefined;
	const answer: unknown = await delivery.json().catch(() => undefined);
	const problems =
		delivery.status === 200
			? interactionAnswerProblems(answer, { type, ...(messageFlags !== undefined && { messageFlags }) })
			: [`has the status ${delivery.status}`];
	for (const problem of problems)
		discord.violations.report({ call: "POST /interactions", of: "reply", problem });
	return problems.length > 0 ? problems : (answer as InteractionAnswer);
}

function choicesIn({ data }: InteractionAnswer) {
	const { choices } = (data ?? {}) as { choices?: readonly { name: string; value: string }[] | null };
	return choices ?? [];
}
