import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { KINDS, type Kind, kindsOf } from "../../src/avatar/kinds";
import { STYLES } from "../../src/avatar/styles";
import { keptOf } from "../../src/control_room/ask_guild";
import { useInternet } from "../internet";
import { answerTo, direct, GUILD, somebody, typing } from "./discord_sends";

useInternet();

async function suggested(option: string, value: string, more: object = {}): Promise<string[]> {
	const { type, data } = await answerTo(typing(somebody(), option, value, more));
	expect(type).toBe(8);
	return data?.choices?.map((choice) => choice.value) ?? [];
}

describe("while somebody types a style", () => {
	it("offers the first 25", async () => {
		expect(await suggested("style", "")).toEqual([...STYLES.keys()].slice(0, 25));
	});

	it("finds every style by its name", async () => {
		for (const [style, { title }] of STYLES) {
			expect((await suggested("style", title.toUpperCase())).includes(style), style).toBe(true);
			expect(await suggested("style", style)).toContain(style);
		}
	});

	it("finds them by their kind, in the person's language, too", async () => {
		for (const kind of Object.keys(KINDS) as Kind[]) {
			const found = await suggested("style", kind);
			for (const style of STYLES.keys())
				if (kindsOf(style).includes(kind)) expect(found, `${kind} ${style}`).toContain(style);
		}
		expect(await suggested("style", "roboter", { locale: "de" })).toContain("pixelbot");
		expect(await suggested("style", "ロボット", { locale: "ja" })).toContain("pixelbot");
	});

	it("finds them by their artist, and by several words", async () => {
		expect(await suggested("style", "wischofsky")).toContain("lorelei");
		expect(await suggested("style", "pixels robots")).toEqual(["pixelbot", "voxel-bot"]);
		expect(await suggested("style", "monalisa")).toEqual([]);
	});

	it("finds them by what they are like, and forgives a typo", async () => {
		expect((await suggested("style", "cat")).slice(0, 2)).toEqual(["clay", "critters"]);
		expect(await suggested("style", "pixle")).toContain("pixel-art");
		expect(await suggested("style", "bear")).toEqual(["critters", "open-peeps", "voxel-art"]);
	});

	it("puts what begins with it first", async () => {
		expect((await suggested("style", "pix")).slice(0, 3)).toEqual([
			"pixel-art",
			"pixel-art-neutral",
			"pixelbot",
		]);
	});

	it("says name, kind and artist", async () => {
		const answer = await answerTo(typing(somebody(), "style", "lorelei"));
		expect(answer.data?.choices?.[0]).toEqual({
			name: "Lorelei · People · Lisa Wischofsky",
			value: "lorelei",
		});
	});

	it("offers what the guild allows", async () => {
		const values = new Map([["avatarStyles", ["bottts", "rings"]]]);
		const by = { id: "1", name: "mira.dances" };
		await keptOf(env, GUILD).save({ based: 0, values, defaults: new Map(), by });
		expect(await suggested("style", "")).toEqual(["bottts", "rings"]);
		expect(await suggested("style", "micah")).toEqual([]);
		expect(await suggested("style", "micah", direct(somebody()))).toEqual(["micah"]);
	});
});

describe("while somebody types a background", () => {
	it.each([
		["", undefined, 13],
		["sk", "b6e3f4", 1],
		["himm", "b6e3f4", 1],
		["空", "b6e3f4", 1],
		["#00FF7f", "00ff7f", 1],
		["00ff7f", "00ff7f", 1],
		["transp", "transparent", 1],
		["blurple", undefined, 0],
		["#00ff", undefined, 0],
	])("offers for “%s” %s", async (text, value, count) => {
		const found = await suggested("background", text);
		expect(found.length).toBe(count);
		if (value) expect(found).toEqual([value]);
	});

	it("says them in the person's language", async () => {
		const answer = await answerTo(typing(somebody(), "background", "hon", { locale: "de" }));
		expect(answer.data?.choices).toEqual([{ name: "Honig", value: "ffcf5c" }]);
	});
});

describe("while somebody types anything else", () => {
	it.each([
		["another option", "extra", {}],
		["an option that there is not", "nothing", {}],
		["nothing", "style", { data: undefined }],
		["another command", "style", { data: { name: "ban", type: 1, options: [] } }],
		["nobody", "style", { member: undefined }],
	])("offers nothing: %s", async (_, option, more) => {
		expect(await suggested(option, "x", more)).toEqual([]);
	});

	it("does not count as asking", async () => {
		const of = somebody();
		const limit = vi.spyOn(env.INTERACTION_LIMIT, "limit");
		for (let n = 0; n < 15; n++) expect((await answerTo(typing(of, "style", "micah"))).type).toBe(8);
		expect(limit).not.toHaveBeenCalled();
	});
});
