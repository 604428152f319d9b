import type { APIEmoji, APIRole, APISticker, Snowflake } from "discord-api-types/v10";
import type { Message, Thread } from "./channels";
import {
	approximateCounts,
	botRole,
	everyone,
	namedRole,
	newChannels,
	newEmoji,
	newSticker,
} from "./guild_objects";

/** What the bot looks like in one guild. `bio` can be set and never read. */
export interface BotMember {
	nick: string | null;
	bio: string | null;
	/** A hash, as a person's; null: as everywhere. */
	avatar: string | null;
	banner: string | null;
	/** What belongs to `avatar`, as it was sent: a data URI. */
	picture: string | null;
	readonly joined_at: string;
	/** The ids of its roles; without that of @everyone. */
	roles: Snowflake[];
	/** When its avatar was changed, in milliseconds since 1970. */
	avatarChanges: number[];
}

export interface Guild {
	readonly id: Snowflake;
	name: string;
	icon: string | null;
	features: string[];
	ownerId: Snowflake;
	/** What each member may do, by the person's id: a decimal number of up to 64 bits. */
	readonly permissions: Map<Snowflake, string>;
	/** Undefined while the bot is not there. */
	bot: BotMember | undefined;
	/** What the bot did here, and why, as the guild's audit log shows it. */
	readonly auditLog: { changed: string[]; reason: string | undefined }[];
	/** What is to be known of members beside their permissions, by the person's id. */
	readonly members: Map<Snowflake, { roles: Snowflake[]; timedOutUntil?: string }>;
	channels: ReturnType<typeof newChannels>;
	threads: Thread[];
	messages: Message[];
	roles: APIRole[];
	emojis: APIEmoji[];
	stickers: APISticker[];
}

/** Every bit that a member without rights may have, past 32 and 53 bits too; no Administrator and no Manage Server. */
export const HARMLESS = String((1n << 50n) | (1n << 46n) | (1n << 33n) | (1n << 31n) | 0x400n | 0x800n);
export const MANAGE_GUILD = String((1n << 50n) | (1n << 33n) | 0x20n);
export const ADMINISTRATOR_BIT = 0x8n;
export const ADMINISTRATOR = String((1n << 46n) | ADMINISTRATOR_BIT);
/** What an owner has: everything. */
export const EVERYTHING = String((1n << 53n) - 1n);

const MIRA = "190320984123768832";
const PAUL = "412347780841865216";
const TOM = "653927381054791680";
const NOVA = "872190465113092096";
const BEAR = "1099511627776000000";

type Row = [name: string, owner: Snowflake, bot: boolean, others: Record<Snowflake, string>];

/**
 * The guilds that people see. Mira owns one where the bot is and one where it is not; Paul may manage both and owns
 * nothing; Tom is an Administrator; Nova is a member only.
 * Each guild has a role "Bot managers", which nobody has; it may do nothing at Discord.
 */
const ROWS: readonly Row[] = [
	["Mira’s Dance Floor", MIRA, true, { [PAUL]: MANAGE_GUILD, [NOVA]: HARMLESS, [TOM]: HARMLESS }],
	["Practice Room", MIRA, false, { [PAUL]: MANAGE_GUILD }],
	[`<b>Cat</b> & "Mouse"`, BEAR, true, { [TOM]: ADMINISTRATOR, [MIRA]: HARMLESS, [NOVA]: HARMLESS }],
	["Mouse Hole", BEAR, false, { [TOM]: ADMINISTRATOR, [NOVA]: HARMLESS }],
];

/** How many guilds somebody can be in. */
const MOST_GUILDS = 200;

const icon = (n: number) =>
	n % 3 === 0 ? null : `${n % 3 === 1 ? "" : "a_"}${n.toString(16).padStart(32, "b0bacafe")}`;

export function newGuild(id: Snowflake, name: string, ownerId: Snowflake, n = 1): Guild {
	return {
		id,
		name,
		icon: icon(n),
		features: n % 2 === 0 ? ["COMMUNITY", "NEWS"] : [],
		ownerId,
		permissions: new Map([[ownerId, EVERYTHING]]),
		bot: undefined,
		auditLog: [],
		members: new Map(),
		channels: newChannels(id),
		threads: [],
		messages: [],
		roles: [everyone(id, HARMLESS), namedRole(id, "Bot managers")],
		emojis: [newEmoji(id)],
		stickers: [newSticker(id)],
	};
}

/** The bot joins, if it is not there, with a role of its own: somebody has put that above the others at once. */
export function letBotJoin(guild: Guild, now: number): void {
	if (guild.bot) return;
	const role = botRole(guild.id);
	const looks = { nick: null, bio: null, avatar: null, banner: null, picture: null };
	guild.bot = { ...looks, joined_at: new Date(now).toISOString(), roles: [role.id], avatarChanges: [] };
	guild.roles.push(role);
}

/** The bot leaves, and its role goes with it. */
export function throwBotOut(guild: Guild): void {
	guild.bot = undefined;
	guild.roles = guild.roles.filter(({ id }) => id !== botRole(guild.id).id);
}

/**
 * Fresh copies each time. With them, guilds that only the bot is in, so that its own list needs several pages.
 * @param crowd how many of those
 */
export function madeUpGuilds(now: number, crowd: number): Map<Snowflake, Guild> {
	const guilds: Guild[] = ROWS.map(([name, owner, bot, others], n) => {
		const guild = newGuild(String(200_000_000_000_000_001n + BigInt(n) * 4_194_304_000n), name, owner, n + 1);
		for (const [person, permissions] of Object.entries(others)) guild.permissions.set(person, permissions);
		if (bot) letBotJoin(guild, now);
		return guild;
	});
	const bears = guilds.filter(({ permissions }) => permissions.has(BEAR)).length;
	for (let n = bears; n < MOST_GUILDS; n++) {
		const id = String(700_000_000_000_000_000n + BigInt(n) * 4_194_304_000n);
		const guild = newGuild(id, `Den ${n} of the bears`, n % 4 === 0 ? BEAR : "1", n);
		guild.permissions.set(BEAR, [EVERYTHING, MANAGE_GUILD, HARMLESS, HARMLESS][n % 4] ?? HARMLESS);
		if (n % 8 < 4) letBotJoin(guild, now);
		guilds.push(guild);
	}
	for (let n = 0; n < crowd; n++) {
		const guild = newGuild(
			String(300_000_000_000_000_000n + BigInt(n) * 4_194_304_000n),
			`Crowd ${n}`,
			"1",
			n,
		);
		letBotJoin(guild, now);
		guilds.push(guild);
	}
	return new Map(
		guilds.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)).map((guild) => [guild.id, guild]),
	);
}

/** What `/users/@me/guilds` shows of a guild, to somebody with these rights. */
export function partialGuild(
	guild: Guild,
	rights: { owner: boolean; permissions: string },
	query: URLSearchParams,
) {
	const { id, name, icon, features } = guild;
	const counts = query.get("with_counts") === "true" ? approximateCounts(guild) : {};
	return { id, name, icon, banner: null, ...rights, features, ...counts };
}
