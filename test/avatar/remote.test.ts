import { describe, expect, it } from "vitest";
import { TRANSPARENT } from "../../src/avatar/background";
import { moodsOf } from "../../src/avatar/moods";
import { recipeOf } from "../../src/avatar/recipe";
import { fetchAvatar } from "../../src/avatar/remote";
import { render } from "../../src/avatar/render";
import { STYLES } from "../../src/avatar/styles";
import { useInternet } from "../internet";

useInternet();

describe("a DiceBear HTTP API", () => {
	it.each([...STYLES.keys()])("gives the same picture of %s as the Worker draws", async (style) => {
		for (const mood of ["", ...moodsOf(style)] as const) {
			for (const backgroundColor of ["b6e3f4", TRANSPARENT]) {
				const choices = {
					seed: "username",
					extra: `+ & = , % # "é🐻`,
					style,
					mood,
					backgroundColor,
				} as const;
				const recipe = recipeOf(choices, { username: "mira", avatar: null });
				const remote = await fetchAvatar("https://dicebear.test", recipe);
				expect(remote).toBe(render(recipe.style, recipe.seed, recipe.options));
			}
		}
	});
});
