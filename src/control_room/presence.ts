/** The most guilds of the bot's that Discord lists at a time. */
const PAGE = 200;

/** Where the bot is, as far as it was asked. */
export interface Presence {
	/** By guild id, whether the bot is in it. */
	known: ReadonlyMap<string, boolean>;
	/** The id after which it is not known yet; null when all is. */
	next: string | null;
}

const byId = (a: string, b: string) => (BigInt(a) < BigInt(b) ? -1 : 1);

/**
 * Finds out in which of some guilds the bot is, from its own list, which Discord gives in order of id. Each page settles
 * all guilds up to its last: it takes at most one call for each guild asked about, and at most one for each 200 guilds
 * of the bot's, however many these are. Unlike a question about each guild, no answer can be a refusal, of which Discord
 * takes only so many.
 * @param ids snowflakes, in any order
 * @param listAfter the bot's guilds after an id, at most 200, in order; undefined where there is a wait and `first` is
 * false: what is known by then is given, and the rest is left to the next time
 * @param mostCalls how many pages to read before it is left to the next time
 */
export async function presenceIn(
	ids: readonly string[],
	listAfter: (id: string, first: boolean) => Promise<readonly string[] | undefined>,
	mostCalls: number,
): Promise<Presence> {
	const waiting = ids.toSorted(byId);
	const known = new Map<string, boolean>();
	for (let calls = 0; waiting[0] !== undefined && calls < mostCalls; calls++) {
		const page = await listAfter(String(BigInt(waiting[0]) - 1n), calls === 0);
		if (!page) break;
		const there = new Set(page);
		const last = page.length < PAGE ? undefined : page.at(-1);
		while (waiting[0] !== undefined && (last === undefined || BigInt(waiting[0]) <= BigInt(last))) {
			known.set(waiting[0], there.has(waiting[0]));
			waiting.shift();
		}
	}
	return { known, next: waiting[0] === undefined ? null : String(BigInt(waiting[0]) - 1n) };
}
