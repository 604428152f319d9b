import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { DEFAULT_CHOICES } from "../../src/avatar/choices";
import { moodsOf } from "../../src/avatar/moods";
import { keyOf, recipeOf } from "../../src/avatar/recipe";
import { STYLES, styleCard } from "../../src/avatar/styles";
import { SWATCHES } from "../../src/avatar/swatches";
import { escaped } from "../../src/interactions/markdown";
import { SITE, useInternet } from "../internet";
import { Visitor } from "../visitor";
import {
	answerTo,
	avatarCommand,
	buttonIn,
	componentsIn,
	direct,
	drawCommand,
	isOnlyForThem,
	keyIn,
	pictureIn,
	post,
	somebody,
	textIn,
} from "./discord_sends";

useInternet();

const keyFor = (changes: object, of = somebody()) => keyOf(recipeOf({ ...DEFAULT_CHOICES, ...changes }, of));
const LORELEI = { style: "lorelei", mood: "happy", backgroundColor: "transparent" };

describe("/interactions", () => {
	it("answers a ping", async () => {
		expect(await answerTo({ type: 1 })).toEqual({ type: 1 });
	});

	it.each([
		["no object", "[]"],
		["no type", '{"id":"1"}'],
		["a type that is no number", '{"type":"1"}'],
		["null", "null"],
	])("is a problem for %s, which is no interaction", async (_, body) => {
		const response = await post(body);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ code: "body_malformed" });
	});

	it.each([
		["a type of tomorrow", { type: 99 }],
		["a modal, of which we have none", { type: 5, data: { custom_id: "x", components: [] } }],
		["a command without anything", { type: 2 }],
		["a component without anything", { type: 3 }],
		["a command that is not ours", { ...avatarCommand(somebody()), data: { name: "ban", type: 1 } }],
		[
			"a command of another kind",
			{ ...avatarCommand(somebody()), data: { name: "avatar", type: 3, target_id: "1" } },
		],
		[
			"a person who is not there",
			{ ...drawCommand(somebody(), somebody()), data: { name: "Draw this person", type: 2, target_id: "5" } },
		],
		["nobody", { ...avatarCommand(somebody()), member: undefined }],
		["a name that is no name", avatarCommand(somebody({ username: 1 }))],
		["a guild that is none", avatarCommand(somebody(), {}, { guild_id: "../1" })],
	])("tells who asked that it does not know %s", async (_, asked) => {
		const response = await post(JSON.stringify(asked));
		expect(response.status).toBe(200);
		const answer = await response.json<Awaited<ReturnType<typeof answerTo>>>();
		expect([answer.type, isOnlyForThem(answer)]).toEqual([4, true]);
		expect(textIn(answer)).toBe("This is nothing that we know.");
	});

	it("answers in the person's language", async () => {
		const answer = await answerTo(avatarCommand(somebody(), { style: "monalisa" }, { locale: "de" }));
		expect(textIn(answer)).toContain("Stil");
		expect(textIn(await answerTo(avatarCommand(somebody(), {}, { locale: 5 })))).toContain("Lorelei");
	});
});

describe("/avatar", () => {
	it("shows the picture by its permanent link, its style, its artist and its licence", async () => {
		const answer = await answerTo(avatarCommand(somebody()));
		expect(answer.type).toBe(4);
		expect(isOnlyForThem(answer)).toBe(false);
		expect(answer.data?.allowed_mentions).toEqual({ parse: [] });
		expect(keyIn(answer)).toBe(await keyFor(LORELEI));
		expect(textIn(answer)).toMatch(
			/^\*\*Lorelei\*\* by \[Lisa Wischofsky\]\(https:\/\/[^)]+\)\n-# Licence: \[CC0 1\.0\]\(https:\/\/[^)]+\)$/,
		);
		const picture = await new Visitor().ask(pictureIn(answer)?.slice(SITE.length) ?? "");
		expect([picture.status, picture.headers.get("Content-Type")]).toEqual([200, "image/png"]);
	});

	it("names nobody, in no link and no custom id", async () => {
		const of = somebody();
		for (const seed of ["username", "avatar"]) {
			const text = JSON.stringify(await answerTo(avatarCommand(of, { seed, extra: "second" })));
			for (const name of [of.username, of.id, of.global_name, of.avatar ?? "", "token-marker"])
				expect(text).not.toContain(name);
		}
	});

	it.each([
		["style", { style: "bottts" }, { ...LORELEI, style: "bottts" }],
		["style by its title", { style: " Big Smile" }, { ...LORELEI, style: "big-smile" }],
		["style without a face", { style: "rings" }, { ...LORELEI, style: "rings", mood: "" }],
		["mood", { mood: "sad" }, { ...LORELEI, mood: "sad" }],
		["background by name", { background: "Honey" }, { ...LORELEI, backgroundColor: SWATCHES.Honey }],
		["background by its German name", { background: "honig" }, { ...LORELEI, backgroundColor: "ffcf5c" }],
		["background in Japanese", { background: "はちみつ" }, { ...LORELEI, backgroundColor: "ffcf5c" }],
		["background in hex digits", { background: "#00FF7f" }, { ...LORELEI, backgroundColor: "00ff7f" }],
		["background that is none", { background: "transparent" }, LORELEI],
		["seed", { seed: "avatar" }, { ...LORELEI, seed: "avatar" }],
		["extra", { extra: " two " }, { ...LORELEI, extra: "two" }],
		["extra of another script", { extra: "🐻 ありがとう" }, { ...LORELEI, extra: "🐻 ありがとう" }],
		[
			"everything",
			{
				style: "micah",
				mood: "sad",
				background: "Sky",
				seed: "avatar",
				extra: "x".repeat(40),
				show: "everybody",
			},
			{ style: "micah", mood: "sad", backgroundColor: "b6e3f4", seed: "avatar", extra: "x".repeat(40) },
		],
	])("takes the option %s", async (_, options, choices) => {
		const answer = await answerTo(avatarCommand(somebody(), options));
		expect(keyIn(answer)).toBe(await keyFor(choices));
	});

	it("shows it to everybody, or to who asked only", async () => {
		expect(isOnlyForThem(await answerTo(avatarCommand(somebody(), { show: "everybody" })))).toBe(false);
		expect(isOnlyForThem(await answerTo(avatarCommand(somebody(), { show: "me" })))).toBe(true);
	});

	it.each([
		["style that there is not", { style: "monalisa" }, "There is no style of that name."],
		["mood of no face", { style: "rings", mood: "sad" }, "Rings has no face"],
		["mood that is none", { mood: "angry" }, "This is nothing that we know."],
		["background that is none", { background: "blurple" }, "Please choose a colour"],
		["background of three digits", { background: "#fff" }, "Please choose a colour"],
		["extra of two lines", { extra: "a\nb" }, "one line of text"],
		["extra that is half a letter", { extra: "\ud83d" }, "one line of text"],
		["extra that does not fit", { extra: "🐻".repeat(11) }, "too long"],
	])("says what is wrong with a %s", async (_, options, sentence) => {
		const answer = await answerTo(avatarCommand(somebody(), options));
		expect(isOnlyForThem(answer)).toBe(true);
		expect(textIn(answer)).toContain(sentence);
	});

	it("repeats nothing of what somebody typed", async () => {
		for (const option of ["style", "mood", "background", "extra"]) {
			const answer = await answerTo(avatarCommand(somebody(), { [option]: "@everyone\n**x**" }));
			expect(textIn(answer)).not.toMatch(/everyone|x\*/);
		}
	});

	it("says what it means to grow from a picture, and draws letters from the name", async () => {
		const of = somebody();
		const said = async (options: Record<string, string>) =>
			textIn(await answerTo(avatarCommand(of, options)));
		expect(await said({ seed: "avatar" })).toContain("does not resemble it");
		expect(await said({ seed: "username" })).not.toContain("resemble");
		expect(await said({ seed: "avatar", style: "initials" })).toContain("so it grew from the name");
		const drawn = await answerTo(avatarCommand(of, { seed: "avatar", style: "initials" }));
		expect(keyIn(drawn)).toBe(keyIn(await answerTo(avatarCommand(of, { style: "initials" }))));
	});

	it("draws somebody without an avatar from their name", async () => {
		const of = somebody({ avatar: null });
		const answer = await answerTo(avatarCommand(of, { seed: "avatar" }));
		expect(keyIn(answer)).toBe(await keyFor({ ...LORELEI, seed: "username" }, of));
	});

	it("works in a direct message, where it is as in the studio", async () => {
		const of = somebody();
		const answer = await answerTo(avatarCommand(of, {}, direct(of)));
		expect(keyIn(answer)).toBe(await keyFor({}));
		expect(isOnlyForThem(answer)).toBe(false);
	});

	it("works in a guild where only the person has installed it", async () => {
		const of = somebody();
		const owners = { authorizing_integration_owners: { "1": of.id } };
		expect(keyIn(await answerTo(avatarCommand(of, {}, owners)))).toBe(await keyFor({}));
	});

	it("leads to the studio with everything filled in", async () => {
		const options = { style: "micah", mood: "sad", background: "Sky", extra: "a&b=ü", seed: "avatar" };
		const { url } = buttonIn(await answerTo(avatarCommand(somebody(), options)), "Open in the studio") ?? {};
		const { origin, pathname, searchParams } = new URL(url ?? "");
		expect([origin, pathname]).toEqual([SITE, "/"]);
		expect(Object.fromEntries(searchParams)).toEqual({
			style: "micah",
			mood: "sad",
			backgroundColor: "b6e3f4",
			extra: "a&b=ü",
			seed: "avatar",
		});
	});

	it("offers the other mood only where the style can", async () => {
		const of = somebody();
		expect(buttonIn(await answerTo(avatarCommand(of)), "Sad")).toBeDefined();
		expect(buttonIn(await answerTo(avatarCommand(of, { mood: "sad" })), "Happy")).toBeDefined();
		const faceless = await answerTo(avatarCommand(of, { style: "rings" }));
		expect(buttonIn(faceless, "Sad") ?? buttonIn(faceless, "Happy")).toBeUndefined();
	});

	it("draws each of the styles in each of its moods", async () => {
		const looks = [...STYLES].flatMap(([style, card]) => {
			const moods = moodsOf(style);
			return (moods.length > 0 ? moods : [undefined]).map((mood) => ({ style, card, mood }));
		});
		const keys = new Set<string | undefined>();
		for (const { style, card, mood } of looks) {
			const of = somebody();
			// A guild may ask only so often.
			const answer = await answerTo(avatarCommand(of, { style, ...(mood && { mood }) }, direct(of)));
			keys.add(keyIn(answer));
			expect(textIn(answer)).toContain(`**${escaped(card.title)}** by [${escaped(card.creator)}](`);
		}
		expect(keys.size).toBe(looks.length);
		expect((await env.AVATARS.list()).objects.length).toBe(looks.length);
	}, 60_000);

	it("has the colour of its background", async () => {
		const [container] = componentsIn(await answerTo(avatarCommand(somebody(), { background: "#00ff7f" })));
		expect(container).toMatchObject({ type: 17, accent_color: 0x00ff7f });
	});
});

describe("Draw this person", () => {
	it("draws somebody else from their name, in the guild's style", async () => {
		const target = somebody({ username: "plainpaul" });
		const answer = await answerTo(drawCommand(somebody(), target));
		expect(keyIn(answer)).toBe(await keyFor(LORELEI, target));
		expect(JSON.stringify(answer)).not.toContain("plainpaul");
	});

	it("draws somebody without an avatar", async () => {
		const target = somebody({ username: "plainpaul", avatar: null });
		expect(keyIn(await answerTo(drawCommand(somebody(), target)))).toBe(await keyFor(LORELEI, target));
	});
});

describe("the words of a card", () => {
	it.each(["*", "_", "~", "`", "|", ">", "[", "]", "(", ")", "<", ":", "@", "#", "-", "+", "\\"])(
		"mean nothing to Markdown: %s",
		(letter) => expect(escaped(`a${letter}b`)).toBe(`a\\${letter}b`),
	);

	it("are the card's own", () => {
		expect(escaped(styleCard("lorelei").title)).toBe("Lorelei");
		expect(escaped("one\ntwo")).toBe("one two");
	});
});
