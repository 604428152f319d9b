import { describe, expect, it } from "vitest";
import { DEFAULT_CHOICES } from "../../src/avatar/choices";
import { KINDS, type Kind, kindsOf } from "../../src/avatar/kinds";
import { moodsOf } from "../../src/avatar/moods";
import { keyOf, recipeOf } from "../../src/avatar/recipe";
import { STYLES } from "../../src/avatar/styles";
import { customIds } from "../../src/interactions/custom_id";
import { CLIENT_SECRET, SITE, useInternet } from "../internet";
import {
	type Answer,
	answerTo,
	avatarCommand,
	buttonIn,
	direct,
	drawCommand,
	idOf,
	isOnlyForThem,
	keyIn,
	press,
	selectIn,
	somebody,
	textIn,
} from "./discord_sends";

useInternet();

const keyFor = (changes: object, of = somebody()) => keyOf(recipeOf({ ...DEFAULT_CHOICES, ...changes }, of));
const LORELEI = { style: "lorelei", mood: "happy", backgroundColor: "transparent" };
const valuesIn = (answer: Answer) => selectIn(answer)?.options?.map(({ value }) => value) ?? [];
const pick = (of: ReturnType<typeof somebody>, answer: Answer, value: string, more = {}) =>
	answerTo(press(of, selectIn(answer)?.custom_id ?? "", { values: [value] }, more));

describe("who asked for an avatar", () => {
	it("gets another one by a button, in the same message", async () => {
		const of = somebody();
		const first = await answerTo(avatarCommand(of, { extra: "mine", background: "Sky" }));
		const second = await answerTo(press(of, idOf(first, "Another")));
		expect(second.type).toBe(7);
		expect(second.data?.allowed_mentions).toEqual({ parse: [] });
		const third = await answerTo(press(of, idOf(second, "Another")));
		expect(new Set([first, second, third].map(keyIn)).size).toBe(3);
		const { searchParams } = new URL(buttonIn(third, "Open in the studio")?.url ?? "");
		expect(searchParams.get("extra")).toMatch(/^[\w-]{8}$/);
		expect(searchParams.get("backgroundColor")).toBe("b6e3f4");
	});

	it("gets the other mood, and the first one again", async () => {
		const of = somebody();
		const happy = await answerTo(avatarCommand(of, { extra: "x" }));
		const sad = await answerTo(press(of, idOf(happy, "Sad")));
		expect([sad.type, keyIn(sad)]).toEqual([7, await keyFor({ ...LORELEI, mood: "sad", extra: "x" })]);
		const again = await answerTo(press(of, idOf(sad, "Happy")));
		expect(keyIn(again)).toBe(keyIn(happy));
	});

	it("picks a kind, then one of its styles, and goes back to the kinds", async () => {
		const of = somebody();
		const first = await answerTo(avatarCommand(of));
		expect(valuesIn(first)).toEqual(Object.keys(KINDS).map((kind) => `kind/${kind}`));
		const robots = await pick(of, first, "kind/robots");
		expect([robots.type, keyIn(robots)]).toEqual([7, keyIn(first)]);
		expect(valuesIn(robots)).toEqual([
			"kind/",
			"style/bottts",
			"style/bottts-neutral",
			"style/pixelbot",
			"style/voxel-bot",
		]);
		const bottts = await pick(of, robots, "style/bottts");
		expect(keyIn(bottts)).toBe(await keyFor({ ...LORELEI, style: "bottts" }));
		expect(selectIn(bottts)?.options?.find((option) => option.default)?.value).toBe("style/bottts");
		// What the select shows stays, whatever is pressed.
		const other = await answerTo(press(of, idOf(bottts, "Another")));
		expect(valuesIn(other)).toEqual(valuesIn(robots));
		expect(valuesIn(await pick(of, other, "kind/"))).toEqual(valuesIn(first));
	});

	it("keeps a mood as far as the style can have it", async () => {
		const of = somebody();
		const sad = await pick(of, await answerTo(avatarCommand(of, { mood: "sad" })), "kind/shapes");
		const rings = await pick(of, sad, "style/rings");
		expect(keyIn(rings)).toBe(await keyFor({ ...LORELEI, style: "rings", mood: "" }));
	});

	it("can pick every style there is, by its kinds", async () => {
		const reached = new Set<string>();
		for (const kind of Object.keys(KINDS) as Kind[]) {
			const of = somebody();
			const styles = valuesIn(await pick(of, await answerTo(avatarCommand(of)), `kind/${kind}`)).slice(1);
			expect(styles.length).toBe([...STYLES.keys()].filter((style) => kindsOf(style).includes(kind)).length);
			for (const value of styles) reached.add(value.slice("style/".length));
		}
		expect([...reached].sort()).toEqual([...STYLES.keys()]);
	});

	it("gets each style by the select, in each mood that they had before", async () => {
		const ids = await customIds(CLIENT_SECRET);
		for (const mood of ["happy", "sad"] as const) {
			const choices = { ...DEFAULT_CHOICES, style: "lorelei", mood };
			const id = await ids.write({ action: "pick", kind: null, choices });
			for (const style of STYLES.keys()) {
				const of = somebody();
				const answer = await answerTo(press(of, id, { values: [`style/${style}`] }, direct(of)));
				const moods = moodsOf(style);
				const fitting = moods.find((each) => each === mood) ?? moods[0] ?? "";
				expect(keyIn(answer), style).toBe(await keyFor({ style, mood: fitting }));
			}
		}
	}, 60_000);

	it("gets the link and the snippets, alone", async () => {
		const of = somebody();
		const first = await answerTo(avatarCommand(of));
		const link = await answerTo(press(of, idOf(first, "Link")));
		expect([link.type, isOnlyForThem(link)]).toEqual([4, true]);
		const url = `${SITE}/avatar/${keyIn(first)}.png?size=512`;
		expect(textIn(link).split("\n")).toEqual(
			expect.arrayContaining([
				url,
				`<img src="${url}" alt="My avatar" width="512" height="512">`,
				`![My avatar](${url})`,
				`[img]${url}[/img]`,
			]),
		);
	});

	it("gets the artist's name in the snippets where the licence asks for it", async () => {
		const of = somebody();
		const first = await answerTo(avatarCommand(of, { style: "micah" }));
		const said = textIn(await answerTo(press(of, idOf(first, "Link"))));
		expect(said.match(/Remix of/g)).toHaveLength(3);
		expect(said).toContain("Micah Lanier");
	});

	it("goes on with whom they drew", async () => {
		const [of, target] = [somebody(), somebody({ username: "plainpaul" })];
		const first = await answerTo(drawCommand(of, target));
		const sad = await answerTo(press(of, idOf(first, "Sad"), { target }));
		expect(keyIn(sad)).toBe(await keyFor({ ...LORELEI, mood: "sad" }, target));
		const link = await answerTo(press(of, idOf(first, "Link"), { target }));
		expect(textIn(link)).toContain(keyIn(first));
	});
});

describe("somebody else", () => {
	it.each(["Another", "Sad", "Link"])(
		"who presses %s gets an avatar of their own, for them alone",
		async (label) => {
			const owner = somebody();
			const other = somebody({ username: "plainpaul" });
			const first = await answerTo(avatarCommand(owner, { extra: "mine" }));
			const theirs = await answerTo(press(other, idOf(first, label), { owner }));
			expect([theirs.type, isOnlyForThem(theirs)]).toEqual([4, true]);
			expect(keyIn(theirs)).toBeDefined();
			const happy = { ...LORELEI, extra: "mine" };
			for (const choices of [happy, { ...happy, mood: "sad" }])
				expect(keyIn(theirs)).not.toBe(await keyFor(choices, owner));
			if (label === "Link") expect(keyIn(theirs)).toBe(await keyFor(happy, other));
			// From then on it is a message of their own.
			const again = await answerTo(press(other, idOf(theirs, "Another")));
			expect(again.type).toBe(7);
		},
	);

	it("gets it also where it is not known who asked", async () => {
		const of = somebody();
		const id = idOf(await answerTo(avatarCommand(of)), "Another");
		const answer = await answerTo({ ...press(of, id), ...{ message: { id: "1" } } });
		expect([answer.type, isOnlyForThem(answer)]).toEqual([4, true]);
	});

	it("does not get whom the other one drew", async () => {
		const [owner, other, target] = [
			somebody(),
			somebody({ username: "plainpaul" }),
			somebody({ username: "tess" }),
		];
		const first = await answerTo(drawCommand(owner, target));
		const theirs = await answerTo(press(other, idOf(first, "Sad"), { owner, target }));
		expect(keyIn(theirs)).toBe(await keyFor({ ...LORELEI, mood: "sad" }, other));
	});
});

describe("a component that is not ours", () => {
	it.each(["", "x", "1", "another", "1AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "0".repeat(100), "é"])(
		"is too old: %s",
		async (id) => {
			const answer = await answerTo(press(somebody(), id));
			expect([answer.type, isOnlyForThem(answer)]).toEqual([4, true]);
			expect(textIn(answer)).toContain("This button is too old.");
		},
	);

	it("is too old where its secret was another", async () => {
		const id = await (await customIds("the secret of before")).write({
			action: "link",
			choices: DEFAULT_CHOICES,
			kind: null,
		});
		expect(textIn(await answerTo(press(somebody(), id)))).toContain("This button is too old.");
	});

	it.each(["", "kind/nothing", "kind/__proto__", "kind/toString"])(
		"of a select shows the kinds, or says that there is no such style: %s",
		async (value) => {
			const of = somebody();
			const answer = await pick(of, await answerTo(avatarCommand(of)), value);
			if (value === "") expect(textIn(answer)).toContain("There is no style of that name.");
			else expect(valuesIn(answer)).toContain("kind/robots");
		},
	);
});
