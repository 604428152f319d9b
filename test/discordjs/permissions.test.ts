import { Client, type Guild, type GuildMember, type NonThreadGuildBasedChannel } from "discord.js";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { bitsOf, has, PERMISSIONS, permissionsIn } from "../../src/discord/permissions.ts";

const CASES = 10_000;

const GUILD = "1000";
const OWNER = "2000";
const ME = "2001";
const ROLES = ["3001", "3002", "3003", "3004"];

/** Each permission with a chance of one in two, or none, or all but those that decide for all. */
const bits = fc.oneof(
	fc.subarray([...PERMISSIONS]).map((some) => bitsOf(...some.filter((one) => one !== "ADMINISTRATOR"))),
	fc.constant(0n),
	fc.subarray([...PERMISSIONS], { minLength: 40 }).map((some) => bitsOf(...some)),
);

const overwrite = fc.record({
	id: fc.constantFrom(GUILD, ...ROLES, ME, "2002"),
	allow: bits,
	deny: bits,
});

const someCase = fc.record({
	person: fc.constantFrom(ME, ME, ME, ME, OWNER),
	everyone: bits,
	roles: fc.array(bits, { minLength: ROLES.length, maxLength: ROLES.length }),
	own: fc.subarray(ROLES),
	overwrites: fc.uniqueArray(overwrite, { selector: ({ id }) => id, maxLength: 7 }),
	type: fc.constantFrom(0, 2, 4, 5, 13, 15),
	timedOut: fc.boolean(),
});

type Case = typeof someCase extends fc.Arbitrary<infer C> ? C : never;

const client = new Client({ intents: [] });
afterAll(() => client.destroy());

/** The managers of discord.js take what Discord sends by a method that its types do not show. */
const add = <T>(manager: unknown, ...data: unknown[]): T =>
	(manager as { _add(...data: unknown[]): T })._add(...data);

/** The same as discord.js computes it: by its own `permissionsFor`. */
function asDiscordJs({ person, everyone, roles, own, overwrites, type }: Case): bigint {
	const role = (id: string, permissions: bigint) => ({
		...{ id, name: id, color: 0, colors: { primary_color: 0 }, hoist: false, position: 1, managed: false },
		...{ mentionable: false, flags: 0, permissions: String(permissions) },
	});
	client.guilds.cache.clear();
	client.channels.cache.clear();
	const guild = add<Guild>(client.guilds, {
		id: GUILD,
		name: "A guild",
		owner_id: OWNER,
		features: [],
		roles: [role(GUILD, everyone), ...roles.map((permissions, i) => role(ROLES[i] ?? "", permissions))],
	});
	const member = add<GuildMember>(guild.members, {
		user: { id: person, username: "x", discriminator: "0" },
		roles: own,
	});
	const channel = add<NonThreadGuildBasedChannel>(
		client.channels,
		{
			id: "4000",
			type,
			guild_id: GUILD,
			name: "a-channel",
			permission_overwrites: overwrites.map(({ id, allow, deny }) => ({
				...{ id, type: id.startsWith("2") ? 1 : 0, allow: String(allow), deny: String(deny) },
			})),
		},
		guild,
	);
	return channel.permissionsFor(member).bitfield;
}

/** As `/users/@me/guilds` says it: the roles taken together. */
const baseOf = ({ everyone, roles, own }: Case) =>
	roles.reduce((all, one, i) => (own.includes(ROLES[i] ?? "") ? all | one : all), everyone);

/** The guild's own permissions, which discord.js lets a channel change, and Discord does not. */
const IN_CHANNELS = PERMISSIONS.filter(
	(one) =>
		![
			...[
				"KICK_MEMBERS",
				"BAN_MEMBERS",
				"ADMINISTRATOR",
				"MANAGE_GUILD",
				"VIEW_AUDIT_LOG",
				"VIEW_GUILD_INSIGHTS",
			],
			...["CHANGE_NICKNAME", "MANAGE_NICKNAMES", "MANAGE_GUILD_EXPRESSIONS", "MODERATE_MEMBERS"],
			...["VIEW_CREATOR_MONETIZATION_ANALYTICS", "CREATE_GUILD_EXPRESSIONS"],
		].includes(one),
);

describe("what somebody may do in a channel", () => {
	it(`is what discord.js says, in ${CASES} random cases, less what Discord denies by implication`, async () => {
		const seen = { all: 0, none: 0, some: 0, same: 0 };
		await fc.assert(
			fc.property(someCase, (one) => {
				const { person, own, overwrites, type, timedOut } = one;
				const theirs = asDiscordJs(one);
				const base = baseOf(one);
				const ours = permissionsIn(
					{
						guildId: GUILD,
						type,
						overwrites: overwrites.map(({ id, allow, deny }) => ({
							id,
							allow: String(allow),
							deny: String(deny),
						})),
					},
					{
						id: person,
						rights: { owner: person === OWNER, permissions: String(base) },
						roles: own,
						timedOut,
					},
				);
				const all = person === OWNER || has(base, "ADMINISTRATOR");
				const expected = IN_CHANNELS.filter((permission) => {
					if (!has(theirs, permission)) return false;
					if (all) return true;
					if (!has(theirs, "VIEW_CHANNEL")) return false;
					if (timedOut && permission !== "VIEW_CHANNEL" && permission !== "READ_MESSAGE_HISTORY")
						return false;
					const isVoice = type === 2 || type === 13;
					const connects = has(theirs, "CONNECT") && !timedOut;
					if (isVoice && !connects && permission !== "VIEW_CHANNEL") return false;
					const ofWriting = ["MENTION_EVERYONE", "SEND_TTS_MESSAGES", "ATTACH_FILES", "EMBED_LINKS"];
					return has(theirs, "SEND_MESSAGES") || !ofWriting.includes(permission);
				});
				const found = IN_CHANNELS.filter((permission) => has(ours, permission));
				expect(found).toEqual(expected);
				seen[all ? "all" : found.length === 0 ? "none" : "some"] += 1;
				seen.same += Number(
					found.length === IN_CHANNELS.filter((permission) => has(theirs, permission)).length,
				);
			}),
			{ numRuns: CASES, seed: 20261124 },
		);
		// The cases are of every kind, and implication does not decide them all.
		for (const [kind, count] of Object.entries(seen)) expect(count, kind).toBeGreaterThan(CASES / 20);
	});
});
