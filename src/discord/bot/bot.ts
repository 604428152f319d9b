import { DurableObject } from "cloudflare:workers";
import { type Config, configOf, type Env } from "../../config";
import { count } from "../../metrics";
import { callOut, DEADLINE, OutboundError } from "../../outbound";
import { userAgent } from "../user_agent";
import { type BotAnswer, type BotCall, problemAnswer, waitAnswer } from "./bot_call";
import { type Delivery, take } from "./content";
import { HeldBytes } from "./held_bytes";
import { Memory } from "./memory";
import type { Outcome } from "./outcome";
import { LONGEST_WAIT, Queue, type World } from "./queue";
import { readAnswer } from "./reading";

/** A guild at its largest (500 channels with their overwrites, 250 roles) is well below this. */
const MAX_BYTES = 8 * 1024 * 1024;

/** How many bytes wait here at once, for all and for one person: a message with files at its largest is 20 MiB and a little. */
const MOST_HELD = 32 * 1024 * 1024;
const MOST_HELD_OF_ONE = 21 * 1024 * 1024;

/** What is no larger does not count, so that nobody's files can keep others from writing: of calls there are few enough. */
const SMALL = 16 * 1024;

/**
 * What a path may be made of, as a second lock: which ones there are is for `control_room/` to say. What is encoded is no
 * dot and no slash.
 */
const PATH = /^(?:\/(?:[\w@:-]|%(?!2[EF]|5C)[0-9A-F]{2})+)+(?:\.json)?(?:\?[\w=&%.*+-]*)?$/;

/**
 * The only place that calls Discord with the bot's token, so that Discord's limits hold for all visitors together. There
 * is one of it: reach it by `askBot`.
 *
 * Kept in its storage, as one record (see `memory.ts`): buckets that are used up, pauses, how many invalid answers there
 * were in the last ten minutes and whose they were, and a hash of a token that was refused. It is written when Discord
 * limits, bans or refuses us, at once; and when a bucket is used up for a second or more, or a 403 is counted, at most
 * once a second.
 */
export class Bot extends DurableObject<Env> {
	readonly #config: Config;
	readonly #held = new HeldBytes(MOST_HELD, MOST_HELD_OF_ONE, 3 * LONGEST_WAIT);
	#queue: Promise<Queue> | undefined;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.#config = configOf(env);
	}

	/**
	 * Makes a call as soon as Discord's limits allow; equal GETs at the same time are one call.
	 * @param delivery the call's body
	 * @returns within 10 s: Discord's answer; a 429 as Discord's own where it would take longer, or where too many bytes
	 * wait already; or a `problem`
	 */
	async call(request: Omit<BotCall, "body">, delivery?: Delivery): Promise<BotAnswer> {
		const token = this.#config.DISCORD_BOT_TOKEN;
		if (!token) return problemAnswer("bot_missing");
		if (!PATH.test(request.path)) {
			console.error("The bot was asked for what cannot be a path of Discord's API.");
			return problemAnswer("discord_unavailable");
		}
		this.#queue ??= this.#open(token).catch((error) => {
			this.#queue = undefined;
			throw error;
		});
		const queue = await this.#queue;
		return delivery ? this.#carry(queue, request, delivery) : queue.ask(request);
	}

	/** The body is taken in only if there is room: before that it is a stream that nobody has read. */
	async #carry(queue: Queue, request: Omit<BotCall, "body">, delivery: Delivery): Promise<BotAnswer> {
		const hold = this.#held.begin(request.person ?? "");
		try {
			if (delivery.size > SMALL && !this.#held.grow(hold, delivery.size)) {
				await delivery.stream.cancel();
				return waitAnswer(DEADLINE, false);
			}
			return await queue.ask({ ...request, body: await take(delivery) });
		} finally {
			this.#held.end(hold);
		}
	}

	async #open(token: string): Promise<Queue> {
		const tokenHash = await sha256(token);
		const memory = new Memory(this.ctx.storage);
		const world: World = {
			send: (call, timeout) => send(this.#config.DISCORD_URL, token, call, timeout),
			learned: (when) => memory.save(when),
			refused() {
				console.error("Discord does not take DISCORD_BOT_TOKEN. Nothing is called with it any more.");
				memory.refuse(tokenHash);
			},
			counted: (call) => count(this.env, "call", () => ({ ...call, who: "bot" })),
		};
		return new Queue(memory.limits, world, memory.isRefused(tokenHash));
	}
}

/** Sends a call once. */
async function send(discordUrl: string, token: string, call: BotCall, timeout: number): Promise<Outcome> {
	const { method, path, origin, body, reason } = call;
	try {
		const answer = await callOut(`${discordUrl}/api/v10${path}`, {
			method,
			headers: {
				Authorization: `Bot ${token}`,
				"User-Agent": userAgent(origin),
				...(body && { "Content-Type": body.type }),
				...(reason !== undefined && { "X-Audit-Log-Reason": encodeURIComponent(reason.toWellFormed()) }),
			},
			...(body && { body: body.bytes }),
			maxBytes: MAX_BYTES,
			deadline: timeout,
		});
		return readAnswer(answer, Date.now());
	} catch (error) {
		const why = error instanceof OutboundError ? error.reason : "unreachable";
		// An answer that is too long is an answer all the same: to ask again would bring it again.
		return why === "oversize" ? { kind: "unreadable" } : { kind: "failed", reason: why };
	}
}

async function sha256(text: string): Promise<string> {
	return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toHex();
}
