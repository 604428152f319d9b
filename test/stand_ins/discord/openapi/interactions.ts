import { checkCall } from "./checker";
import { type Component, componentProblems } from "./components";

/** What is answered, by its number in Discord. */
export const PING = 1;
export const COMMAND = 2;
export const COMPONENT = 3;
export const AUTOCOMPLETE = 4;

/** Which types of answers each type of interaction takes: …/receiving-and-responding#interaction-response-object */
const ANSWERS: Readonly<Record<number, readonly number[]>> = {
	[PING]: [1],
	[COMMAND]: [4, 5, 9, 12],
	[COMPONENT]: [4, 5, 6, 7, 9, 12],
	[AUTOCOMPLETE]: [8],
	/** A modal that was sent. */
	5: [4, 5, 6, 7],
};

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const EPHEMERAL = 1 << 6;
export const IS_COMPONENTS_V2 = 1 << 15;
const SUPPRESS_EMBEDS = 1 << 2;
const SUPPRESS_NOTIFICATIONS = 1 << 12;
const IS_VOICE_MESSAGE = 1 << 13;
/** "Only … can be set", in an answer. */
const FLAGS = SUPPRESS_EMBEDS | EPHEMERAL | IS_COMPONENTS_V2 | IS_VOICE_MESSAGE | SUPPRESS_NOTIFICATIONS;

/** A message as an application sends it. */
export interface SentMessage {
	readonly content?: string | null;
	readonly embeds?: readonly unknown[] | null;
	readonly attachments?: readonly unknown[] | null;
	readonly poll?: unknown;
	readonly components?: readonly Component[] | null;
	readonly flags?: number | null;
}

/** What an interaction is answered with. */
export interface InteractionAnswer {
	readonly type: number;
	readonly data?: SentMessage | null;
}

/**
 * What is wrong with the answer to an interaction: by Discord's OpenAPI document, and where that is content, by its
 * documentation.
 * @param to the type of the interaction, and, of a component's, the flags of the message it is in
 * @returns a sentence for each problem
 */
export function interactionAnswerProblems(
	answer: unknown,
	{ type, messageFlags = 0 }: { readonly type: number; readonly messageFlags?: number },
): string[] {
	const problems = bodyProblems("POST", "/interactions/1/token/callback", answer);
	if (problems.length > 0) return problems;
	const { type: answered, data } = answer as InteractionAnswer;
	if (!ANSWERS[type]?.includes(answered))
		return [`is of type ${answered}, which an interaction of type ${type} cannot have`];
	const flags = data?.flags ?? 0;
	// "The only valid message flag you may use is EPHEMERAL."
	if (answered === 5)
		return (flags & ~EPHEMERAL) === 0 ? [] : [`has the flags ${flags}: a deferred answer has EPHEMERAL only`];
	if (answered === 4) return messageProblems(data ?? {}, { isNew: true });
	return answered === 7 ? messageProblems(data ?? {}, { isNew: false, flags: messageFlags }) : [];
}

/**
 * What is wrong with a message that is sent to an interaction's webhook.
 * @param of whether it is a new one; and the flags of the one that is changed
 */
export function webhookMessageProblems(
	message: unknown,
	of: { readonly isNew: boolean; readonly flags?: number },
): string[] {
	const problems = of.isNew
		? bodyProblems("POST", "/webhooks/1/token", message)
		: bodyProblems("PATCH", "/webhooks/1/token/messages/@original", message);
	return problems.length > 0 ? problems : messageProblems(message as SentMessage, of);
}

/** Of a message that is right by the schema. "Once a message has been sent with this flag, it can't be removed." */
function messageProblems(
	{ content, embeds, attachments, poll, components, flags }: SentMessage,
	{ isNew, flags: before = 0 }: { readonly isNew: boolean; readonly flags?: number },
): string[] {
	const isV2 = (((flags ?? 0) | before) & IS_COMPONENTS_V2) !== 0;
	const isEmpty = !content && !embeds?.length && !attachments?.length && !poll && !components?.length;
	return [
		...(((flags ?? 0) & ~FLAGS) === 0 ? [] : [`has the flags ${flags}, not all of which can be set`]),
		// "The content and embeds fields will no longer work"; "the poll and stickers fields are disabled".
		...(isV2 && content ? ["has content beside the flag IS_COMPONENTS_V2"] : []),
		...(isV2 && embeds?.length ? ["has embeds beside the flag IS_COMPONENTS_V2"] : []),
		...(isV2 && poll ? ["has a poll beside the flag IS_COMPONENTS_V2"] : []),
		...(isNew && (isEmpty || (isV2 && !components?.length)) ? ["is an empty message"] : []),
		...componentProblems(components ?? [], isV2),
	];
}

/** What Discord's OpenAPI document finds wrong with a body in JSON. */
export function bodyProblems(method: string, path: string, body: unknown): string[] {
	const headers = {
		"content-type": "application/json",
		"user-agent": "DiscordBot (https://discord.test, 1)",
		authorization: "Bot token",
	};
	const url = new URL(`https://discord.test/api/v10${path}`);
	return checkCall({ method, url, headers, body: JSON.stringify(body) ?? "" }).problems;
}
