import { OutboundError } from "./outbound";

/**
 * What is counted, and where each value stands in a data point of Analytics Engine. docs/operations.md says what each is, in
 * which unit, and asks for them by these places: names are only ever added, at the end of a list.
 */
export const EVENTS = {
	/** A request that reached the Worker, once it is answered. */
	request: { blobs: ["route", "method", "status", "format"], doubles: ["cpu_ms"] },
	/** A call to Discord or DiceBear, or one that was not made since Discord's limits would have had it wait too long. */
	call: { blobs: ["route", "outcome", "who"], doubles: ["waited_ms", "took_ms", "callers"] },
} as const;

type Events = typeof EVENTS;

/** A value for each name that an event has. Nothing in it may say who asks: no id, no name, no address, no seed. */
export type Point<E extends keyof Events> = Record<Events[E]["blobs"][number], string> &
	Record<Events[E]["doubles"][number], number>;

/** What Analytics Engine is bound as. Without it nothing is counted. */
export interface Metered {
	METRICS?: AnalyticsEngineDataset;
}

/** How long an index may be, in bytes: https://developers.cloudflare.com/analytics/analytics-engine/limits/ */
const INDEX_MAX = 96;

/**
 * Counts something. It never throws: nobody's answer depends on it.
 * @param point made only where it is counted
 */
export function count<E extends keyof Events>({ METRICS }: Metered, event: E, point: () => Point<E>): void {
	if (!METRICS) return;
	try {
		METRICS.writeDataPoint(dataPointOf(event, point()));
	} catch (error) {
		console.warn("A count was lost:", String(error));
	}
}

/** The first blob is the event. It is sampled by event and route, so that what is asked seldom is not lost beside the rest. */
function dataPointOf<E extends keyof Events>(event: E, point: Point<E>): AnalyticsEngineDataPoint {
	const values: Record<string, string | number> = point;
	const { blobs, doubles } = EVENTS[event];
	return {
		indexes: [`${event} ${values.route}`.slice(0, INDEX_MAX)],
		blobs: [event, ...blobs.map((name) => String(values[name]))],
		doubles: doubles.map((name) => Number(values[name])),
	};
}

/** Who calls: for a person, with the bot's token, by an interaction's own webhook; or whom: a DiceBear. */
export type Who = "person" | "bot" | "webhook" | "dicebear";

/** The same for a call that waits for nothing, as `callOut` makes it: how it ended, and how long it took. */
export async function counted<T extends { status: number }>(
	env: Metered,
	who: Who,
	route: () => string,
	call: Promise<T>,
): Promise<T> {
	if (!env.METRICS) return call;
	const begun = Date.now();
	const ended = (outcome: string) =>
		count(env, "call", () => ({
			route: route(),
			outcome,
			who,
			waited_ms: 0,
			took_ms: Date.now() - begun,
			callers: 1,
		}));
	try {
		const answer = await call;
		ended(String(answer.status));
		return answer;
	} catch (error) {
		ended(error instanceof OutboundError ? error.reason : "failed");
		throw error;
	}
}
