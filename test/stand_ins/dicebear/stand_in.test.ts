import { Avatar, Style } from "@dicebear/core";
import { describe, expect, it } from "vitest";
import definitions from "../../../src/avatar/generated/definitions.ndjson";
import { createDiceBear } from "./stand_in";

const dicebear = createDiceBear();
const ask = (query: string, style = "lorelei") =>
	dicebear.fetch(new Request(`https://dicebear.test/10.x/${style}/svg?${query}`));

/** What the library itself draws. */
function drawn(options: { [name: string]: unknown }): string {
	const definition = definitions.split("\n").find((line) => line.includes("/dist/lorelei.min.json"));
	return new Avatar(new Style(JSON.parse(definition ?? "")), options).toString();
}

describe("a query is read as DiceBear's own server reads it:", () => {
	it.each([
		["no seed is the empty seed", "", { seed: "" }],
		["an encoded comma is a part of the seed", "seed=a%2Cb", { seed: "a,b" }],
		["and so is one as it is", "seed=a,b", { seed: "a,b" }],
		["a plus is a space", "seed=two+words", { seed: "two words" }],
		["a comma makes a list", "mouthVariant=happy01,sad01", { seed: "", mouthVariant: ["happy01", "sad01"] }],
		["empty items are left out", "mouthVariant=,sad01,", { seed: "", mouthVariant: ["sad01"] }],
		[
			"a name may come twice",
			"mouthVariant=sad01&mouthVariant=sad02",
			{ seed: "", mouthVariant: ["sad01", "sad02"] },
		],
		[
			"weights are numbers",
			"mouthVariant=happy01:3,sad01",
			{ seed: "", mouthVariant: { happy01: 3, sad01: 1 } },
		],
		[
			"an empty weight is none",
			"mouthVariant=happy01:,sad01:1",
			{ seed: "", mouthVariant: { happy01: 0, sad01: 1 } },
		],
		["a number is a number", "beardProbability=100", { seed: "", beardProbability: 100 }],
		["a range has two ends", "rotate=10,20", { seed: "", rotate: [10, 20] }],
		[
			"a variant that there is not draws nothing",
			"mouthVariant=none99",
			{ seed: "", mouthVariant: ["none99"] },
		],
		["an unknown parameter is ignored", "seed=a&utm_source=x&fontFamily=Comic", { seed: "a" }],
	])("%s", async (_, query, options) => {
		const answer = await ask(query);
		expect(answer.status).toBe(200);
		expect(answer.headers.get("Content-Type")).toBe("image/svg+xml");
		expect(await answer.text()).toBe(drawn(options));
	});

	it.each([
		["a list with encoded commas", "mouthVariant=happy01%2Csad01"],
		["colours with encoded commas", "backgroundColor=ffffff%2C000000"],
		["a list in brackets", "backgroundColor[]=ffffff"],
		["the same, encoded", "backgroundColor%5B0%5D=ffffff"],
		["a colour that is none", "backgroundColor=transparent"],
		["a number that is none", "beardProbability=often"],
		["two numbers for one", "beardProbability=1,2"],
		["a number out of range", "size=4097"],
		["a seed of more than 1024 characters", `seed=${"a".repeat(1025)}`],
		["a list longer than any style needs", `mouthVariant=${Array(147).fill("happy01")}`],
		["more parameters than any style has", Array.from({ length: 1000 }, (_, i) => `p${i}=1`).join("&")],
	])("%s is refused", async (_, query) => {
		const answer = await ask(query);
		expect(answer.status).toBe(400);
		expect(await answer.json()).toEqual({
			statusCode: 400,
			code: "FST_ERR_VALIDATION",
			error: "Bad Request",
			message: expect.any(String),
		});
	});

	it("an unknown style is not found", async () => {
		const answer = await ask("", "nobody");
		expect(answer.status).toBe(404);
		expect(await answer.json()).toEqual({
			statusCode: 404,
			error: "Not Found",
			message: "Route GET:/10.x/nobody/svg not found",
		});
	});
});
