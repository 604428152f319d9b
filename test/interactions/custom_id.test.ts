import { describe, expect, it } from "vitest";
import { DEFAULT_CHOICES } from "../../src/avatar/choices";
import { KINDS, type Kind } from "../../src/avatar/kinds";
import { MOODS } from "../../src/avatar/moods";
import { STYLES } from "../../src/avatar/styles";
import { COMMAND_EXTRA_MAX } from "../../src/interactions/commands";
import {
	ACTIONS,
	customIds,
	EXTRA_MAX_BYTES,
	type State,
	styleNumber,
} from "../../src/interactions/custom_id";

const SECRET = "client-secret-marker";
const STATE: State = { action: "another", choices: DEFAULT_CHOICES, kind: null };

describe("a custom id", () => {
	it("brings back all that was chosen", async () => {
		const ids = await customIds(SECRET);
		const kinds = [null, ...(Object.keys(KINDS) as Kind[])];
		const styles = [...STYLES.keys()];
		for (let n = 0; n < 500; n++) {
			const state: State = {
				action: ACTIONS[n % ACTIONS.length] ?? "pick",
				kind: kinds[n % kinds.length] ?? null,
				choices: {
					style: styles[n % styles.length] ?? "",
					mood: (["", ...MOODS] as const)[n % 3] ?? "",
					seed: n % 2 ? "username" : "avatar",
					backgroundColor: n % 5 ? (n * 33_333).toString(16).padStart(6, "0").slice(-6) : "transparent",
					extra: n % 4 ? "é🐻ç".slice(0, n % 3) : "",
					options: "",
				},
			};
			if (!state.choices.extra.isWellFormed()) state.choices.extra = "";
			expect(await ids.read(await ids.write(state))).toEqual(state);
		}
	});

	it("has at most 100 characters, with the longest extra seed that there may be", async () => {
		const ids = await customIds(SECRET);
		const choices = { ...DEFAULT_CHOICES, style: "adventurer-neutral", extra: "x".repeat(EXTRA_MAX_BYTES) };
		const id = await ids.write({ ...STATE, choices });
		expect(id.length).toBeLessThanOrEqual(100);
		expect((await ids.read(id))?.choices).toEqual(choices);
		expect(EXTRA_MAX_BYTES).toBeGreaterThanOrEqual(COMMAND_EXTRA_MAX);
	});

	it("is never the same twice, so that a message can have it twice", async () => {
		const ids = await customIds(SECRET);
		expect(await ids.write(STATE)).not.toBe(await ids.write(STATE));
	});

	it("is written in letters that need no escaping, and shows nothing", async () => {
		const id = await (await customIds(SECRET)).write({
			...STATE,
			choices: { ...DEFAULT_CHOICES, extra: "bears" },
		});
		expect(id).toMatch(/^1[\w-]+$/);
		const bytes = Uint8Array.fromBase64(id.slice(1), { alphabet: "base64url" });
		expect(new TextDecoder().decode(bytes)).not.toContain("bears");
	});

	it("of a style stays the same when others are added, and is another for each", () => {
		expect(new Set([...STYLES.keys()].map(styleNumber)).size).toBe(STYLES.size);
		expect(styleNumber("lorelei")).toBe(16_047);
	});

	it("of somebody else's is refused", async () => {
		const ids = await customIds(SECRET);
		const id = await ids.write(STATE);
		const bytes = Uint8Array.fromBase64(id.slice(1), { alphabet: "base64url" });
		for (let bit = 0; bit < bytes.length * 8; bit++) {
			const changed = bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
			expect(await ids.read(`1${changed.toBase64({ alphabet: "base64url" })}`), `${bit}`).toBeUndefined();
		}
		const others = await (await customIds("another secret")).write(STATE);
		for (const wrong of [
			"",
			"1",
			"x",
			"1AAAA",
			id.slice(0, -1),
			`${id}A`,
			`2${id.slice(1)}`,
			`1${"é".repeat(50)}`,
			others,
		])
			expect(await ids.read(wrong)).toBeUndefined();
	});
});
