import { describe, expect, it } from "vitest";
import { subscriber } from "../../src/http/limits";

describe("who shares a limit", () => {
	it.each([
		["203.0.113.7", "203.0.113.7"],
		["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
		["2001:db8:1:2::6", "2001:db8:1:2"],
		["2001:db8::6", "2001:db8:0:0"],
		["2001:db8::2:3:4:5:6", "2001:db8:0:2"],
		["::1", "0:0:0:0"],
		["", ""],
	])("%s counts as %s", (address, expected) => {
		expect(subscriber(address)).toBe(expected);
	});
});
