/**
 * Makes something when it is first asked for and then keeps it. Those who ask while it is being made get the same one;
 * what failed is forgotten, so that the next to ask tries again.
 *
 * For what needs no I/O only: a Worker must not leave one request waiting for another's network.
 */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return () => {
		made ??= make().catch((error) => {
			made = undefined;
			throw error;
		});
		return made;
	};
}
