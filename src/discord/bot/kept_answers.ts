import type { BotAnswer, Json } from "./bot_call";

/** How long an answer is good for whoever asks the same, in milliseconds. */
export const KEEP_FOR = 5_000;

/** How many answers, and how many characters of them, are kept at most. */
export const MOST_KEPT = 500;
const MOST_CHARACTERS = 8_000_000;

/**
 * What may be given to the next one who asks. "No" is as good an answer as "yes", and costs a part of Discord's limit
 * of invalid requests.
 */
const KEPT_STATUSES: ReadonlySet<number> = new Set([200, 403, 404]);

/**
 * How long a guild is taken for one that the bot is not in, in milliseconds: each path below it would be one more
 * invalid request. The bot's own list says sooner that it has joined.
 */
export const ABSENT_FOR = 60_000;

const BOTS_GUILDS = "/users/@me/guilds";

/** "Missing Access" and "Unknown Guild": https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const ABSENCES: readonly Json[] = [50001, 10004];

function isAbsence(path: string, { status, body }: BotAnswer): boolean {
	const code = typeof body === "object" && body !== null && "code" in body ? body.code : undefined;
	return path.startsWith("/guilds/") && status !== 200 && code !== undefined && ABSENCES.includes(code);
}

function idsIn(body: Json): string[] {
	return Array.isArray(body) ? body.map((guild) => String(Object(guild).id)) : [];
}

interface Kept {
	answer: BotAnswer;
	guild: string;
	until: number;
	characters: number;
}

function current(found: Pick<Kept, "answer" | "until"> | undefined, now: number): BotAnswer | undefined {
	return found && found.until > now ? found.answer : undefined;
}

/** Answers to GETs, by path, for a few seconds. */
export class KeptAnswers {
	/** Oldest first. */
	readonly #kept = new Map<string, Kept>();
	/** What Discord said of a guild that the bot is not in: it says it of all that is below. */
	readonly #absent = new Map<string, Pick<Kept, "answer" | "until">>();
	#characters = 0;

	/** @param guild the path's top-level id, as `bucketKey` gives it: `guilds/1` */
	get(path: string, guild: string, now: number): BotAnswer | undefined {
		return current(this.#kept.get(path), now) ?? this.absence(guild, now);
	}

	/** What was said of a guild that the bot is not in: good for every call to it, writes too. */
	absence(guild: string, now: number): BotAnswer | undefined {
		return current(this.#absent.get(guild), now);
	}

	/** @param guild what a write drops it with: the path's top-level id */
	put(path: string, guild: string, answer: BotAnswer, now: number): void {
		if (!KEPT_STATUSES.has(answer.status)) return;
		if (path.startsWith(BOTS_GUILDS))
			for (const id of idsIn(answer.body)) this.#absent.delete(`guilds/${id}`);
		this.learnAbsence(path, guild, answer, now);
		const characters = JSON.stringify(answer.body).length;
		this.#delete(path);
		this.#kept.set(path, { answer, guild, until: now + KEEP_FOR, characters });
		this.#characters += characters;
		for (const [oldest, { until }] of this.#kept) {
			const over = this.#kept.size > MOST_KEPT || this.#characters > MOST_CHARACTERS;
			if (!over && until > now) break;
			this.#delete(oldest);
		}
	}

	/** Takes in what an answer, to a read or a write, says of whether the bot is there at all. */
	learnAbsence(path: string, guild: string, answer: BotAnswer, now: number): void {
		if (!isAbsence(path, answer)) return;
		this.#absent.delete(guild);
		this.#absent.set(guild, { answer, until: now + ABSENT_FOR });
		for (const oldest of this.#absent.keys()) {
			if (this.#absent.size <= MOST_KEPT) break;
			this.#absent.delete(oldest);
		}
	}

	/** Something in this guild was changed. */
	drop(guild: string): void {
		this.#absent.delete(guild);
		for (const [path, kept] of this.#kept) if (kept.guild === guild) this.#delete(path);
	}

	#delete(path: string): void {
		this.#characters -= this.#kept.get(path)?.characters ?? 0;
		this.#kept.delete(path);
	}
}
