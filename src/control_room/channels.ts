import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import { has, permissionsIn, permissionsOf } from "../discord/permissions";
import { IS_SNOWFLAKE } from "../discord/snowflake";
import type { OwnGuild } from "../discord/user";
import { readBotAnswer } from "./bot_guilds";
import type { Member } from "./member";
import { readMember } from "./members";
import { ownGuild } from "./rights";

const snowflake = z.string().check(z.regex(IS_SNOWFLAKE));
const bits = z.string().check(z.regex(/^\d{1,20}$/));

const channelSchema = z.object({
	type: z.number(),
	guild_id: z.optional(snowflake),
	parent_id: z.nullish(snowflake),
	thread_metadata: z.optional(z.object({ locked: z.optional(z.boolean()) })),
	permission_overwrites: z.optional(z.array(z.object({ id: snowflake, allow: bits, deny: bits }))),
});

type Channel = z.infer<typeof channelSchema>;

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types: of an announcement, public, private. */
const THREADS: readonly number[] = [10, 11, 12];
const PRIVATE_THREAD = 12;

/** Which guild a channel belongs to, for good; "" for one of no guild. So many are remembered, in an isolate's memory. */
const guildsOfChannels = new Map<string, string>();
const MOST_CHANNELS = 2_000;

/** What somebody may do in a channel. */
export interface ChannelAccess {
	guild: OwnGuild;
	permissions: bigint;
}

/**
 * What whoever has a session may do in a channel: the guild's rights are their own, the channel is as the bot sees it.
 * @param fresh whether what was known a few seconds ago will not do: before every write
 * @throws AppError `guild_unknown` for a channel that does not exist, that the bot does not see, of no guild, or of one
 * that the person is not in
 */
export async function channelAccess(member: Member, id: string, fresh = false): Promise<ChannelAccess> {
	// Somebody else's costs the bot no call once it is known whose it is.
	const known = guildsOfChannels.get(id);
	const early = known === undefined ? undefined : await ownGuild(member, known, fresh);
	const channel = await readChannel(member, id, fresh);
	const guildId = channel.guild_id ?? "";
	remember(id, guildId);
	const guild = early ?? (await ownGuild(member, guildId, fresh));
	const all = permissionsOf(guild);
	if (has(all, "ADMINISTRATOR")) return { guild, permissions: all };

	const isThread = THREADS.includes(channel.type);
	const [rules, { roles, timedOut }] = await Promise.all([
		isThread ? readChannel(member, channel.parent_id ?? "0", fresh) : channel,
		readMember(member, guildId, member.person, fresh),
	]);
	const permissions = permissionsIn(
		{
			guildId,
			type: rules.type,
			thread: isThread ? { locked: channel.thread_metadata?.locked ?? false } : undefined,
			overwrites: rules.permission_overwrites ?? [],
		},
		{ id: member.person, rights: guild, roles, timedOut },
	);
	if (channel.type === PRIVATE_THREAD && !has(permissions, "MANAGE_THREADS")) {
		// "You must be invited to the thread to be able to view": 404 for who is not in it.
		readBotAnswer(z.unknown(), await askOf(member, `/channels/${id}/thread-members/${member.person}`, fresh));
	}
	return { guild, permissions };
}

async function readChannel(member: Member, id: string, fresh: boolean): Promise<Channel> {
	return readBotAnswer(channelSchema, await askOf(member, `/channels/${id}`, fresh));
}

function askOf({ site, person }: Member, path: string, fresh: boolean) {
	return askBot(site, { method: "GET", path, person, fresh });
}

/** The oldest one makes room. */
function remember(channel: string, guild: string): void {
	guildsOfChannels.set(channel, guild);
	if (guildsOfChannels.size > MOST_CHANNELS) {
		guildsOfChannels.delete(guildsOfChannels.keys().next().value ?? channel);
	}
}
