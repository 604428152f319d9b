import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HeldBytes } from "../../../src/discord/bot/held_bytes";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000, toFake: ["Date"] }));
afterEach(() => vi.useRealTimers());

it("holds no more than there is room for, of all and of each", () => {
	const room = new HeldBytes(32, 21, 1000);
	const [one, other] = [room.begin("1"), room.begin("2")];
	expect([room.grow(one, 20), room.grow(one, 2), room.grow(one, 1)]).toEqual([true, false, true]);
	expect(room.grow(room.begin("1"), 1)).toBe(false);
	expect([room.grow(other, 12), room.grow(other, 11), room.grow(other, 1)]).toEqual([false, true, false]);
	room.end(one);
	expect(room.grow(other, 10)).toBe(true);
});

it("forgets what nobody gave back", () => {
	const room = new HeldBytes(32, 32, 1000);
	expect(room.grow(room.begin("1"), 32)).toBe(true);
	vi.setSystemTime(1_000_999);
	expect(room.grow(room.begin("2"), 1)).toBe(false);
	vi.setSystemTime(1_001_000);
	expect(room.grow(room.begin("2"), 32)).toBe(true);
});
