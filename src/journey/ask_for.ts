import type { Site } from "../config";
import { AppError, asAppError } from "../errors";
import { sha256 } from "../storage/sealed_records";
import type { HeldSession, Session } from "../storage/sessions";
import type { Answers, Caller, Question, Reply, SessionKeeper } from "./session_keeper";

/**
 * Asks Discord something for a session, with new tokens where the old ones have ended: they are kept by the time this
 * answers. Where Discord takes none of them any more, the session is kept without tokens.
 * @param fresh whether what was known a few seconds ago will not do: before every write
 * @returns undefined where the person has to log in again
 * @throws AppError where Discord does not answer
 */
export async function askFor<Q extends Question>(
	site: Site,
	held: HeldSession,
	question: Q,
	fresh = false,
): Promise<Answers[Q] | undefined> {
	const keeper = await keeperOf(site, held);
	return answerIn(held, await keeper.ask(callerOf(site, held), question, fresh));
}

/**
 * Keeps who the person is now and what they made.
 * @returns whether the session was still there: they may have logged out meanwhile
 * @throws AppError `storage_unavailable`
 */
export async function keepAvatar(
	site: Site,
	held: HeldSession,
	made: Pick<Session, "user" | "avatar">,
): Promise<boolean> {
	const keeper = await keeperOf(site, held);
	return answerIn(held, await keeper.keepAvatar(callerOf(site, held), made)) === true;
}

/**
 * Ends a session, for whatever is under way too. Never rejects: whoever leaves has left.
 * @param revoke whether Discord is to end all that the person gave the application
 */
export async function endSession(site: Site, held: HeldSession, revoke: boolean): Promise<void> {
	try {
		await (await keeperOf(site, held)).end(callerOf(site, held), revoke);
	} catch (error) {
		console.warn("A session could not be ended:", asAppError(error).code);
	}
}

async function keeperOf({ env }: Site, { token }: HeldSession) {
	const stub = env.SESSION_KEEPER.getByName(await sha256(token));
	return stub as unknown as Pick<SessionKeeper, "ask" | "keepAvatar" | "end">;
}

function callerOf({ origin }: Site, { token, session }: HeldSession): Caller {
	return { token, session, origin };
}

function answerIn<T>(held: HeldSession, reply: Reply<T>): T | undefined {
	if ("problem" in reply) throw new AppError(reply.problem, { retryAfter: reply.retryAfter });
	held.renewed ||= reply.written;
	return reply.answer;
}
