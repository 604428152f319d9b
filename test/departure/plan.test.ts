import { describe, expect, it } from "vitest";
import { departureIn } from "../../src/departure/event";
import { firstPlan, nextPlan, type Plan, type Step } from "../../src/departure/plan";

const T = Date.UTC(2026, 10, 28);
const DAY = 24 * 60 * 60 * 1000;
const LAST: Step = { cursor: undefined, failed: false };
const FAILED: Step = { cursor: undefined, failed: true };

/** How long each step waits after the one before, until all is done. */
function waits(steps: readonly Step[]): (number | undefined)[] {
	let plan: Plan | undefined = firstPlan("tag", T, T);
	return steps.map((step) => {
		const next: ReturnType<typeof nextPlan> = plan && nextPlan(plan, step, T);
		plan = next?.plan;
		return next?.wait;
	});
}

describe("the plan", () => {
	it("goes over all three times, and is then done", () => {
		expect(waits([LAST, LAST, LAST])).toEqual([90_000, 180_000, undefined]);
	});

	it("goes on with the next page at once", () => {
		const page = { cursor: "a", failed: false };
		expect(waits([page, page, LAST])).toEqual([0, 0, 90_000]);
	});

	it("does a pass again where any of its pages has failed, and each time waits longer", () => {
		const page = { cursor: "a", failed: true };
		expect(waits([page, LAST, FAILED, FAILED, LAST])).toEqual([0, 1_000, 2_000, 4_000, 90_000]);
		expect(waits(Array(12).fill(FAILED)).at(-1)).toBe(300_000);
	});

	it("gives up when KV has forgotten by itself", () => {
		const plan = firstPlan("tag", T, T);
		expect(nextPlan(plan, FAILED, T + 7 * DAY)).toBeDefined();
		expect(nextPlan(plan, FAILED, T + 7 * DAY + 1)).toBeUndefined();
	});
});

describe("the time of an event", () => {
	it.each([
		["2026-11-27T14:42:53.064834", Date.UTC(2026, 10, 27, 14, 42, 53, 64)],
		["2026-11-27T14:42:53.064834+00:00", Date.UTC(2026, 10, 27, 14, 42, 53, 64)],
		["2026-11-27T14:42:53Z", Date.UTC(2026, 10, 27, 14, 42, 53)],
		["2026-11-27T14:42:53+02:00", Date.UTC(2026, 10, 27, 12, 42, 53)],
		["2026-12-27T14:42:53", T],
		["", T],
	])("%s", (timestamp, leftAt) => {
		const event = { type: "APPLICATION_DEAUTHORIZED", timestamp, data: { user: { id: "1" } } };
		expect(departureIn({ application_id: "7", type: 1, event }, "7", T)).toEqual({ person: "1", leftAt });
	});
});
