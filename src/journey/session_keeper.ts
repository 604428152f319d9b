import { DurableObject } from "cloudflare:workers";
import { type Env, type Site, siteAt } from "../config";
import { discordOAuth } from "../discord/oauth";
import { fetchGuilds, fetchUser, type OwnGuild, type User } from "../discord/user";
import { AppError, asAppError, type ProblemCode } from "../errors";
import { seal, sealingKey, unseal } from "../storage/sealed";
import { isFound, SESSION_LIFETIME, type Session, sessionIn, sessions } from "../storage/sessions";
import { SharedAnswer } from "./shared_answer";

/** What may be asked of Discord for a person. */
export interface Answers {
	user: User;
	guilds: OwnGuild[];
}

export type Question = keyof Answers;

const QUESTIONS: {
	readonly [Q in Question]: (site: Site, accessToken: string) => Promise<Answers[Q]>;
} = { user: fetchUser, guilds: fetchGuilds };

/** How long an answer is good for whoever needs no fresh one, in milliseconds. */
const KEEP_FOR = 15_000;

/** An access token that ends sooner than this is taken for ended, in milliseconds. */
const SLACK = 60_000;

/** Whose session it is, as the request found it. */
export interface Caller {
	token: string;
	session: Session;
	/** The origin that the request came to. */
	origin: string;
}

/** What came of it. An error's class would not survive the way out of an object: its code does. */
export type Reply<T> = {
	/** Whether the record in KV was written, whatever came of the rest. */
	written: boolean;
} & (
	| {
			/** Undefined where the session has ended, or has no tokens that Discord takes. */
			answer: T | undefined;
	  }
	| { problem: ProblemCode; retryAfter: number | undefined }
);

/**
 * One session's own object: reach it by `ask_for.ts`. It is the only one that asks Discord for the session, and the only
 * one that changes or ends it after the login, so that wherever on the planet its requests are:
 *
 * - a refresh token, which Discord takes once, is used once, and what comes of it is kept before anybody has it;
 * - a record is only ever written over the one it was made from, and the next to read it sees it;
 * - a session that has ended stays ended, whatever was under way.
 *
 * KV alone could do none of these: what is written there may be seen elsewhere a minute later. It says that there is such
 * a session, so that strangers make no objects, and until when. A login writes it without this object, since nobody else
 * knows its token yet.
 *
 * Kept in its storage, for as long as KV keeps the session: the record, sealed as it is there, or that it has ended.
 */
export class SessionKeeper extends DurableObject<Env> {
	readonly #answers: { readonly [Q in Question]: SharedAnswer<Answers[Q] | undefined> } = {
		user: new SharedAnswer(KEEP_FOR),
		guilds: new SharedAnswer(KEEP_FOR),
	};
	/** The refresh that is under way. That it fails is for all who wait for it: else each would wait in turn. */
	#refreshing: Promise<Session["tokens"]> | undefined;
	/** The last of the steps that may not overlap. */
	#last: Promise<unknown> = Promise.resolve();
	/** The write to KV that is under way or was the last, and the one after it; whether each came to be. */
	#write = Promise.resolve(false);
	#nextWrite: Promise<boolean> | undefined;

	/** The session as it is now; undefined where it has ended. */
	read(caller: Caller): Promise<Session | undefined> {
		return this.#current(caller);
	}

	/**
	 * Asks Discord, with a new access token where the old one has ended or is refused.
	 * @param fresh whether only an answer to a question that begins now will do
	 */
	ask<Q extends Question>(caller: Caller, question: Q, fresh: boolean): Promise<Reply<Answers[Q]>> {
		return this.#reply((wrote) =>
			this.#answers[question].get(() => this.#answer(caller, question, wrote), Date.now(), fresh),
		);
	}

	/** Keeps who the person is now and what they made; answers whether the session was still there. */
	keepAvatar(caller: Caller, made: Pick<Session, "user" | "avatar">): Promise<Reply<true>> {
		return this.#reply(async (wrote) => {
			await this.#oneAtATime(async () => {
				const current = await this.#current(caller);
				if (current) await this.#keep(caller, { ...current, ...made });
			});
			if (await this.#inKv(caller)) wrote();
			return this.#ended ? undefined : true;
		});
	}

	/**
	 * Ends the session: at once for all that comes or is under way, and then in KV.
	 * @param revoke whether Discord is to end its tokens, and with them all that the person gave the application
	 */
	async end(caller: Caller, revoke: boolean): Promise<void> {
		await this.#end(async () => {
			const last = (await this.#own(caller)) ?? caller.session;
			const steps = await Promise.allSettled([
				revoke && last.tokens && discordOAuth(this.#site(caller)).revoke(last.tokens.refresh),
				sessions(this.env).delete(caller.token),
			]);
			for (const step of steps) {
				// What Discord still holds ends by itself within a week, and what KV holds opens nothing any more.
				if (step.status === "rejected")
					console.warn("Not all of a session ended:", asAppError(step.reason).code);
			}
		});
	}

	/**
	 * The same without the person's cookie, where Discord has ended its tokens: nothing of it is kept. May be told twice.
	 * @param name the record's in KV
	 * @returns whether KV has it no more
	 */
	async forget(name: string): Promise<boolean> {
		let isForgotten = false;
		await this.#end(async () => {
			isForgotten = await sessions(this.env)
				.deleteNamed(name)
				.then(
					() => true,
					() => false,
				);
		});
		return isForgotten;
	}

	override async alarm(): Promise<void> {
		await this.ctx.storage.deleteAll();
	}

	/**
	 * Ends it for all that comes; then, after all that was under way, what is kept of it.
	 * @param rest what there is to do besides, which never rejects
	 */
	async #end(rest: () => Promise<void>): Promise<void> {
		this.ctx.storage.kv.put(ENDED, true);
		await this.ctx.storage.setAlarm(Date.now() + FORGET_AFTER);
		for (const answer of Object.values(this.#answers)) answer.forget();
		await this.#oneAtATime(async () => {
			// What was under way may have brought newer tokens, or be writing to KV.
			await this.#write;
			await rest();
			this.ctx.storage.kv.delete(RECORD);
		});
	}

	get #ended(): boolean {
		return this.ctx.storage.kv.get(ENDED) === true;
	}

	#site({ origin }: Caller): Site {
		return siteAt(origin, this.env);
	}

	async #answer<Q extends Question>(
		caller: Caller,
		question: Q,
		wrote: () => void,
	): Promise<Answers[Q] | undefined> {
		const ask = (access: string) => QUESTIONS[question](this.#site(caller), access);
		const tokens = (await this.#current(caller))?.tokens;
		if (!tokens) return undefined;
		const ended = tokens.expiresAt - SLACK <= Date.now();
		const answer = ended ? undefined : await unlessRefused(ask(tokens.access));
		if (answer) return answer;
		const fresh = await this.#refresh(caller, tokens.access, wrote);
		return fresh ? unlessRefused(ask(fresh.access)) : undefined;
	}

	/** Tokens in the place of some that have ended: one of all who need them fetches them. */
	#refresh(caller: Caller, ended: string, wrote: () => void): Promise<Session["tokens"]> {
		this.#refreshing ??= this.#oneAtATime(async () => {
			const current = await this.#current(caller);
			if (!current?.tokens || current.tokens.access !== ended) return current?.tokens ?? null;
			const { refresh } = current.tokens;
			const tokens = (await unlessRefused(discordOAuth(this.#site(caller)).refresh(refresh))) ?? null;
			await this.#keep(caller, { ...current, tokens });
			if (await this.#inKv(caller)) wrote();
			return this.#ended ? null : tokens;
		}).finally(() => {
			this.#refreshing = undefined;
		});
		return this.#refreshing;
	}

	/** The record as it is now: here, where it has been written before, else as the request found it. */
	async #current(caller: Caller): Promise<Session | undefined> {
		return this.#ended ? undefined : ((await this.#own(caller)) ?? caller.session);
	}

	async #own({ token }: Caller): Promise<Session | undefined> {
		const sealed = this.ctx.storage.kv.get<Uint8Array<ArrayBuffer>>(RECORD);
		return sealed && unseal(await sealingKey(token, RECORD), sealed, sessionIn);
	}

	async #keep({ token }: Caller, session: Session): Promise<void> {
		this.ctx.storage.kv.put(RECORD, await seal(await sealingKey(token, RECORD), session));
		await this.ctx.storage.setAlarm(Date.now() + FORGET_AFTER);
	}

	/**
	 * Brings the newest record to KV, where it lives as long again; answers whether it did. KV takes one write of a key a
	 * second, so one write serves all who wait for it.
	 */
	#inKv(caller: Caller): Promise<boolean> {
		this.#nextWrite ??= this.#write.then(() => {
			this.#nextWrite = undefined;
			this.#write = this.#writeToKv(caller).catch((error: unknown) => {
				// It is kept here, and this is where it is looked for.
				console.error("A session's record is not in KV:", asAppError(error).code);
				return false;
			});
			return this.#write;
		});
		return this.#nextWrite;
	}

	async #writeToKv(caller: Caller): Promise<boolean> {
		const record = await this.#own(caller);
		// One that would not be found when its person leaves lives as long as it was to, and no longer.
		if (!record || !(await isFound(this.env, caller.token, record.user.id)) || this.#ended) return false;
		await sessions(this.env).put(caller.token, record);
		return !this.#ended;
	}

	/** Does a step when all before it are over, whatever came of them. */
	#oneAtATime<T>(step: () => Promise<T>): Promise<T> {
		const done = this.#last.then(step);
		this.#last = done.catch(() => {});
		return done;
	}

	async #reply<T>(step: (wrote: () => void) => Promise<T | undefined>): Promise<Reply<T>> {
		let written = false;
		try {
			const answer = await step(() => {
				written = true;
			});
			return { answer, written };
		} catch (error) {
			const { code, status, cause, extras } = asAppError(error);
			// The cause goes no further.
			if (status >= 500) console.error(code, cause ?? "");
			return { problem: code, retryAfter: extras.retryAfter, written };
		}
	}
}

/** The names of what is in its storage. */
const RECORD = "record";
const ENDED = "ended";

/** KV has forgotten the session by then, in milliseconds. */
const FORGET_AFTER = (SESSION_LIFETIME + 60 * 60) * 1000;

/** Undefined where Discord does not take a token (any more). */
function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
	return call.catch((error: unknown) => {
		if (error instanceof AppError && error.code === "token_invalid") return undefined;
		throw error;
	});
}
