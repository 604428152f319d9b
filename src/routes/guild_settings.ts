import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as z from "zod/mini";
import { keptOf } from "../control_room/ask_guild";
import { MEMBER_QUERY_RULES, memberFor, memberQuery, searchMembers } from "../control_room/found_members";
import type { KeptSettings } from "../control_room/guild_keeper";
import { channelsFor, isRole, requireInGuild, rolesFor } from "../control_room/in_guild";
import { type Setter, setterIn } from "../control_room/rights";
import { checkedValues, filledIn, settingFields, settingInvalid } from "../control_room/settings";
import { IS_SNOWFLAKE, SNOWFLAKE } from "../discord/snowflake";
import { AppError } from "../errors";
import type { AppContext, AppEnv } from "../http/browser";
import { checked, readJson, smallBody } from "../http/form";
import { requireVersion, versionTag } from "../http/if_match";
import { limited } from "../http/limits";
import { jsonProblem } from "../http/problem";
import { requireMember } from "../http/require_member";
import type { GuildSettings } from "../wire";

/** A few of the longest texts there can be. */
const MAX_BODY_BYTES = 64 * 1024;

const PATH = `/guilds/:id{${SNOWFLAKE}}/settings`;

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The values as they came: a record of zod's would leave out a name like `__proto__`, and nobody would hear of it. */
export const changeSchema = z.strictObject({ values: z.custom<object>(isObject) });
export const managersSchema = z.strictObject({ role: z.nullable(z.string().check(z.regex(IS_SNOWFLAKE))) });

/** The bot's settings in a guild, for who may manage it and for whoever has the role that its owner let in. */
export const guildSettings = new Hono<AppEnv>()
	.get(PATH, async (c) => {
		const member = await requireMember(c);
		const setter = await setterIn(member, c.req.param("id"));
		return answer(c, setter, await keptOf(c.env, setter.guild.id).settings());
	})

	.get(`${PATH}/channels`, async (c) => {
		const member = await requireMember(c);
		return c.json(await channelsFor(await setterIn(member, c.req.param("id"))));
	})

	.get(`${PATH}/roles`, async (c) => {
		const member = await requireMember(c);
		return c.json(await rolesFor(await setterIn(member, c.req.param("id"))));
	})

	.get(`${PATH}/members`, async (c) => {
		const member = await requireMember(c);
		const { query } = checked(memberQuery, MEMBER_QUERY_RULES, c.req.query());
		return c.json(await searchMembers(await setterIn(member, c.req.param("id")), query));
	})

	.get(`${PATH}/members/:member{${SNOWFLAKE}}`, async (c) => {
		const member = await requireMember(c);
		return c.json(await memberFor(await setterIn(member, c.req.param("id")), c.req.param("member")));
	})

	.patch(
		PATH,
		bodyLimit({
			maxSize: MAX_BODY_BYTES,
			onError: () => {
				throw new AppError("body_too_large", { detail: "Please save fewer or shorter settings at a time." });
			},
		}),
		limited("LOGIN_LIMIT"),
		async (c) => {
			const member = await requireMember(c);
			const based = requireVersion(c);
			const fields = settingFields(c.env);
			const values = checkedValues(fields, (await bodyAs(c, changeSchema)).values);
			const setter = await setterIn(member, c.req.param("id"), true);
			await requireInGuild(setter, fields, values);
			const { guild } = setter;
			const defaults = new Map(fields.map((field) => [field.name, field.default]));
			const saved = await keptOf(c.env, guild.id).save({ based, values, defaults, by: saverOf(setter) });
			if ("kept" in saved) return answer(c, setter, saved.kept);
			throw new AppError("settings_stale", { members: { ...saved } });
		},
	)

	.put(`${PATH}/managers`, smallBody, limited("LOGIN_LIMIT"), async (c) => {
		const member = await requireMember(c);
		const { role } = await bodyAs(c, managersSchema);
		const setter = await setterIn(member, c.req.param("id"), true);
		const { guild } = setter;
		if (!guild.owner) throw new AppError("owner_only");
		if (role !== null && !(await isRole(setter, role)))
			throw settingInvalid(new Map([["role", "Choose one of this server's roles."]]));
		return answer(c, setter, await keptOf(c.env, guild.id).letIn(role));
	})

	.onError((error, c) => jsonProblem(c, error));

/** @throws AppError `body_malformed`, and as `readJson` */
async function bodyAs<T extends z.ZodMiniType>(c: AppContext, schema: T): Promise<z.infer<T>> {
	const parsed = schema.safeParse(await readJson(c));
	if (!parsed.success) throw new AppError("body_malformed");
	return parsed.data;
}

function saverOf({ member: { held, person } }: Setter) {
	const { globalName, username } = held.session.user;
	return { id: person, name: globalName ?? username };
}

function answer(c: AppContext, { member, guild }: Setter, { values, version, history, role }: KeptSettings) {
	const fields = settingFields(c.env);
	return c.json<GuildSettings>(
		{
			person: member.person,
			fields: [...fields],
			values: Object.fromEntries(filledIn(fields, values)),
			version,
			history,
			managers: { role, mayChange: guild.owner },
		},
		200,
		{ ETag: versionTag(version) },
	);
}
