import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { sessions } from "../../src/storage/sessions";
import type { Me } from "../../src/wire";
import { discord, useInternet } from "../internet";
import { CHOICES, Visitor } from "../visitor";

useInternet();

const HOUR = 60 * 60 * 1000;
const avatarOf = async (visitor: Visitor) =>
	(await visitor.json<Extract<Me, { avatar: unknown }>>("/me?check")).avatar;

describe("/me", () => {
	it("tells a stranger that they are nobody, without asking anybody", async () => {
		const get = vi.spyOn(env.SESSIONS, "get");
		expect(await new Visitor().json("/me")).toEqual({ user: null });
		expect(get).not.toHaveBeenCalled();
	});

	it("tells who is logged in, what they made and who drew it", async () => {
		const visitor = new Visitor();
		await visitor.logIn("tom_and.jerry");
		expect(await visitor.json("/me")).toEqual({
			user: {
				id: "653927381054791680",
				username: "tom_and.jerry",
				globalName: `<b>"Tom" & 'Jerry'</b>`,
				avatar: "1f0bfc0865d324c2587920a7d80c609b",
			},
			avatar: {
				choices: CHOICES,
				source: "username",
				key: expect.stringMatching(/^[\w-]{43}$/),
				address: "https://discobear.test",
				stored: true,
				madeAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
				old: false,
				changed: null,
				title: "Lorelei",
				original: "Lorelei",
				originalUrl: expect.stringMatching(/^https:/),
				creator: "Lisa Wischofsky",
				creatorUrl: expect.stringMatching(/^https:/),
				licence: "CC0 1.0",
				licenceUrl: expect.stringMatching(/^https:/),
			},
		});
	});

	it("says where the avatar is, whichever DiceBear made it", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const token = visitor.cookies.get("__Host-session") ?? "";
		const session = await sessions(env).get(token);
		if (!session?.avatar) throw new Error("There is no avatar");
		const key = "B".repeat(43);
		await sessions(env).put(token, { ...session, avatar: { ...session.avatar, key } });
		await env.AVATARS.put(`${key}.svg`, "<svg/>");
		expect(await visitor.json("/me")).toMatchObject({ avatar: { key, stored: true } });
	});

	it("makes the avatar again where it has gone from storage, and only where that fails says so", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const [stored] = (await env.AVATARS.list()).objects;
		await env.AVATARS.delete(stored?.key ?? "");
		expect(await visitor.json("/me")).toMatchObject({ avatar: { stored: true } });
		expect((await env.AVATARS.list()).objects).toHaveLength(1);
		await env.AVATARS.delete(stored?.key ?? "");
		vi.spyOn(env.AVATARS, "put").mockRejectedValue(new Error("internal error"));
		expect(await visitor.json("/me")).toMatchObject({ avatar: { stored: false } });
	});

	it("does not ask Discord while the avatar is less than a day old", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		discord.requests.length = 0;
		await visitor.json("/me?check");
		expect(discord.requests).toEqual([]);
	});
});

describe("an avatar that is more than a day old", () => {
	let visitor: Visitor;
	beforeEach(async () => {
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
		visitor = new Visitor();
		await visitor.logIn();
		vi.setSystemTime(Date.now() + 25 * HOUR);
	});
	const mira = () => discord.people.get("mira.dances") ?? { username: "", avatar: null };

	it("is still theirs when nothing has changed", async () => {
		expect(await avatarOf(visitor)).toMatchObject({ old: true, changed: false });
	});

	it("is not asked about where nobody wants to know", async () => {
		discord.requests.length = 0;
		expect(await visitor.json("/me")).toMatchObject({ avatar: { old: true, changed: null } });
		expect(discord.requests).toEqual([]);
	});

	it("is no longer theirs when the name it grew from is another one", async () => {
		mira().username = "mira.rests";
		expect((await avatarOf(visitor))?.changed).toBe("username");
	});

	it("is no longer theirs when the picture it grew from is another one, or gone", async () => {
		await visitor.submit({ ...CHOICES, seed: "avatar" });
		vi.setSystemTime(Date.now() + 25 * HOUR);
		mira().avatar = "0".repeat(32);
		expect((await avatarOf(visitor))?.changed).toBe("avatar");
		mira().avatar = null;
		expect((await avatarOf(visitor))?.changed).toBe("avatar");
	});

	it("is no longer theirs when somebody who had no picture has one now", async () => {
		const paul = new Visitor();
		await paul.logIn("plainpaul", { ...CHOICES, seed: "avatar" });
		vi.setSystemTime(Date.now() + 25 * HOUR);
		const person = discord.people.get("plainpaul");
		if (person) person.avatar = "0".repeat(32);
		expect((await avatarOf(paul))?.changed).toBe("avatar");
	});

	it("is still theirs when only what it did not grow from has changed", async () => {
		mira().avatar = null;
		expect((await avatarOf(visitor))?.changed).toBe(false);
	});

	it("is renewed by making it again", async () => {
		mira().username = "mira.rests";
		const before = (await avatarOf(visitor))?.key;
		await visitor.submit((await avatarOf(visitor))?.choices);
		const after = await avatarOf(visitor);
		expect(after?.changed).toBeNull();
		expect(after?.key).not.toBe(before);
	});

	it("is shown without a word about changes when Discord does not answer", async () => {
		discord.fail({ path: "/api/v10/users/@me", status: 500 });
		expect((await avatarOf(visitor))?.changed).toBeNull();
		expect((await avatarOf(visitor))?.changed).toBe(false);
	});

	it("is shown when Discord refuses the token, and Discord is not asked with it again", async () => {
		discord.deauthorize("mira.dances");
		expect((await avatarOf(visitor))?.changed).toBeNull();
		discord.requests.length = 0;
		expect((await avatarOf(visitor))?.changed).toBeNull();
		expect(discord.requests).toEqual([]);
	});
});

describe("an avatar whose owner's access token has expired", () => {
	it("is asked about with a new one, which is kept", async () => {
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
		const visitor = new Visitor();
		await visitor.logIn();
		vi.setSystemTime(Date.now() + 6.5 * 24 * HOUR);
		await visitor.submit();
		vi.setSystemTime(Date.now() + 25 * HOUR);
		discord.requests.length = 0;
		expect((await avatarOf(visitor))?.changed).toBe(false);
		// An answer is good for a few seconds.
		vi.setSystemTime(Date.now() + 60_000);
		expect((await avatarOf(visitor))?.changed).toBe(false);
		expect(discord.requests.map(({ path }) => path)).toEqual([
			"/api/v10/oauth2/token",
			"/api/v10/users/@me",
			"/api/v10/users/@me",
		]);
	});
});
