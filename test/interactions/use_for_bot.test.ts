import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { Message } from "../../src/interactions/message";
import { idOf as guildCalled } from "../control_visitor";
import { discord, SITE, useInternet } from "../internet";
import { newRole } from "../stand_ins/discord/guild_objects";
import {
	type Answer,
	answerTo,
	avatarCommand,
	followUps,
	keyIn,
	somebody,
	textIn,
	useCommand,
} from "./discord_sends";

useInternet();

const guild = () => guildCalled("Mira’s Dance Floor");
/** @param roles who has one of the permissions by a role of the guild, and not by the channel only */
const inGuild = (of: ReturnType<typeof somebody>, permissions: string, roles = [roleFor(permissions)]) => ({
	guild_id: guild(),
	authorizing_integration_owners: { "0": guild() },
	member: { user: of, roles, permissions },
});

/** A role that allows as much. */
function roleFor(permissions: string): string {
	const here = discord.guilds.get(guild());
	const id = String(BigInt(guild()) + 77n);
	if (/^\d+$/.test(permissions)) here?.roles.push(newRole(id, "As one says", permissions, 1));
	return id;
}
const MANAGER = "32";
const text = (sent: { body: Message }[]) => sent.map(({ body }) => textIn({ type: 4, data: body } as Answer));

/** A message of ours, as Discord gives it back. */
async function ours() {
	const { data } = await answerTo(avatarCommand(somebody()));
	return { components: data?.components, content: "", embeds: [] };
}

/** Asks for it, and waits for what is said then. */
async function used(
	message: object,
	permissions = MANAGER,
	member: object = {},
	of = somebody(),
): Promise<{ now: string; later?: string }> {
	const sent = followUps();
	const here = inGuild(of, permissions);
	const more = { ...here, member: { ...here.member, ...member } };
	const answer = await answerTo(useCommand(of, message, more));
	if (answer.type === 4) return { now: textIn(answer) };
	expect(answer).toEqual({ type: 5, data: { flags: 64 } });
	// The first picture of an isolate takes longer.
	await vi.waitFor(() => expect(sent.length).toBe(1), 10_000);
	expect(sent[0]?.method).toBe("PATCH");
	return { now: "", later: text(sent)[0] ?? "" };
}

describe("Use for the bot here", () => {
	it("makes the message's avatar the bot's in this guild, for who may manage it", async () => {
		const before = discord.guilds.get(guild())?.bot?.avatar;
		expect(await used(await ours())).toEqual({ now: "", later: "The bot looks like this here now." });
		const avatar = discord.guilds.get(guild())?.bot?.avatar;
		expect(avatar).toMatch(/^[0-9a-f]{32}$/);
		expect(avatar).not.toBe(before);
		const call = discord.requests.find(({ method }) => method === "PATCH");
		expect(discord.requests).toHaveLength(2);
		expect(call?.headers["x-audit-log-reason"]).toMatch(/Discobear.*\d{17}/);
		expect(JSON.parse(call?.body ?? "{}").avatar).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
	});

	it.each(["content", "embeds"])("finds a link in the message's %s", async (part) => {
		const key = keyIn(await answerTo(avatarCommand(somebody())));
		const link = `${SITE}/avatar/${key}`;
		const message =
			part === "content" ? { content: `Look: ${link}!` } : { embeds: [{ image: { url: `${link}.png` } }] };
		expect((await used(message)).later).toBe("The bot looks like this here now.");
	});

	it.each(["0", "2048", "16", "x", ""])("is not for who has the permissions %s", async (permissions) => {
		expect(await used(await ours(), permissions)).toEqual({ now: "You may not manage this server." });
	});

	it.each([
		["Administrator", "8"],
		["everything", "9007199254740991"],
	])("is for %s", async (_, permissions) => {
		expect((await used(await ours(), permissions)).later).toBe("The bot looks like this here now.");
	});

	it.each([
		["has the right in the channel only", "2147483647", { roles: [] }],
		["is an Administrator in the channel only", "8", { roles: [] }],
		["is timed out", MANAGER, { communication_disabled_until: "2999-01-01T00:00:00+00:00" }],
	])("is not for who %s", async (_, permissions, member) => {
		const before = discord.guilds.get(guild())?.bot?.avatar;
		expect(await used(await ours(), permissions, member)).toEqual({
			now: "",
			later: "You may not manage this server.",
		});
		expect(discord.guilds.get(guild())?.bot?.avatar).toBe(before);
	});

	it.each([
		["its owner", MANAGER, { roles: [] }, () => somebody({ id: discord.guilds.get(guild())?.ownerId })],
		["who was timed out", MANAGER, { communication_disabled_until: "2020-01-01T00:00:00+00:00" }, somebody],
	])("is for %s", async (_, permissions, member, of) => {
		expect((await used(await ours(), permissions, member, of())).later).toMatch(/^The bot looks like this/);
	});

	it.each([
		["no link", { content: "Hello" }],
		["a link to somebody else", { content: `https://evil.test/avatar/${"A".repeat(43)}.png` }],
		["a link that only begins like ours", { content: `${SITE}.evil.test/avatar/${"A".repeat(43)}` }],
		["a link to no avatar", { content: `${SITE}/avatar/${"A".repeat(42)}` }],
		["a longer one", { content: `${SITE}/avatar/${"A".repeat(44)}` }],
		["nothing at all", {}],
	])("says that there is none in a message with %s", async (_, message) => {
		expect(await used(message)).toEqual({ now: "There is no avatar of ours in this message." });
	});

	it("says so of an avatar that is not there any more", async () => {
		expect(await used({ content: `${SITE}/avatar/${"A".repeat(43)}` })).toEqual({
			now: "",
			later: "There is no avatar of ours in this message.",
		});
	});

	it("is for a guild only, and one where the bot is", async () => {
		const of = somebody();
		const message = await ours();
		for (const owners of [{ "1": of.id }, {}]) {
			const more = { ...inGuild(of, MANAGER), authorizing_integration_owners: owners };
			expect(textIn(await answerTo(useCommand(of, message, more)))).toBe("The bot is not in this server.");
		}
		const direct = { guild_id: undefined, member: undefined, user: of };
		expect(textIn(await answerTo(useCommand(of, message, direct)))).toBe("The bot is not in this server.");
		discord.setBot(guild(), false);
		expect((await used(message)).later).toBe("The bot is not in this server.");
	});

	it("tells how long Discord asks to wait", async () => {
		const message = await ours();
		const path = `/api/v10/guilds/${guild()}/members/@me`;
		discord.fail({ path, limit: { retryAfter: 40, header: true, body: true } });
		expect((await used(message)).later).toMatch(
			/^Discord asks us to wait\. Please try again in 4[01] seconds\.$/,
		);
	});

	it.each([
		["Discord", () => discord.fail({ path: `/api/v10/guilds/${guild()}/members/@me`, status: 500 })],
		["R2", () => vi.spyOn(env.AVATARS, "get").mockRejectedValue(new Error("R2"))],
		[
			"what is stored",
			async () => {
				const { objects } = await env.AVATARS.list();
				for (const { key } of objects) await env.AVATARS.put(key, "<svg/>");
			},
		],
	])("says that it did not work where %s fails", async (_, fail) => {
		const message = await ours();
		await fail();
		expect((await used(message)).later).toBe("This did not work. Please try again in a minute.");
	});
});
