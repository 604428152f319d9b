import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import type { Json } from "../discord/bot/bot_call";
import type { SentFile } from "../discord/bot/content";
import { has, type Permission } from "../discord/permissions";
import { IS_SNOWFLAKE } from "../discord/snowflake";
import { AppError, type FieldProblem } from "../errors";
import { readBotAnswer } from "./bot_guilds";
import type { Member } from "./member";
import { readBotId } from "./members";
import { FILENAME, MOST_FILES } from "./message_files";

/** What is wrong with a field of a message. How long each may be, Discord says itself. */
export const MESSAGE_RULES = {
	content: "Use at most 2000 characters.",
	embeds: "Send a list of at most 10 embeds, each as Discord has it.",
	tts: "Send true or false.",
	flags: "Of the flags only those that suppress embeds (4) and notifications (4096) can be set.",
	allowed_mentions: "Send it as Discord has it.",
	message_reference: "Name a message of the same channel by its message_id.",
	attachments: "Describe files that come with it, each once: id, filename, description.",
} as const;

const CONTENT_MAX = 2000;
const SUPPRESS_EMBEDS = 1 << 2;
const SUPPRESS_NOTIFICATIONS = 1 << 12;

const text = z.nullish(z.string().check(z.refine((value) => value.isWellFormed())));
const bool = z.nullish(z.boolean());
const ids = z.nullish(z.array(z.string().check(z.regex(IS_SNOWFLAKE))).check(z.maxLength(100)));
const picture = z.nullish(z.strictObject({ url: text }));

/** https://docs.discord.com/developers/resources/message#embed-object, but for what Discord fills in itself. */
const embed = z.strictObject({
	title: text,
	description: text,
	url: text,
	timestamp: text,
	color: z.nullish(z.int()),
	footer: z.nullish(z.strictObject({ text, icon_url: text })),
	image: picture,
	thumbnail: picture,
	author: z.nullish(z.strictObject({ name: text, url: text, icon_url: text })),
	fields: z.nullish(z.array(z.strictObject({ name: text, value: text, inline: bool }))),
});

/** https://docs.discord.com/developers/resources/message#attachment-object-attachment-request-structure */
const attachment = z.strictObject({
	// Of a new file it is the n of `files[n]`; libraries send it as text.
	id: z.union([z.int(), z.string().check(z.regex(/^\d$/))]),
	filename: z.nullish(z.string().check(z.regex(FILENAME))),
	description: text,
});

const shared = {
	content: z.nullish(
		z.string().check(
			z.refine((value) => [...value].length <= CONTENT_MAX && value.isWellFormed()),
			z.meta({ maxLength: CONTENT_MAX }),
		),
	),
	embeds: z.nullish(z.array(embed).check(z.maxLength(10))),
	flags: z.nullish(
		z.int().check(z.refine((flags) => (flags & ~(SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS)) === 0)),
	),
	allowed_mentions: z.nullish(
		z.strictObject({
			parse: z.nullish(z.array(z.enum(["roles", "users", "everyone"]))),
			users: ids,
			roles: ids,
			replied_user: bool,
		}),
	),
};

/** What may be sent as a change of a message: https://docs.discord.com/developers/resources/message#edit-message */
export const changeSchema = z.strictObject(shared);

/**
 * What may be sent as a new message: https://docs.discord.com/developers/resources/message#create-message
 *
 * Not what the bot itself would be asked about (components), nor a forward: that shows what the bot sees elsewhere.
 */
export const messageSchema = z.strictObject({
	...shared,
	tts: bool,
	message_reference: z.nullish(
		z.strictObject({ message_id: z.string().check(z.regex(IS_SNOWFLAKE)), fail_if_not_exists: bool }),
	),
	attachments: z.nullish(z.array(attachment).check(z.maxLength(MOST_FILES))),
});

export type Message = z.infer<typeof messageSchema>;

/** What a field of a message needs in its channel, beside the right to write there. */
const NEEDS = {
	embeds: "EMBED_LINKS",
	tts: "SEND_TTS_MESSAGES",
	message_reference: "READ_MESSAGE_HISTORY",
	attachments: "ATTACH_FILES",
} as const satisfies Partial<Record<keyof Message, Permission>>;

/**
 * A message with the files that come with it, each under one name, and each among its `attachments`: what right they
 * need, is asked of that field.
 * @throws AppError `field_invalid` where it describes a file twice, or one that does not come with it
 */
export function withFiles(
	message: Message,
	files: readonly SentFile[],
): { message: Message; files: SentFile[] } {
	const { attachments, ...others } = message;
	const described = new Map((attachments ?? []).map((each) => [Number(each.id), each]));
	const known = new Set(files.map(({ id }) => id));
	if (described.size !== (attachments?.length ?? 0) || ![...described.keys()].every((id) => known.has(id))) {
		const fields = [{ field: "attachments", message: MESSAGE_RULES.attachments }];
		throw new AppError("field_invalid", { fields });
	}
	const named = files.map((file) => {
		const { filename, description } = described.get(file.id) ?? {};
		const attachment = { id: `${file.id}`, filename: filename ?? file.filename, description };
		return { attachment, file: { ...file, filename: attachment.filename } };
	});
	const all = named.map(({ attachment }) => attachment);
	return {
		message: { ...others, ...(all.length > 0 && { attachments: all }) },
		files: named.map(({ file }) => file),
	};
}

/**
 * A message as Discord gets it: nobody is mentioned, unless somebody who may mention everyone asks for it, and no link is
 * shown as an embed for somebody who may not embed links.
 * @param permissions what they may do in the channel
 * @throws AppError `field_invalid` with the fields that they may not use there
 */
export function messageFor(message: Message, permissions: bigint): { [name: string]: Json } {
	const refused = Object.entries(NEEDS).flatMap(([field, need]): FieldProblem[] => {
		const value = message[field as keyof typeof NEEDS];
		const used = Array.isArray(value) ? value.length > 0 : Boolean(value);
		return used && !has(permissions, need) ? [{ field, message: "You may not use this here." }] : [];
	});
	if (refused.length > 0) throw new AppError("field_invalid", { fields: refused });
	const asked = has(permissions, "MENTION_EVERYONE") ? message.allowed_mentions : undefined;
	const sent = {
		...message,
		...(!has(permissions, "EMBED_LINKS") && { flags: (message.flags ?? 0) | SUPPRESS_EMBEDS }),
		allowed_mentions: asked ?? { parse: [] },
	};
	// What was checked is JSON, but for what was left out.
	return JSON.parse(JSON.stringify(sent)) as { [name: string]: Json };
}

/**
 * Sees to it that a message is the bot's own: Discord lets a bot change and delete more than that.
 * @throws AppError `message_of_others`; `guild_unknown` where there is none
 */
export async function requireBotsMessage(member: Member, channel: string, message: string): Promise<void> {
	const { site, person } = member;
	const path = `/channels/${channel}/messages/${message}`;
	const [bot, answer] = await Promise.all([readBotId(member), askBot(site, { method: "GET", path, person })]);
	const { author } = readBotAnswer(z.object({ author: z.object({ id: z.string() }) }), answer);
	if (author.id !== bot) throw new AppError("message_of_others");
}
