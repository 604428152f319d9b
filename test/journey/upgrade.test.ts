import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { keyOf, recipeOf } from "../../src/avatar/recipe";
import { DICEBEAR_VERSION } from "../../src/avatar/styles";
import { avatars } from "../../src/storage/avatars";
import { sessions } from "../../src/storage/sessions";
import type { Me } from "../../src/wire";
import { decode } from "../avatar/raster/decode";
import { dicebear, useInternet } from "../internet";
import { Visitor } from "../visitor";

useInternet();

const BEFORE = "10.1.0-10.1.0";

/** Somebody whose avatar was made when DiceBear was another, which drew the same choices in another colour. */
async function madeBefore() {
	const visitor = new Visitor();
	await visitor.logIn();
	const token = visitor.cookies.get("__Host-session") ?? "";
	const session = await sessions(env).get(token);
	if (!session?.avatar) throw new Error("There is no avatar");
	const { choices, person, key: today } = session.avatar;
	const recipe = { ...recipeOf(choices, person), version: BEFORE };
	const key = await keyOf(recipe);
	const svg = ((await avatars(env).text(today)) ?? "").replaceAll("b6e3f4", "c0ffee");
	await env.AVATARS.delete(`${today}.svg`);
	await avatars(env).put(key, recipe, svg);
	await sessions(env).put(token, { ...session, avatar: { ...session.avatar, key } });
	dicebear.requests.length = 0;
	return { visitor, key, svg, today };
}

const avatarOf = async (visitor: Visitor) =>
	(await visitor.json<Extract<Me, { avatar: unknown }>>("/me")).avatar;

describe("an upgrade of DiceBear: what was made before works after:", () => {
	it("a session, which keeps its picture and its link, and asks nobody for another", async () => {
		const { visitor, key, svg } = await madeBefore();
		expect(await avatarOf(visitor)).toMatchObject({ key, stored: true });
		expect(await (await visitor.ask("/avatar")).text()).toBe(svg);
		expect((await visitor.ask("/avatar/permalink")).headers.get("Location")).toBe(`/avatar/${key}`);
		expect(dicebear.requests).toEqual([]);
		expect((await env.AVATARS.list()).objects).toHaveLength(1);
	});

	it("a link, as SVG and as a page", async () => {
		const { key, svg } = await madeBefore();
		const stranger = new Visitor();
		expect(await (await stranger.ask(`/avatar/${key}.svg`)).text()).toBe(svg);
		expect(await (await stranger.open(`/avatar/${key}`)).text()).toContain(`/avatar/${key}.png`);
	});

	it("a raster of it, which shows what was made then", async () => {
		const { key } = await madeBefore();
		const response = await new Visitor().ask(`/avatar/${key}.png?size=64`);
		const { width, data } = await decode("png", await response.bytes());
		expect(width).toBe(64);
		expect([...data.slice(0, 3)]).toEqual([0xc0, 0xff, 0xee]);
	});
});

describe("after an upgrade of DiceBear", () => {
	it("the next avatar is today's, under a link of its own", async () => {
		const { visitor, key, svg, today } = await madeBefore();
		await visitor.submit();
		expect(await avatarOf(visitor)).toMatchObject({ key: today, stored: true });
		expect(await (await visitor.ask("/avatar")).text()).not.toBe(svg);
		expect(await (await visitor.ask(`/avatar/${key}.svg`)).text()).toBe(svg);
	});

	it("an avatar that has gone from storage is made again as what it is: today's", async () => {
		const { visitor, key, svg, today } = await madeBefore();
		await env.AVATARS.delete(`${key}.svg`);
		expect(await (await visitor.ask("/avatar")).text()).not.toBe(svg);
		expect((await visitor.ask("/avatar/permalink")).headers.get("Location")).toBe(`/avatar/${today}`);
		expect(await avatarOf(visitor)).toMatchObject({ key: today, stored: true });
		const stored = await env.AVATARS.head(`${today}.svg`);
		expect(stored?.customMetadata).toMatchObject({ dicebear: DICEBEAR_VERSION });
		expect(await env.AVATARS.head(`${key}.svg`)).toBeNull();
	});
});
