import { describe, expect, it } from "vitest";
import type { Choices } from "../../src/avatar/choices";
import { favouritesIn, MOST_KEPT, textOf } from "../../src/client/favourites/kept";

const STYLES = ["rings", "waves"];
const CHOICES: Choices = {
	seed: "username",
	style: "rings",
	mood: "",
	backgroundColor: "ff0000,00ff00",
	extra: "a&b=ü 🐻",
	options: "flip=horizontal&rotate=10",
};
const ONE = { choices: CHOICES, person: { username: "محمد & co", avatar: null } };
const OTHER = {
	choices: {
		...CHOICES,
		seed: "avatar",
		style: "waves",
		backgroundColor: "transparent",
		extra: "",
		options: "",
	},
	person: { username: "mira", avatar: "a_0123456789abcdef" },
} as const;

const kept = (each: object) =>
	JSON.stringify([{ link: "/?style=rings", name: "mira", picture: null, ...each }]);

describe("favourites", () => {
	it("are read as they were written", () => {
		expect(favouritesIn(textOf([ONE, OTHER]), STYLES)).toEqual([ONE, OTHER]);
	});

	it("are fifty at most", () => {
		expect(favouritesIn(textOf(Array.from({ length: 60 }, () => ONE)), STYLES)).toHaveLength(MOST_KEPT);
	});

	it.each([
		["nothing", null],
		["no JSON", "{"],
		["no list", '{"link":"/?style=rings"}'],
		["no objects", '[1,null,"x",[]]'],
		["a style that is gone", kept({ link: "/?style=gone" })],
		["no style", kept({ link: "/?extra=a" })],
		["no link", kept({ link: 1 })],
		["no name", kept({ name: null })],
		["a name that is too long", kept({ name: "x".repeat(201) })],
		["a picture that is an address", kept({ picture: "https://x.test/" })],
	])("are none where a browser kept %s", (_, text) => {
		expect(favouritesIn(text, STYLES)).toEqual([]);
	});

	it("are as their style has it where a choice is not right any more", () => {
		const [one] = favouritesIn(kept({ link: "/?style=rings&mood=angry&backgroundColor=red" }), STYLES);
		expect(one?.choices).toMatchObject({ style: "rings", mood: "", backgroundColor: "transparent" });
	});
});
