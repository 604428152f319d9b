import * as z from "zod/mini";
import { IS_SNOWFLAKE } from "../discord/snowflake";

/**
 * That somebody took from the application all that they had given it.
 * Source: https://docs.discord.com/developers/events/webhook-events#application-deauthorized
 */
const deauthorizedSchema = z.object({
	application_id: z.string(),
	type: z.literal(1),
	event: z.object({
		type: z.literal("APPLICATION_DEAUTHORIZED"),
		timestamp: z.string(),
		data: z.object({ user: z.object({ id: z.string().check(z.regex(IS_SNOWFLAKE)) }) }),
	}),
});

/**
 * Who has left, by their id, and when, in milliseconds since 1970; undefined where an event says anything else.
 * @param application our own id: what is about another's is not ours to act on
 * @param now milliseconds since 1970
 */
export function departureIn(
	event: unknown,
	application: string,
	now: number,
): { person: string; leftAt: number } | undefined {
	const { data } = deauthorizedSchema.safeParse(event);
	if (!data || data.application_id !== application) return undefined;
	return { person: data.event.data.user.id, leftAt: timeIn(data.event.timestamp, now) };
}

/** A time of ISO 8601, which is UTC where it does not say so, as Discord's do not. Now, where it is none or still to come. */
function timeIn(timestamp: string, now: number): number {
	const time = Date.parse(/Z$|[+-]\d\d:?\d\d$/i.test(timestamp) ? timestamp : `${timestamp}Z`);
	return Number.isNaN(time) ? now : Math.min(time, now);
}
