import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { lookOf } from "../avatar/look";
import { render } from "../avatar/render";
import { styleCard } from "../avatar/styles";
import { type Access, fulfils, requireAccess } from "../control_room/access";
import { keptOf } from "../control_room/ask_guild";
import { avatarForDiscord, reasonOf } from "../control_room/bot_avatar";
import { type BotGuild, botGuildsAmong } from "../control_room/bot_guilds";
import { type Match, matchEndpoint, shown } from "../control_room/endpoints";
import type { Member } from "../control_room/member";
import { readParts } from "../control_room/message_files";
import {
	changeSchema,
	MESSAGE_RULES,
	messageFor,
	messageSchema,
	requireBotsMessage,
	withFiles,
} from "../control_room/messages";
import { PROFILE_RULES, type Profile, profileSchema } from "../control_room/profile";
import { guildsOf } from "../control_room/rights";
import { requireReach } from "../control_room/roles";
import { askBot } from "../discord/bot/ask_bot";
import type { BotAnswer, Json } from "../discord/bot/bot_call";
import { formContent, jsonContent, type SentFile } from "../discord/bot/content";
import { has } from "../discord/permissions";
import { AppError, asAppError, PROBLEMS } from "../errors";
import type { AppContext, AppEnv } from "../http/browser";
import { checked, readJson } from "../http/form";
import { limited } from "../http/limits";
import { isMultipart, readMultipart, returnsRoom } from "../http/multipart";
import { prepareProblem, problemOf } from "../http/problem";
import { requireMember } from "../http/require_member";

/** An avatar and a banner as data URIs, and a little more. */
const MAX_BODY_BYTES = 2_300_000;

const smallBody = bodyLimit({
	maxSize: MAX_BODY_BYTES,
	onError: () => {
		throw new AppError("body_too_large", { detail: "Send at most 2.3 MB." });
	},
});

/** A form with files has its own limit, where it is read: only a row of the table says that it is. */
const sized: MiddlewareHandler<AppEnv> = (c, next) => {
	const match = isMultipart(c) ? lookUp(c) : "not_allowed";
	return match !== "not_allowed" && match.row.files ? next() : smallBody(c, next);
};

/** Tells errors so that Discord's clients can read them: also those of what comes before the middleman. */
export const asDiscord: MiddlewareHandler<AppEnv> = (c, next) => {
	c.set("problem", discordProblem);
	return next();
};

function discordProblem(c: AppContext, thrown: unknown): Response {
	const problem = asAppError(thrown);
	prepareProblem(c, problem);
	const { retryAfter } = problem.extras;
	// Any wait is a 429 to them, whoever asks for it.
	return c.json(
		{ ...problemOf(problem), message: PROBLEMS[problem.code].title, ...(retryAfter && { global: false }) },
		retryAfter ? 429 : problem.status,
	);
}

/**
 * The middleman: makes an allowed call with the bot's token, and answers with what Discord said. From the request only
 * the checked body of a write goes on; from Discord's answer only status, JSON and how long to wait come back.
 */
export const botapi = new Hono<AppEnv>()
	.get("/botapi/*", async (c) => {
		const member = await requireMember(c);
		const match = matched(c);
		const access = await requireAccess(member, match);
		if (match.row.pattern === "users/@me/guilds") return c.json(await managedBotGuilds(c, member));
		const { site, person } = member;
		return passOn(c, await askBot(site, { method: "GET", path: match.path, person }), match, access);
	})

	.on(
		["POST", "PUT", "PATCH", "DELETE"],
		"/botapi/*",
		sized,
		limited("LOGIN_LIMIT"),
		returnsRoom,
		async (c) => {
			const member = await requireMember(c);
			const match = matched(c);
			const { method, pattern } = match.row;
			const prepare = await WRITES[`${method} ${pattern}`]?.(c, member, match);
			if (!prepare) throw new AppError("endpoint_not_allowed");
			const access = await requireAccess(member, match, true);
			const sent = await prepare(access);
			const { site, person } = member;
			const reason = reasonOf(person);
			const answer = await askBot(site, {
				method,
				path: match.path,
				reason,
				person,
				...(sent && { body: contentOf(sent) }),
			});
			const bio = pattern === PROFILE && answer.status === 200 ? sent?.fields.bio : undefined;
			if (bio === null || typeof bio === "string") await rememberBio(c, access.guild?.id ?? "", bio);
			return passOn(c, answer, match, access);
		},
	)

	.all("/botapi/*", () => {
		throw new AppError("endpoint_not_allowed");
	});

/** The bot's guilds, as its own list shows them: never the whole, only those that the person may manage. */
async function managedBotGuilds(c: AppContext, member: Member): Promise<BotGuild[]> {
	const { after = "0", before, limit = "200", with_counts } = c.req.query();
	const isAsked = (id: string) =>
		BigInt(id) > BigInt(after) && (before === undefined || BigInt(id) < BigInt(before));
	const own = await guildsOf(member);
	const asked = own.filter(({ id, manage }) => manage && isAsked(id)).map(({ id }) => id);
	const there = await botGuildsAmong(member, asked, with_counts === "true");
	const found = asked.flatMap((id) => there.get(id) ?? []);
	return found.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)).slice(0, Number(limit));
}

function lookUp(c: AppContext): Match | "not_allowed" {
	// As it came: what would have to be decoded is in no row of the table.
	const { pathname, searchParams } = new URL(c.req.url);
	return matchEndpoint(c.req.method, pathname.slice("/botapi/".length), searchParams);
}

/** @throws AppError `endpoint_not_allowed` */
function matched(c: AppContext): Match {
	const match = lookUp(c);
	if (match === "not_allowed") throw new AppError("endpoint_not_allowed");
	return match;
}

type Fields = { [name: string]: Json };

/** What Discord gets. */
interface Sent {
	fields: Fields;
	files?: readonly SentFile[];
}

const contentOf = ({ fields, files = [] }: Sent) =>
	files.length > 0 ? formContent(fields, files) : jsonContent(fields);

/**
 * What each write reads of a request, before anybody is asked; and what it then sends, once the person has the row's
 * right: undefined for nothing.
 */
type Write = (
	c: AppContext,
	member: Member,
	match: Match,
) => Promise<(access: Access) => Promise<Sent | undefined>>;

const PROFILE = "guilds/{guild}/members/@me";

const role =
	(giving: boolean): Write =>
	async (_c, member, { parts }) =>
	async (access) => {
		await requireReach(member, access, parts.role ?? "", giving);
		return undefined;
	};

const WRITES: Readonly<Record<string, Write>> = {
	[`PATCH ${PROFILE}`]: async (c) => {
		const profile = checked(profileSchema, PROFILE_RULES, await readJson(c));
		return async () => ({ fields: await profileFor(c, profile) });
	},
	"PUT guilds/{guild}/members/{user}/roles/{role}": role(true),
	"DELETE guilds/{guild}/members/{user}/roles/{role}": role(false),
	"POST channels/{channel}/messages": async (c, member, match) => {
		const sent = isMultipart(c) ? await readForm(c, member, match) : { fields: await readJson(c), files: [] };
		const { message, files } = withFiles(checked(messageSchema, MESSAGE_RULES, sent.fields), sent.files);
		return async ({ permissions }) => ({ fields: messageFor(message, permissions), files });
	},
	"PATCH channels/{channel}/messages/{message}": async (c, member, { parts }) => {
		const change = checked(changeSchema, MESSAGE_RULES, await readJson(c));
		return async ({ permissions }) => {
			const fields = messageFor(change, permissions);
			await requireBotsMessage(member, parts.channel ?? "", parts.message ?? "");
			return { fields };
		};
	},
	"DELETE channels/{channel}/messages/{message}": async (_c, member, { parts }) => {
		return async ({ permissions }) => {
			if (!has(permissions, "MANAGE_MESSAGES"))
				await requireBotsMessage(member, parts.channel ?? "", parts.message ?? "");
			return undefined;
		};
	},
};

/** Only of somebody who has the right: it is much to take in. It may take a minute, after which the right is asked for anew. */
async function readForm(c: AppContext, member: Member, match: Match) {
	await requireAccess(member, match);
	return readParts(await readMultipart(c, member.person));
}

/** The profile as Discord takes it. @throws AppError as `avatarForDiscord` */
async function profileFor(c: AppContext, { avatar, ...others }: Profile): Promise<Fields> {
	const body: Fields = {};
	for (const [name, value] of Object.entries(others)) if (value !== undefined) body[name] = value;
	if (avatar === undefined) return body;
	if (avatar === null || typeof avatar === "string") return { ...body, avatar };
	const svg = render(avatar.style, avatar.seed, lookOf(avatar));
	return { ...body, avatar: await avatarForDiscord(c.env, svg, styleCard(avatar.style)) };
}

/** Discord does not give a biography back. That it could not be kept is no reason to call the change failed. */
async function rememberBio(c: AppContext, guildId: string, bio: string | null): Promise<void> {
	await keptOf(c.env, guildId)
		.setBiography(bio || null)
		.catch((error: unknown) => console.error("A biography could not be kept:", asAppError(error).cause));
}

function passOn(
	c: AppContext,
	{ status, body, retryAfter, problem }: BotAnswer,
	{ row }: Match,
	{ permissions }: Access,
): Response {
	if (problem) throw new AppError(problem);
	if (retryAfter !== undefined) c.header("Retry-After", String(retryAfter));
	// An answer without a body is one, too: 204.
	if (body === null) return c.body(null, status as 204);
	const seen = shown(body, row.hidden, (need) => fulfils(permissions, need));
	return c.body(JSON.stringify(seen), status as 200, { "Content-Type": "application/json" });
}
