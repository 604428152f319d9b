import type { Lesson } from "./limits";
import type { Reading } from "./reading";

/** What came of sending a call once. */
export type Outcome = Reading | { kind: "failed"; reason: "timeout" | "unreachable" };

/** What came of it in a word, to be counted: Discord's status, or why there is none. */
export function wordFor(outcome: Outcome): string {
	switch (outcome.kind) {
		case "answer":
			return String(outcome.status);
		case "limited":
			return "429";
		case "unauthorized":
			return "401";
		case "failed":
			return outcome.reason;
		default:
			return outcome.kind;
	}
}

/** What it means for the limits. */
export function lessonOf(outcome: Outcome): Lesson {
	switch (outcome.kind) {
		case "answer":
			// A failing Discord names no bucket: that says nothing of whether there is one.
			return { rate: outcome.rate, answered: outcome.status < 500, invalid: outcome.status === 403 };
		case "limited": {
			const { ms, scope, rate } = outcome;
			return {
				// What is shared with others, or everybody's, says nothing of how much of this bucket is left.
				rate: scope === "user" ? rate : undefined,
				pause: { ms, who: scope === "global" ? "global" : "bucket" },
				invalid: scope !== "shared",
			};
		}
		case "banned":
			return { pause: { ms: outcome.ms, who: "circuit" }, invalid: true };
		case "unauthorized":
			return { answered: false, invalid: true };
		case "unreadable":
		case "failed":
			return { answered: false };
	}
}
