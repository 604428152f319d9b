import type { Member } from "../control_room/member";
import { type AppContext, requireSession, siteOf } from "./browser";
import { requireBotLimit } from "./limits";

/**
 * Whoever asks, if they are logged in, and as often as one person may have the bot asked: how each of the control room's
 * routes begins.
 * @throws AppError `not_configured`, `not_logged_in`, `too_many_requests`
 */
export async function requireMember(c: AppContext): Promise<Member> {
	const site = siteOf(c);
	const held = await requireSession(c);
	const person = held.session.user.id;
	await requireBotLimit(c, person);
	return { site, held, person };
}
