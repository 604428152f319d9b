import { describe, expect, it } from "vitest";
import { originOf } from "../../src/client/avatar_words";
import type { WireAvatar, WireUser } from "../../src/wire";
import { CHOICES } from "../visitor";

const USER: WireUser = { id: "1", username: "mira.dances", globalName: null, avatar: null };
const origin = (options: string, source: WireAvatar["source"] = "username") =>
	originOf(USER, { choices: { ...CHOICES, options }, source } as WireAvatar);

describe("what an avatar grew from", () => {
	it.each([
		["", "Grew from your Discord name, mira.dances."],
		["hairVariant=variant01", "Grew from your Discord name, mira.dances. You chose: hair."],
		[
			"eyesColor=ff0000&eyesColorFill=linear&facialHairProbability=100&facialHairVariant=a&rotate=10",
			"Grew from your Discord name, mira.dances. You chose: eyes colour, facial hair, turn.",
		],
		[
			"flip=both&aVariant=1&bVariant=1&cVariant=1&dVariant=1&eVariant=1&fVariant=1&gVariant=1",
			"Grew from your Discord name, mira.dances. You chose: flip, a, b, c, d, e and 2 more.",
		],
	])("names what was chosen: %s", (options, expected) => {
		expect(origin(options)).toBe(expected);
	});

	it("does so beside a picture", () => {
		expect(origin("scale=0.5", "avatar")).toBe(
			"Grew from the code that Discord gives your picture: it does not resemble it. You chose: size in the picture.",
		);
	});
});
