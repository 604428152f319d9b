import { describe, expect, it } from "vitest";
import type { Entered, FieldName } from "../../src/avatar/fields";
import { keysAskFor, sayStep, stepIn, wayOf } from "../../src/client/history/steps";

const RINGS: Entered = { style: "rings", mood: "sad", extra: "" };

describe("a change", () => {
	const way = (after: Entered, run?: FieldName) => wayOf(RINGS, { ...RINGS, ...after }, run);

	it("is a step of its own", () => {
		expect(way({ style: "waves" })).toEqual({ write: "push", run: "style" });
		expect(way({ options: "rotate=10" })).toEqual({ write: "push", run: "options" });
	});

	it("is none where nothing is another: not even a field that was missing and is empty", () => {
		expect(way({}, "extra")).toEqual({ run: "extra" });
		expect(way({ options: "" })).toEqual({});
	});

	it("is more of the last step where that goes on in the same field", () => {
		expect(way({ extra: "ab" }, "extra")).toEqual({ write: "replace", run: "extra" });
		expect(way({ backgroundColor: "ff0000" }, "extra")).toEqual({ write: "push", run: "backgroundColor" });
	});

	it("is always a step where it is of several fields", () => {
		expect(way({ extra: "ab", style: "waves" }, "extra")).toEqual({ write: "push" });
	});
});

describe("what a browser kept of a step", () => {
	it("is read where it is ours", () => {
		expect(stepIn({ step: 2, choices: RINGS })).toEqual({ step: 2, choices: RINGS });
		for (const other of [null, undefined, 1, "x", {}, { step: "2", choices: {} }, { step: 1, choices: null }])
			expect(stepIn(other)).toBeUndefined();
	});
});

describe("what is said of a step", () => {
	it("is what has changed, and what is seen now", () => {
		const now = { ...RINGS, style: "waves" };
		expect(sayStep(true, now, RINGS, "Rings, sad")).toBe("Undone: the style. Now: Rings, sad.");
		expect(sayStep(false, RINGS, { ...now, mood: "", backgroundColor: "ffffff" }, "Waves")).toBe(
			"Redone: the style, the mood and the background. Now: Waves.",
		);
	});
});

describe("the keys", () => {
	const NONE = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

	it.each([
		["Ctrl+Z", { key: "z", ctrlKey: true }, "undo"],
		["Cmd+Z", { key: "z", metaKey: true }, "undo"],
		["Ctrl+Shift+Z", { key: "Z", ctrlKey: true, shiftKey: true }, "redo"],
		["Cmd+Shift+Z", { key: "Z", metaKey: true, shiftKey: true }, "redo"],
		["Ctrl+Y", { key: "y", ctrlKey: true }, "redo"],
		["Z", { key: "z" }, undefined],
		["Cmd+Y", { key: "y", metaKey: true }, undefined],
		["Ctrl+Alt+Z", { key: "z", ctrlKey: true, altKey: true }, undefined],
	] as const)("%s", (_, keys, expected) => {
		expect(keysAskFor({ ...NONE, ...keys })).toBe(expected);
	});
});
