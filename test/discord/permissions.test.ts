import { describe, expect, it } from "vitest";
import { mayManage } from "../../src/discord/permissions";

describe("who may manage a guild", () => {
	it.each<[string, boolean, string, boolean]>([
		["its owner", true, "0", true],
		["its owner, whatever the permissions say", true, "nonsense", true],
		["nobody without rights", false, "0", false],
		["an Administrator", false, "8", true],
		["who has Manage Server", false, "32", true],
		["who has both", false, "40", true],
		["not who may kick and ban", false, "6", false],
		["not who has all but these two", false, String(((1n << 64n) - 1n) & ~0x28n), false],
		[
			"not who has a bit that 32-bit shifts take for Administrator (1 << 35)",
			false,
			String(1n << 35n),
			false,
		],
		[
			"not who has a bit that 32-bit shifts take for Manage Server (1 << 37)",
			false,
			String(1n << 37n),
			false,
		],
		["not past 53 bits, where a Number would round", false, String((1n << 53n) | 1n), false],
		["an Administrator past 53 bits", false, String((1n << 60n) | 8n), true],
		["Manage Server past 53 bits, where a Number would lose it", false, String((1n << 63n) | 32n), true],
		["everything there is", false, String((1n << 64n) - 1n), true],
		["not what is empty", false, "", false],
		["not what is negative", false, "-8", false],
		["not what is hexadecimal", false, "0x20", false],
		["not what is a fraction", false, "8.0", false],
		["not what has an exponent", false, "8e1", false],
		["not what has spaces", false, " 8 ", false],
		["not what ends in a newline", false, "8\n", false],
		["not what has more than 20 digits", false, "8".repeat(21), false],
		["not other digits", false, "８", false],
		["not a bigint literal", false, "8n", false],
	])("%s", (_, owner, permissions, expected) => {
		expect(mayManage({ owner, permissions })).toBe(expected);
	});

	it.each([8, null, undefined, ["8"], { toString: () => "8" }, true])(
		"not %j, which is no text",
		(permissions) => {
			expect(mayManage({ owner: false, permissions: permissions as unknown as string })).toBe(false);
		},
	);

	it("not an owner who is one only in other words", () => {
		expect(mayManage({ owner: "true" as unknown as boolean, permissions: "0" })).toBe(false);
	});
});
