import { describe, expect, it } from "vitest";
import { isSignedByDiscord } from "../../../../src/discord/signature";
import { answer } from "../application.fixture";
import { PUBLIC_KEY } from "../keys";
import {
	client,
	DANCE_FLOOR,
	MIRA,
	message,
	NOVA,
	PAUL,
	PRACTICE_ROOM,
	type Sent,
	text,
	webhook,
} from "./client.fixture";

const hello = () => ({ type: 4, data: message(text("Hello")) });
const BUTTON = { type: 2, style: 1, label: "Again", custom_id: "again" };
const SELECT = {
	type: 3,
	custom_id: "style",
	options: [
		{ label: "A", value: "a" },
		{ label: "B", value: "b" },
	],
};
const controls = () => ({
	type: 4,
	data: message({ type: 1, components: [BUTTON] }, { type: 1, components: [SELECT] }),
});

const bodyOf = (sent: readonly { body: Sent }[], n: number): Sent => sent[n]?.body ?? {};
const bytesOf = (body = "") => new Uint8Array(new TextEncoder().encode(body));

describe("an interaction", () => {
	it("is signed, and has all that Discord says of a command in a server", async () => {
		const { sent, at } = client(hello);
		expect(await at(NOVA, DANCE_FLOOR, "de").say("/avatar stimmung: fröhlich zusatz: two words")).toBe("");
		const [{ path, headers, text: body, body: interaction }] = sent as [(typeof sent)[number]];
		expect(path).toBe("/interactions");
		// Signed in the stand-in's own time, which stands still.
		const now = Date.UTC(2026, 0, 1);
		expect(await isSignedByDiscord(PUBLIC_KEY, headers, bytesOf(body), now)).toBe(true);
		expect(interaction).toEqual({
			id: expect.stringMatching(/^\d+$/),
			application_id: "1100000000000000001",
			type: 2,
			token: expect.any(String),
			version: 1,
			guild_id: DANCE_FLOOR,
			guild: { id: DANCE_FLOOR, locale: "en-US", features: [] },
			guild_locale: "en-US",
			channel_id: "200000000000000002",
			channel: expect.objectContaining({ id: "200000000000000002", type: 0 }),
			member: expect.objectContaining({
				user: expect.objectContaining({ id: NOVA, username: "nova_nitro" }),
				roles: [expect.stringMatching(/^\d+$/)],
				permissions: expect.stringMatching(/^\d+$/),
			}),
			locale: "de",
			app_permissions: expect.stringMatching(/^\d+$/),
			entitlements: [],
			authorizing_integration_owners: { 0: DANCE_FLOOR },
			context: 0,
			attachment_size_limit: 10_485_760,
			data: {
				id: expect.stringMatching(/^\d+$/),
				name: "avatar",
				type: 1,
				options: [
					{ type: 3, name: "mood", value: "happy" },
					{ type: 3, name: "extra", value: "two words" },
				],
			},
		});
	});

	it("in a direct message has a user and no server", async () => {
		const { sent, at } = client(hello);
		await at(MIRA, "bot").say("/avatar");
		const { user, member, guild_id, context, authorizing_integration_owners, channel } = bodyOf(sent, 0);
		expect(user.id).toBe(MIRA);
		expect([member, guild_id, context, channel.type]).toEqual([undefined, undefined, 1, 1]);
		expect(authorizing_integration_owners).toEqual({ 0: "0" });
	});

	it("of somebody who has the application for themselves goes everywhere", async () => {
		const { sent, at } = client(hello);
		for (const place of [PRACTICE_ROOM, `with-${PAUL}`]) {
			expect(await at(MIRA, place).say("/avatar")).toBe("There is no such command here.");
			expect(await at(MIRA, place).suggest("/")).toEqual([]);
		}
		await at().ask("/apps", { do: "install" });
		await at(MIRA, PRACTICE_ROOM).say("/avatar");
		await at(MIRA, `with-${PAUL}`).say("/avatar");
		expect(sent.map(({ body }) => [body.context, body.authorizing_integration_owners])).toEqual([
			[0, { 1: MIRA }],
			[2, { 1: MIRA }],
		]);
		// The other one sees it, too.
		expect(await at(PAUL, `with-${MIRA}`).page()).toContain("Hello");
	});

	it("about somebody has them among what is resolved", async () => {
		const { sent, at } = client(hello);
		const command = /name="command" value="(\d+)">Draw this person/.exec(await at().page())?.[1] ?? "";
		await at().do({ do: "menu", command, target: PAUL });
		const { data } = bodyOf(sent, 0);
		expect(data).toMatchObject({ name: "Draw this person", type: 2, target_id: PAUL });
		expect(data.resolved.users[PAUL]).toMatchObject({ username: "plainpaul", avatar: null });
		expect(data.resolved.members[PAUL]).toMatchObject({
			roles: [expect.any(String)],
			permissions: expect.any(String),
		});
		expect(data.resolved.members[PAUL]).not.toHaveProperty("deaf");
	});

	it("about a message is for managers only, and has it whole", async () => {
		const { sent, at } = client(hello);
		await at(NOVA).say("/avatar");
		expect(await at(NOVA).page()).not.toContain("Use for the bot here");
		const page = await at(PAUL).page();
		const command = /name="command" value="(\d+)">Use for the bot here/.exec(page)?.[1] ?? "";
		const target = /id="m(\d+)"/.exec(page)?.[1] ?? "";
		await at(NOVA).do({ do: "menu", command, target });
		expect(sent).toHaveLength(1);
		await at(PAUL).do({ do: "menu", command, target });
		expect(bodyOf(sent, 1).data).toMatchObject({ type: 3, target_id: target });
		expect(bodyOf(sent, 1).data.resolved.messages[target]).toMatchObject({
			type: 20,
			author: { bot: true },
			flags: 1 << 15,
			components: [{ type: 10, id: 1, content: "Hello" }],
			interaction_metadata: { type: 2, user: { id: NOVA } },
		});
	});

	it("of a component has its message, and who asked for that", async () => {
		const { sent, at } = client((interaction: Sent) => (interaction.type === 2 ? controls() : { type: 6 }));
		await at(MIRA).say("/avatar");
		const page = await at(NOVA).page();
		const id = /id="m(\d+)"/.exec(page)?.[1] ?? "";
		await at(NOVA).do({ do: "press", message: id, custom_id: "again" });
		await at(NOVA).do({ do: "choose", message: id, custom_id: "style", value: "b" });
		expect(sent.slice(1).map(({ body }) => [body.type, body.data])).toEqual([
			[3, { custom_id: "again", component_type: 2 }],
			[3, { custom_id: "style", component_type: 3, values: ["b"] }],
		]);
		const { message: shown, member } = bodyOf(sent, 1);
		expect([member.user.id, shown.id, shown.interaction_metadata.user.id]).toEqual([NOVA, id, MIRA]);
	});

	it("is not made by pressing what is not there", async () => {
		const { sent, at } = client(controls);
		await at().say("/avatar");
		const id = /id="m(\d+)"/.exec(await at().page())?.[1] ?? "";
		await at().do({ do: "press", message: id, custom_id: "forged" });
		await at(MIRA, "bot").do({ do: "press", message: id, custom_id: "again" });
		await at().do({ do: "nothing" });
		expect(sent).toHaveLength(1);
	});
});

describe("an answer", () => {
	it("for one person is seen by them, until they dismiss it", async () => {
		const { at } = client(() => ({ type: 4, data: { content: "A **secret**", flags: 64 } }));
		await at().say("/avatar");
		const page = await at().page();
		expect(page).toContain("A <strong>secret</strong>");
		expect(page).toContain("Only you can see this");
		expect(await at(NOVA).page()).not.toContain("secret");
		const id = /id="m(\d+)"/.exec(page)?.[1] ?? "";
		await at(NOVA).do({ do: "dismiss", message: id });
		expect(await at().page()).toContain("secret");
		await at().do({ do: "dismiss", message: id });
		expect(await at().page()).not.toContain("secret");
	});

	it("that changes the message takes its place", async () => {
		const { at } = client((interaction: Sent) =>
			interaction.type === 2 ? controls() : { type: 7, data: { components: [text("Changed")] } },
		);
		await at().say("/avatar");
		const id = /id="m(\d+)"/.exec(await at().page())?.[1] ?? "";
		await at().do({ do: "press", message: id, custom_id: "again" });
		const page = await at().page();
		expect(page).toContain("Changed");
		expect(page).not.toContain("Again");
	});

	it.each([
		["never comes", () => Promise.reject(new DOMException("", "TimeoutError")), 0],
		["is an error", () => new Response(null, { status: 500 }), 1],
		["is no JSON", () => new Response("hello"), 1],
		["is of the wrong type", () => ({ type: 7, data: { content: "x" } }), 1],
		["is too long", () => ({ type: 4, data: { content: "x".repeat(2001) } }), 1],
	])("that %s is a failure, which only the person sees", async (_, answered, violations) => {
		const { standIn, at } = client(answered);
		await at().say("/avatar");
		const page = await at().page();
		expect(page).toContain("The application did not respond");
		expect(page.includes("Discord would refuse this")).toBe(violations > 0);
		expect(await at(NOVA).page()).not.toContain("did not respond");
		expect(standIn.violations).toHaveLength(violations);
	});

	it("that comes later is thought about until then", async () => {
		const { standIn, sent, at } = client(() => ({ type: 5, data: { flags: 64 } }));
		await at().say("/avatar");
		expect(await at().page()).toContain("is thinking");
		const { token } = bodyOf(sent, 0);
		expect(await (await webhook(standIn, token, "GET")).json()).toMatchObject({
			flags: 64 | 128,
			content: "",
		});
		const changed = await answer(await webhook(standIn, token, "PATCH", message(text("Done"))));
		expect(changed).toMatchObject({ status: 200, body: { flags: 64 | (1 << 15), edited_timestamp: null } });
		const page = await at().page();
		expect(page).toContain("Done");
		expect(page).not.toContain("is thinking");
	});
});

describe("an interaction's webhook", () => {
	it("takes more messages, changes and deletes for fifteen minutes", async () => {
		const { standIn, pass, sent, at } = client(hello);
		await at().say("/avatar");
		const { token } = bodyOf(sent, 0);
		pass(899);
		expect((await webhook(standIn, token, "POST", { content: "And this" })).status).toBe(200);
		expect((await webhook(standIn, token, "DELETE")).status).toBe(204);
		const page = await at().page();
		expect([page.includes("Hello"), page.includes("And this")]).toEqual([false, true]);
		expect((await answer(await webhook(standIn, token, "GET"))).body.code).toBe(10008);
		pass(1);
		const late = await answer(await webhook(standIn, token, "POST", { content: "Late" }));
		expect(late).toMatchObject({ status: 401, body: { code: 50027 } });
	});

	it("is nobody else's", async () => {
		const { standIn, sent, at } = client(hello);
		await at().say("/avatar");
		expect((await answer(await webhook(standIn, "guess", "GET"))).body.code).toBe(50027);
		const other = await webhook(standIn, bodyOf(sent, 0).token, "GET", undefined, "42");
		expect(await answer(other)).toMatchObject({ status: 404, body: { code: 10015 } });
	});

	it("ends where no answer came in time", async () => {
		const { standIn, sent, at } = client(() => Promise.reject(new DOMException("", "TimeoutError")));
		await at().say("/avatar");
		const late = await webhook(standIn, bodyOf(sent, 0).token, "PATCH", { content: "Late" });
		expect((await answer(late)).body.code).toBe(50027);
	});

	it("refuses what is wrong, and shows it where it was to be", async () => {
		const { standIn, sent, at } = client(() => ({ type: 5 }));
		await at().say("/avatar");
		const wrong = message({ type: 1, components: [BUTTON, BUTTON] });
		expect((await webhook(standIn, bodyOf(sent, 0).token, "PATCH", wrong)).status).toBe(400);
		expect(await at().page()).toContain("has the custom_id again twice");
		expect(standIn.violations.map(({ problem }) => problem)).toEqual(["has the custom_id again twice"]);
		expect(await at().page()).toContain("1 thing that Discord would refuse");
	});
});

describe("the application", () => {
	it("is told, signed, when somebody deauthorises it", async () => {
		const { sent, at } = client(() => new Response(null, { status: 204 }));
		await at().ask("/apps", { do: "install" });
		expect(await (await at().ask("/apps")).text()).toContain("Discobear");
		const page = await (await at().ask("/apps", { do: "deauthorise" })).text();
		expect(page).toContain("The application has been told.");
		expect(page).not.toContain("Deauthorise</button>");
		expect(sent.map(({ path, body }) => [path, body])).toEqual([
			[
				"/discord-events",
				{
					version: 1,
					application_id: "1100000000000000001",
					type: 1,
					event: {
						type: "APPLICATION_DEAUTHORIZED",
						timestamp: "2026-01-01T00:00:00.000000",
						data: { user: expect.objectContaining({ id: MIRA }) },
					},
				},
			],
		]);
	});

	it.each([
		["interactions", (ping: Sent) => ({ type: ping.type }), "Right", "Wrong"],
		["interactions", () => new Response(null, { status: 401 }), "Wrong", "Right"],
		["events", () => new Response(null, { status: 204 }), "Right", "Wrong"],
		["events", () => Promise.reject(new Error("no")), "Wrong", "Wrong"],
	])("has its address for %s tried with a right and a wrong signature", async (which, answered, ...words) => {
		const { sent, at } = client(answered);
		const page = await (await at().ask("/application", { do: which })).text();
		expect([...page.matchAll(/(Right|Wrong)\. A/g)].map(([, word]) => word)).toEqual(words);
		const now = Date.UTC(2026, 0, 1);
		const bytes = bytesOf(sent[1]?.text);
		expect(await isSignedByDiscord(PUBLIC_KEY, sent[1]?.headers as Headers, bytes, now)).toBe(false);
	});
});

describe("the page", () => {
	it("escapes names, messages and addresses", async () => {
		const { at } = client(() => ({ type: 4, data: { content: `<script>"&` } }));
		await at().say("<b>hello</b> [x](javascript:alert(1))");
		await at().say("/avatar");
		const page = await at().page();
		expect(page).toContain("&lt;b&gt;hello&lt;/b&gt; [x](javascript:alert(1))");
		expect(page).toContain("&lt;script&gt;&quot;&amp;");
		expect(page).toContain("&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;");
		expect(page.match(/<script/g)).toHaveLength(1);
	});

	it("loads nothing but its script and pictures, and is not recorded as Discord's", async () => {
		const { standIn, at } = client();
		const response = await at().ask("");
		expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
		expect((await at().ask("/client.js")).headers.get("Content-Type")).toMatch(/javascript/);
		expect(standIn.requests).toEqual([]);
	});

	it("is for anybody, anywhere, and says so where nothing has been said", async () => {
		const { at } = client();
		expect(await at("1", "1", "xx").page()).toContain("Nothing has been said here yet.");
	});
});
