import type { Env } from "../config";
import { groupOf, namedSession, sessions } from "../storage/sessions";

/**
 * Ends the sessions of somebody who has left, on whichever device, a page of them at a time. Those of the first releases, and
 * of before the client's secret was changed, are not found: they end within a week.
 * @param tag what stands for them: see `storage/person_tag.ts`
 * @param leftAt who has logged in since stays logged in; in milliseconds since 1970
 * @param cursor the page before's
 * @returns where the next page begins, and how many could not be ended
 * @throws AppError `storage_unavailable` where KV does not say which there are
 */
export async function forgetSessions(
	env: Env,
	tag: string,
	leftAt: number,
	cursor: string | undefined,
): Promise<{ cursor: string | undefined; failed: number }> {
	const page = await sessions(env).list(groupOf(tag), cursor);
	const ended = await Promise.allSettled(
		page.names.map(async (name) => {
			const { keeper, loggedInAt } = namedSession(name);
			if (loggedInAt > leftAt) return true;
			return env.SESSION_KEEPER.getByName(keeper).forget(name);
		}),
	);
	const failed = ended.filter((each) => each.status === "rejected" || !each.value).length;
	return { cursor: page.cursor, failed };
}
