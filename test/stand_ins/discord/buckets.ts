import { bucketHeaders, rateLimited } from "./rate_limit";

/** What each route of the bot is limited to; routes with one name share a count, in each guild its own. */
export const BUCKETS = {
	"bot-me": { limit: 10, seconds: 1 },
	"bot-guilds": { limit: 10, seconds: 5 },
	guild: { limit: 10, seconds: 2 },
	"guild-structure": { limit: 8, seconds: 2 },
	"guild-member": { limit: 5, seconds: 1 },
	"guild-member-search": { limit: 10, seconds: 10 },
	"guild-expressions": { limit: 5, seconds: 1 },
	"guild-own-member": { limit: 5, seconds: 5 },
	"guild-member-roles": { limit: 10, seconds: 10 },
	channel: { limit: 5, seconds: 1 },
	"channel-messages": { limit: 5, seconds: 5 },
	"channel-message": { limit: 5, seconds: 1 },
	"channel-thread-member": { limit: 5, seconds: 1 },
} as const;

export type BucketName = keyof typeof BUCKETS;

/** "All bots can make up to 50 requests per second." */
const GLOBAL_LIMIT = 50;

/** "10,000 per 10 minutes." */
const INVALID_LIMIT = 10_000;
const INVALID_SECONDS = 600;

/** Every limit that Discord keeps for a bot, as it keeps it. */
export class BotLimits {
	readonly #now: () => number;
	readonly #windows = new Map<string, { ends: number; used: number }>();
	#sent: number[] = [];
	#invalid: number[] = [];
	/** How many 429s were answered, by scope. */
	readonly answered429 = { user: 0, global: 0, shared: 0 };

	constructor(now: () => number) {
		this.#now = now;
	}

	/** Answers of the last ten minutes that count as invalid. */
	get invalidRequests(): number {
		const since = this.#now() - INVALID_SECONDS * 1000;
		this.#invalid = this.#invalid.filter((at) => at > since);
		return this.#invalid.length;
	}

	/** Whether Cloudflare stands in the way by now. */
	get banned(): boolean {
		return this.invalidRequests >= INVALID_LIMIT;
	}

	/** Counts what an answer is to the limits, whoever made it up. */
	count(answer: Response): Response {
		const scope = answer.headers.get("X-RateLimit-Scope");
		if (answer.status === 429 && (scope === "user" || scope === "global" || scope === "shared")) {
			this.answered429[scope] += 1;
		}
		if ([401, 403, 429].includes(answer.status) && scope !== "shared") this.#invalid.push(this.#now());
		return answer;
	}

	/** A 429 where all the bot's calls together are too many, counted over any second and not from one to the next. */
	globalLimit(): Response | undefined {
		const now = this.#now();
		this.#sent = this.#sent.filter((at) => at > now - 1000);
		const [oldest = now] = this.#sent;
		if (this.#sent.length < GLOBAL_LIMIT) {
			this.#sent.push(now);
			return undefined;
		}
		const retryAfter = (oldest + 1000 - now) / 1000;
		return rateLimited({ retryAfter, header: true, body: true, global: true }, now);
	}

	/** Takes a call from its bucket. A window begins with its first call. */
	async answer(
		name: BucketName,
		topLevel: string,
		make: () => Promise<Response> | Response,
	): Promise<Response> {
		const now = this.#now();
		const { limit, seconds } = BUCKETS[name];
		const key = `${name}:${topLevel}`;
		let window = this.#windows.get(key);
		if (!window || window.ends <= now) {
			window = { ends: now + seconds * 1000, used: 0 };
			this.#windows.set(key, window);
		}
		const bucket = { bucket: name, limit, resetAfter: (window.ends - now) / 1000 };
		if (window.used >= limit) {
			return rateLimited(
				{ retryAfter: bucket.resetAfter, header: true, body: true, bucket: name, limit },
				now,
			);
		}
		window.used += 1;
		const headers = bucketHeaders({ ...bucket, remaining: limit - window.used }, now);
		const answer = await make();
		for (const [header, value] of Object.entries(headers)) answer.headers.set(header, value);
		return answer;
	}

	reset(): void {
		this.#windows.clear();
		this.#sent = [];
		this.#invalid = [];
		Object.assign(this.answered429, { user: 0, global: 0, shared: 0 });
	}
}
