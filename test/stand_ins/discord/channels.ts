import type { APIAttachment, APIMessage, APIThreadChannel, APIUser, Snowflake } from "discord-api-types/v10";
import * as z from "zod/mini";
import { invalidForm } from "./errors";
import type { Part } from "./form";
import type { Guild } from "./guilds";

/** A thread, as far as it is not as every other. */
export interface Thread {
	readonly id: Snowflake;
	readonly parentId: Snowflake;
	readonly isPrivate: boolean;
	locked: boolean;
	/** The ids of those who are in it. */
	members: Snowflake[];
}

/** A message in a channel or a thread. */
export interface Message {
	readonly id: Snowflake;
	readonly channelId: Snowflake;
	readonly author: APIUser;
	content: string;
	embeds: { title?: string }[];
	flags: number;
	/** What it may mention, as it was sent. */
	allowedMentions: unknown;
	attachments?: APIAttachment[];
}

const EPOCH = new Date(0).toISOString();

/** https://docs.discord.com/developers/resources/channel#channel-object, for a channel or a thread of a guild. */
export function channelObject(guild: Guild, id: Snowflake): object | undefined {
	const thread = guild.threads.find((each) => each.id === id);
	return thread ? threadObject(guild, thread) : guild.channels.find((channel) => channel.id === id);
}

function threadObject(guild: Guild, { id, parentId, isPrivate, locked, members }: Thread) {
	return {
		id,
		type: isPrivate ? 12 : 11,
		guild_id: guild.id,
		parent_id: parentId,
		name: "A thread",
		owner_id: guild.ownerId,
		flags: 0,
		last_message_id: null,
		rate_limit_per_user: 0,
		message_count: 0,
		member_count: members.length,
		total_message_sent: 0,
		thread_metadata: {
			archived: false,
			archive_timestamp: EPOCH,
			auto_archive_duration: 1440,
			locked,
			create_timestamp: EPOCH,
		},
	} satisfies Omit<APIThreadChannel, "type" | "flags"> & { type: number; flags: number };
}

/** https://docs.discord.com/developers/resources/channel#thread-member-object */
export function threadMemberObject({ id }: Thread, userId: Snowflake) {
	return { id, user_id: userId, join_timestamp: EPOCH, flags: 0 };
}

/** https://docs.discord.com/developers/resources/message#message-object */
export function messageObject({ id, channelId, author, content, embeds, flags, attachments = [] }: Message) {
	return {
		id,
		channel_id: channelId,
		type: 0,
		author,
		content,
		embeds: embeds.map((embed) => ({ type: "rich", ...embed })),
		flags,
		mentions: [],
		mention_roles: [],
		mention_everyone: false,
		attachments,
		components: [],
		timestamp: EPOCH,
		edited_timestamp: null,
		pinned: false,
		tts: false,
	} satisfies Omit<APIMessage, "embeds"> & { embeds: object[] };
}

const CONTENT_MAX = 2000;

const sentSchema = z.object({
	content: z.nullish(z.string()),
	embeds: z.nullish(z.array(z.object({ title: z.optional(z.string()) }))),
	flags: z.nullish(z.int()),
	allowed_mentions: z.optional(z.unknown()),
	attachments: z.nullish(
		z.array(
			z.object({
				id: z.union([z.int(), z.string()]),
				filename: z.nullish(z.string()),
				description: z.nullish(z.string()),
			}),
		),
	),
});

/** What a message that is sent or changed comes to; an answer of 400 where it is none: a new one has something in it. */
export function messageIn(
	body: unknown,
	isNew: boolean,
	files: ReadonlyMap<number, NonNullable<Part["file"]>> = new Map(),
): Partial<Pick<Message, "content" | "embeds" | "flags" | "allowedMentions" | "attachments">> | Response {
	const { data } = sentSchema.safeParse(body);
	const content = data?.content ?? "";
	if ([...content].length > CONTENT_MAX)
		return invalidForm({
			content: {
				code: "BASE_TYPE_MAX_LENGTH",
				message: `Must be ${CONTENT_MAX} or fewer in length.`,
			},
		});
	if (!data || (isNew && content === "" && !data.embeds?.length && files.size === 0))
		return Response.json({ message: "Cannot send an empty message", code: 50006 }, { status: 400 });
	const { embeds, flags, allowed_mentions } = data;
	return {
		...(data.content != null && { content }),
		...(embeds && { embeds: embeds as Message["embeds"] }),
		...(flags != null && { flags }),
		allowedMentions: allowed_mentions,
		...(files.size > 0 && {
			attachments: [...files].map(([n, { filename, type, size }]) => {
				const said = data.attachments?.find(({ id }) => Number(id) === n);
				const name = said?.filename ?? filename;
				const id = String(300_000_000_000_000_000n + BigInt(n));
				const url = `https://cdn.discordapp.com/attachments/1/${id}/${encodeURIComponent(name)}`;
				return {
					...{ id, filename: name, size, url, proxy_url: url, content_type: type },
					...(said?.description != null && { description: said.description }),
				};
			}),
		}),
	};
}
