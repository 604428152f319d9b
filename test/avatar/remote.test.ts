import { describe, expect, it } from "vitest";
import { TRANSPARENT } from "../../src/avatar/background";
import { moodsOf } from "../../src/avatar/moods";
import { svgPath } from "../../src/avatar/query";
import { recipeOf } from "../../src/avatar/recipe";
import { fetchAvatar } from "../../src/avatar/remote";
import { render } from "../../src/avatar/render";
import { STYLES } from "../../src/avatar/styles";
import { dicebear, useInternet } from "../internet";

useInternet();

const person = { username: "mira", avatar: null };
const moods = [...STYLES.keys()].flatMap((style) => moodsOf(style).map((mood) => [style, mood] as const));

describe("a DiceBear HTTP API", () => {
	it("has 66 moods to be asked for", () => {
		expect(moods).toHaveLength(66);
	});

	it.each(moods)("takes a query for %s that looks %s", async (style, mood) => {
		for (const backgroundColor of ["b6e3f4", TRANSPARENT]) {
			const choices = { seed: "username", extra: "a, b", style, mood, backgroundColor, options: "" } as const;
			const { seed, options } = recipeOf(choices, person);
			const url = new URL(svgPath(style, seed, options), "https://dicebear.test");
			const answer = await dicebear.fetch(new Request(url));
			expect([answer.status, answer.status === 200 ? "" : await answer.text()]).toEqual([200, ""]);
		}
	});

	it.each([...STYLES.keys()])("gives the same picture of %s as the Worker draws", async (style) => {
		for (const mood of ["", ...moodsOf(style)] as const) {
			for (const backgroundColor of ["b6e3f4", TRANSPARENT]) {
				const choices = {
					seed: "username",
					extra: `+ & = , % # "é🐻`,
					style,
					mood,
					backgroundColor,
					options: "",
				} as const;
				const recipe = recipeOf(choices, person);
				const remote = await fetchAvatar("https://dicebear.test", recipe);
				expect(remote).toBe(render(recipe.style, recipe.seed, recipe.options));
			}
		}
	});
});
