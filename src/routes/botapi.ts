import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { lookOf } from "../avatar/look";
import { rasterOf } from "../avatar/raster";
import { render } from "../avatar/render";
import { styleCard } from "../avatar/styles";
import { keptOf } from "../control_room/ask_guild";
import { type BotGuild, botGuildsAmong } from "../control_room/bot_guilds";
import { matchEndpoint } from "../control_room/endpoints";
import type { Member } from "../control_room/member";
import { PROFILE_RULES, type Profile, profileSchema } from "../control_room/profile";
import { guildsOf, managedGuild } from "../control_room/rights";
import { askBot } from "../discord/bot/ask_bot";
import type { BotAnswer, Json } from "../discord/bot/bot_call";
import { AppError, asAppError, PROBLEMS } from "../errors";
import type { AppContext, AppEnv } from "../http/browser";
import { checked, readJson } from "../http/form";
import { limited } from "../http/limits";
import { prepareProblem, problemOf } from "../http/problem";
import { requireMember } from "../http/require_member";
import { fontFiles } from "../storage/font_files";

/** An avatar as a data URI, and a little more. */
const MAX_BODY_BYTES = 1_200_000;

/** The size of an avatar that Discord gets, in pixels. */
const AVATAR_SIZE = 512;

/**
 * The middleman: makes an allowed call with the bot's token, and answers with what Discord said. From the request only
 * the body of a write goes on; from Discord's answer only status, JSON and how long to wait come back.
 */
export const botapi = new Hono<AppEnv>()
	.get("/botapi/*", async (c) => {
		const member = await requireMember(c);
		const { endpoint, guildId, path } = matched(c);
		if (guildId) await managedGuild(member, guildId);
		if (endpoint === "users/@me/guilds") return c.json(await managedBotGuilds(c, member));
		const { site, person } = member;
		return passOn(c, await askBot(site, { method: "GET", path, person }));
	})

	.patch(
		"/botapi/*",
		bodyLimit({
			maxSize: MAX_BODY_BYTES,
			onError: () => {
				throw new AppError("body_too_large");
			},
		}),
		limited("LOGIN_LIMIT"),
		async (c) => {
			const member = await requireMember(c);
			const { guildId = "", path } = matched(c);
			const profile = checked(profileSchema, PROFILE_RULES, await readJson(c));
			await managedGuild(member, guildId, true);
			const body = await bodyOf(c, profile);
			const { site, person } = member;
			const reason = `Discobear: asked for by the person ${person}`;
			const answer = await askBot(site, { method: "PATCH", path, body, reason, person });
			if (answer.status === 200 && profile.bio !== undefined) await rememberBio(c, guildId, profile.bio);
			return passOn(c, answer);
		},
	)

	.all("/botapi/*", () => {
		throw new AppError("endpoint_not_allowed");
	})

	.onError((error, c) => {
		const problem = asAppError(error);
		prepareProblem(c, problem);
		const { retryAfter } = problem.extras;
		// As Discord says it: that is what its clients read. Any wait is a 429 to them, whoever asks for it.
		return c.json(
			{ ...problemOf(problem), message: PROBLEMS[problem.code].title, ...(retryAfter && { global: false }) },
			retryAfter ? 429 : problem.status,
		);
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

/** @throws AppError `endpoint_not_allowed` */
function matched(c: AppContext) {
	// As it came: what would have to be decoded is in no row of the table.
	const { pathname, searchParams } = new URL(c.req.url);
	const match = matchEndpoint(c.req.method, pathname.slice("/botapi/".length), searchParams);
	if (match === "not_allowed") throw new AppError("endpoint_not_allowed");
	return match;
}

/**
 * The profile as Discord takes it: an avatar of ours becomes a PNG.
 * @throws AppError `storage_unavailable` for one whose letters cannot be had now: there it would stay as it is
 */
async function bodyOf(c: AppContext, { avatar, ...others }: Profile): Promise<{ [name: string]: Json }> {
	const body: { [name: string]: Json } = {};
	for (const [name, value] of Object.entries(others)) if (value !== undefined) body[name] = value;
	if (avatar === undefined) return body;
	if (avatar === null || typeof avatar === "string") return { ...body, avatar };
	const svg = render(avatar.style, avatar.seed, lookOf(avatar));
	const png = await rasterOf(svg, "png", AVATAR_SIZE).make(styleCard(avatar.style), fontFiles(c.env));
	if (!png.complete) throw new AppError("storage_unavailable");
	return { ...body, avatar: `data:image/png;base64,${png.bytes.toBase64()}` };
}

/** Discord does not give a biography back. That it could not be kept is no reason to call the change failed. */
async function rememberBio(c: AppContext, guildId: string, bio: string | null): Promise<void> {
	await keptOf(c.env, guildId)
		.setBiography(bio || null)
		.catch((error: unknown) => console.error("A biography could not be kept:", asAppError(error).cause));
}

function passOn(c: AppContext, { status, body, retryAfter, problem }: BotAnswer): Response {
	if (problem) throw new AppError(problem);
	if (retryAfter !== undefined) c.header("Retry-After", String(retryAfter));
	// An answer without a body is one, too: 204.
	if (body === null) return c.body(null, status as 204);
	return c.body(JSON.stringify(body), status as 200, { "Content-Type": "application/json" });
}
