import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";

/** All that the sessions' objects keep, by name. */
export async function keptBySessions(): Promise<[name: string, value: unknown][]> {
	const ids = await listDurableObjectIds(env.SESSION_KEEPER);
	const kept = ids.map((id) =>
		runInDurableObject(env.SESSION_KEEPER.get(id), (_, state) => [...state.storage.kv.list()]),
	);
	return (await Promise.all(kept)).flat();
}
