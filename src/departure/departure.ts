import { DurableObject } from "cloudflare:workers";
import type { Env } from "../config";
import { forgetSaves } from "../control_room/forget_saves";
import { AppError, asAppError } from "../errors";
import { forgetSessions } from "../journey/forget_sessions";
import { forgetLink } from "../journey/own_link";
import { personTag } from "../storage/person_tag";
import { firstPlan, nextPlan, type Plan, type Step } from "./plan";

/** The name of what is in its storage. */
const PLAN = "plan";

/**
 * That somebody has left: an object of its own for each, reached by `depart`, for as long as it takes to forget them. It
 * keeps what stands for them and how far it is, so that nothing stays because KV or an object did not answer for a while.
 */
export class Departure extends DurableObject<Env> {
	/** Begins, from the start where they left anew. What is told twice, or late, is done once. */
	async begin(tag: string, leftAt: number): Promise<void> {
		const known = this.#plan;
		if (known && known.leftAt >= leftAt) return;
		const now = Date.now();
		this.#plan = firstPlan(tag, leftAt, now);
		await this.ctx.storage.setAlarm(now);
	}

	override async alarm(): Promise<void> {
		const plan = this.#plan;
		if (!plan) return;
		const step = await this.#step(plan);
		// They may have come back and left again meanwhile.
		if (this.#plan?.leftAt !== plan.leftAt) return;
		const next = nextPlan(plan, step, Date.now());
		if (!next) {
			if (plan.failed || step.failed) console.error("Somebody who left could not be forgotten in time.");
			await this.ctx.storage.deleteAll();
			return;
		}
		this.#plan = next.plan;
		await this.ctx.storage.setAlarm(Date.now() + next.wait);
	}

	/** A page of their sessions, and with the first one what they saved, and their link. */
	async #step({ tag, leftAt, cursor }: Plan): Promise<Step> {
		const isFirst = cursor === undefined;
		const [ended, taken, unlinked] = await Promise.allSettled([
			forgetSessions(this.env, tag, leftAt, cursor),
			isFirst ? forgetSaves(this.env, tag, leftAt) : 0,
			isFirst ? forgetLink(this.env, tag, leftAt) : undefined,
		]);
		for (const { reason } of [ended, taken, unlinked].filter(isRejected))
			console.error("Somebody who left is not forgotten yet:", asAppError(reason).code);
		const { cursor: next, failed } =
			ended.status === "fulfilled" ? ended.value : { cursor: undefined, failed: 1 };
		const kept = taken.status === "rejected" || taken.value > 0 || unlinked.status === "rejected";
		return { cursor: next, failed: failed > 0 || kept };
	}

	get #plan(): Plan | undefined {
		return this.ctx.storage.kv.get<Plan>(PLAN);
	}

	set #plan(plan: Plan) {
		this.ctx.storage.kv.put(PLAN, plan);
	}
}

const isRejected = (result: PromiseSettledResult<unknown>): result is PromiseRejectedResult =>
	result.status === "rejected";

/**
 * Forgets somebody who has left: when this answers, it is certain to happen.
 * @param person their id at Discord
 * @param leftAt in milliseconds since 1970: what is newer stays
 * @throws AppError `storage_unavailable`
 */
export async function depart(env: Env, person: string, leftAt: number): Promise<void> {
	const tag = await personTag(env, person);
	// After an error a stub is of no more use.
	const attempt = async () => env.DEPARTURE.getByName(tag).begin(tag, leftAt);
	await attempt()
		.catch(attempt)
		.catch((cause: unknown) => {
			throw new AppError("storage_unavailable", { cause });
		});
}
