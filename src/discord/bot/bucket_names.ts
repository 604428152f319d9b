import type { BucketKey } from "./bucket_key";

/** How many routes', and how many routes' and top-level ids', names are remembered at most. */
const MOST_ROUTES = 200;
const MOST_HASHES = 2_000;

/** What must survive of the names. */
export interface NamesRecord {
	routes: [route: string, hash: string][];
	hashes: [own: string, hash: string][];
}

/** A bucket whose name Discord has not said is called by its route. */
export function ownName({ route, topLevel }: BucketKey): string {
	return `${route} ${topLevel}`;
}

/**
 * What Discord calls the buckets (`X-RateLimit-Bucket`): routes of one name share a count, for each top-level id its own.
 */
export class BucketNames {
	/** By route: where it was seen last, which is where it most likely is for another guild. */
	readonly #routes: Map<string, string>;
	/** By `ownName`: a route may be in another bucket for another guild. */
	readonly #hashes: Map<string, string>;

	constructor({ routes, hashes }: NamesRecord = { routes: [], hashes: [] }) {
		this.#routes = new Map(routes);
		this.#hashes = new Map(hashes);
	}

	/** What an answer called its bucket. */
	learn(key: BucketKey, hash: string): void {
		remember(this.#routes, key.route, hash, MOST_ROUTES);
		remember(this.#hashes, ownName(key), hash, MOST_HASHES);
	}

	/** The name of a call's bucket, as far as answers for its own top-level id have said it. */
	known(key: BucketKey): string | undefined {
		return bucketName(key, this.#hashes.get(ownName(key)));
	}

	/** The same, as far as answers for others let one guess. */
	likely(key: BucketKey): string | undefined {
		return bucketName(key, this.#routes.get(key.route));
	}

	/** @param buckets the names of those that are remembered */
	toRecord(buckets: ReadonlySet<string>): NamesRecord {
		const hashes = [...this.#hashes].filter(([own, hash]) =>
			buckets.has(hash + own.slice(own.lastIndexOf(" "))),
		);
		return { routes: [...this.#routes], hashes };
	}
}

function bucketName({ topLevel }: BucketKey, hash: string | undefined): string | undefined {
	return hash === undefined ? undefined : `${hash} ${topLevel}`;
}

/** The oldest one makes room. */
function remember(names: Map<string, string>, name: string, hash: string, most: number): void {
	names.delete(name);
	names.set(name, hash);
	if (names.size > most) names.delete(names.keys().next().value ?? name);
}
