import * as z from "zod/mini";
import { Limits } from "./limits";

/** The one record in the object's storage. */
const KEY = "knowledge";

/** How far apart writes are at least, in milliseconds, but for what may not wait. */
export const SAVE_EVERY = 1_000;

const time = z.number();
const invalid = z.array(z.tuple([z.number(), z.number()]));

const recordSchema = z.object({
	/** SHA-256, in hex, of a token that Discord refused; null while there is none. */
	refusedToken: z.nullable(z.string()),
	limits: z.object({
		routes: z.array(z.tuple([z.string(), z.string()])),
		hashes: z.array(z.tuple([z.string(), z.string()])),
		buckets: z.array(
			z.tuple([
				z.string(),
				z.object({
					limit: z.nullable(z.number()),
					remaining: z.number(),
					resetAt: z.nullable(time),
					window: z.number(),
					pausedUntil: time,
				}),
			]),
		),
		globalUntil: time,
		circuitUntil: time,
		invalid,
		// Not in what an older version wrote.
		refusals: z._default(z.array(z.tuple([z.string(), invalid])), []),
	}),
});

/** What the bot knows, and keeps where no eviction reaches it. */
export class Memory {
	readonly limits: Limits;
	readonly #storage: DurableObjectStorage;
	#refusedToken: string | null;
	#savedAt = 0;
	#timer: number | null = null;

	constructor(storage: DurableObjectStorage) {
		this.#storage = storage;
		// What an older version wrote is as good as nothing: limits are learnt again.
		const { data } = recordSchema.safeParse(storage.kv.get(KEY));
		this.limits = data ? Limits.fromRecord(data.limits, Date.now()) : new Limits();
		this.#refusedToken = data?.refusedToken ?? null;
	}

	isRefused(tokenHash: string): boolean {
		return this.#refusedToken === tokenHash;
	}

	refuse(tokenHash: string): void {
		this.#refusedToken = tokenHash;
		this.save("now");
	}

	/** Writes at once, or within `SAVE_EVERY` together with whatever else is learnt until then. */
	save(when: "now" | "soon"): void {
		const wait = this.#savedAt + SAVE_EVERY - Date.now();
		if (when === "now" || wait <= 0) this.#write();
		else this.#timer ??= setTimeout(() => this.#write(), wait);
	}

	#write(): void {
		clearTimeout(this.#timer);
		this.#timer = null;
		this.#savedAt = Date.now();
		const record: z.infer<typeof recordSchema> = {
			refusedToken: this.#refusedToken,
			limits: this.limits.toRecord(this.#savedAt),
		};
		this.#storage.kv.put(KEY, record);
	}
}
