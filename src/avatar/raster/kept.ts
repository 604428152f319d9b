/** Something that runs in an instance of WebAssembly, and that instance's memory. */
export interface Instance {
	memory: WebAssembly.Memory;
}

/**
 * How much memory an instance may keep, in bytes. It never gives any back, and a Worker has 128 MB for everything that it
 * keeps and does. To start one anew takes about 2 ms.
 */
const KEPT_MEMORY = 32 * 2 ** 20;

/**
 * Starts an instance when it is first needed, and keeps it until it has grown too large, or has broken: nothing of a
 * panicked instance can be trusted. Those who need it while it is being started get the same one.
 *
 * For what needs no I/O only: a Worker must not leave one request waiting for another's network.
 * @returns runs something in the instance
 */
export function kept<T extends Instance>(start: () => Promise<T>) {
	let current: Promise<T> | undefined;
	return async <R>(run: (instance: T) => R): Promise<R> => {
		current ??= start();
		const used = current;
		let keep = false;
		try {
			const instance = await used;
			// What it throws by itself, as for a broken picture, does not break it.
			keep = true;
			const result = run(instance);
			keep = instance.memory.buffer.byteLength <= KEPT_MEMORY;
			return result;
		} catch (error) {
			if (error instanceof WebAssembly.RuntimeError) keep = false;
			throw error;
		} finally {
			if (!keep && current === used) current = undefined;
		}
	};
}
