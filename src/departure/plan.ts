import { SESSION_LIFETIME } from "../storage/sessions";

/** How far we are with forgetting somebody. */
export interface Plan {
	/** What stands for them: see `storage/person_tag.ts`. */
	tag: string;
	/** When they left, in milliseconds since 1970: what is newer stays. */
	leftAt: number;
	begunAt: number;
	/** How many passes over all that is theirs are done. */
	passes: number;
	/** How many have failed since. */
	failures: number;
	/** Where the pass under way goes on in the list of their sessions; undefined where it begins. */
	cursor: string | undefined;
	/** Whether something in it has failed. */
	failed: boolean;
}

/** What came of a step: where the next one goes on, and whether something failed. */
export type Step = Pick<Plan, "cursor" | "failed">;

/**
 * How long to wait before each pass, in milliseconds. There are several, since KV may list a session a minute after it was
 * written elsewhere (https://developers.cloudflare.com/kv/concepts/how-kv-works/#consistency), and a login that was under way
 * may have written it half a minute after its person left.
 */
const PAUSES = [0, 90_000, 180_000] as const;

/** How long to wait after a pass that failed, in milliseconds; each time twice as long. */
const AGAIN_AFTER = 1_000;
const LONGEST_PAUSE = 300_000;

/** By then, in milliseconds, KV has forgotten what could not be deleted. */
const GIVE_UP_AFTER = SESSION_LIFETIME * 1000;

export function firstPlan(tag: string, leftAt: number, now: number): Plan {
	return { tag, leftAt, begunAt: now, passes: 0, failures: 0, cursor: undefined, failed: false };
}

/**
 * What is next, and how long to wait for it, in milliseconds; undefined where all is done, or has taken too long.
 * @param now milliseconds since 1970
 */
export function nextPlan(plan: Plan, step: Step, now: number): { plan: Plan; wait: number } | undefined {
	const failed = plan.failed || step.failed;
	if (step.cursor !== undefined) return { plan: { ...plan, cursor: step.cursor, failed }, wait: 0 };
	const fresh = { ...plan, cursor: undefined, failed: false };
	if (failed) {
		if (now - plan.begunAt > GIVE_UP_AFTER) return undefined;
		const wait = Math.min(AGAIN_AFTER * 2 ** plan.failures, LONGEST_PAUSE);
		return { plan: { ...fresh, failures: plan.failures + 1 }, wait };
	}
	const passes = plan.passes + 1;
	const wait = PAUSES[passes];
	return wait === undefined ? undefined : { plan: { ...fresh, passes, failures: 0 }, wait };
}
