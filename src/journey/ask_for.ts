import type { Site } from "../config";
import { AppError, asAppError } from "../errors";
import { sha256 } from "../storage/sealed_records";
import type { HeldSession, Session } from "../storage/sessions";
import { keepLinkOverLogout } from "./own_link";
import type { Answers, Caller, Question, Reply, SessionKeeper } from "./session_keeper";

/**
 * A session as it is now: KV may show an old record, and one of a session that has ended.
 * @param found what KV has under the token
 * @returns undefined where it has ended
 * @throws AppError `storage_unavailable`
 */
export function currentSession(site: Site, token: string, found: Session): Promise<Session | undefined> {
	return callKeeper(site, { token, session: found }, (keeper, caller) => keeper.read(caller));
}

/**
 * Asks Discord something for a session, with new tokens where the old ones have ended: they are kept by the time this
 * answers. Where Discord takes none of them any more, the session is kept without tokens.
 * @param fresh whether what was known a few seconds ago will not do: before every write
 * @returns undefined where the person has to log in again
 * @throws AppError where Discord does not answer, or the session's object (`storage_unavailable`)
 */
export async function askFor<Q extends Question>(
	site: Site,
	held: HeldSession,
	question: Q,
	fresh = false,
): Promise<Answers[Q] | undefined> {
	const reply = await callKeeper(site, held, (keeper, caller) => keeper.ask(caller, question, fresh));
	return answerIn(held, reply);
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
	const reply = await callKeeper(site, held, (keeper, caller) => keeper.keepAvatar(caller, made));
	return answerIn(held, reply) === true;
}

/**
 * Ends a session, for whatever is under way too. Never rejects: whoever leaves has left.
 * @param revoke whether Discord is to end all that the person gave the application
 */
export async function endSession(site: Site, held: HeldSession, revoke: boolean): Promise<void> {
	try {
		if (revoke) await keepLinkOverLogout(site.env, held.session.user.id);
	} catch (error) {
		console.warn("A personal link may end with a session:", asAppError(error).code);
	}
	try {
		await callKeeper(site, held, (keeper, caller) => keeper.end(caller, revoke));
	} catch (error) {
		console.warn("A session could not be ended:", asAppError(error).code);
	}
}

/**
 * Calls a session's object; once more where it is restarted meanwhile, as each new version does to all of them. What it
 * was told may be done twice: it goes on from what it has kept.
 * @throws AppError `storage_unavailable`
 */
async function callKeeper<T>(
	{ env, origin }: Site,
	{ token, session }: Pick<HeldSession, "token" | "session">,
	call: (keeper: SessionKeeper, caller: Caller) => Promise<T>,
): Promise<T> {
	const name = await sha256(token);
	const attempt = () =>
		// After an error a stub is of no more use.
		call(env.SESSION_KEEPER.getByName(name) as unknown as SessionKeeper, { token, session, origin });
	return attempt()
		.catch(attempt)
		.catch((cause: unknown) => {
			throw new AppError("storage_unavailable", { cause });
		});
}

function answerIn<T>(held: HeldSession, reply: Reply<T>): T | undefined {
	held.renewed ||= reply.written;
	if ("problem" in reply) throw new AppError(reply.problem, { retryAfter: reply.retryAfter });
	return reply.answer;
}
