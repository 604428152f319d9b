/** A rate limit that counts, as Cloudflare's does, in memory, and lets everybody through: the load has one address. */
export default function limit() {
	const counts = new Map<string, number>();
	return {
		async limit({ key }: { key: string }) {
			counts.set(key, (counts.get(key) ?? 0) + 1);
			return { success: true };
		},
	};
}
