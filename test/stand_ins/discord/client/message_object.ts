import type { Snowflake } from "discord-api-types/v10";
import type { Discord } from "../discord";
import { findPersonById } from "../people";
import { botUserObject, userObject } from "../users";
import type { ChatMessage, Invocation } from "./chat";

/** "The message is an Interaction Response and the bot is thinking" */
const LOADING = 1 << 7;

/** https://docs.discord.com/developers/resources/message#message-object */
export function chatMessageObject(discord: Discord, message: ChatMessage) {
	const { clientId } = discord.application;
	const { id, channelId, authorId, content, components, flags, invocation, isThinking } = message;
	const author = userOf(discord, authorId);
	return {
		// CHAT_INPUT_COMMAND, or DEFAULT.
		type: invocation?.type === 2 ? 20 : 0,
		id,
		channel_id: channelId,
		author,
		content,
		embeds: [],
		components,
		flags: flags | (isThinking ? LOADING : 0),
		mentions: [],
		mention_roles: [],
		mention_everyone: false,
		attachments: [],
		timestamp: new Date(message.sentAt).toISOString(),
		edited_timestamp: message.editedAt === undefined ? null : new Date(message.editedAt).toISOString(),
		pinned: false,
		tts: false,
		...(invocation && {
			application_id: clientId,
			webhook_id: clientId,
			interaction_metadata: metadataOf(discord, invocation),
		}),
	};
}

/** https://docs.discord.com/developers/resources/message#message-interaction-metadata-object */
function metadataOf(discord: Discord, { interactionId, type, personId, owners, messageId }: Invocation) {
	return {
		id: interactionId,
		type,
		user: userOf(discord, personId),
		authorizing_integration_owners: owners,
		...(messageId !== undefined && { interacted_message_id: messageId }),
	};
}

export function userOf({ application, people }: Discord, id: Snowflake) {
	const person = findPersonById(people, id);
	return person ? userObject(person) : botUserObject(application.clientId);
}
