/**
 * Starts an instance of WebAssembly when it is first needed, and keeps it until it has broken: nothing of a panicked
 * instance can be trusted. Those who need it while it is being started get the same one.
 *
 * Its memory grows and never shrinks, so what may be done in it has to be bounded. To throw it away where it has grown
 * large would be worse: it stays until the garbage is collected, and there are two then.
 *
 * For what needs no I/O only: a Worker must not leave one request waiting for another's network.
 * @returns runs something in the instance
 */
export function kept<T>(start: () => Promise<T>) {
	let current: Promise<T> | undefined;
	return async <R>(run: (instance: T) => R): Promise<R> => {
		current ??= start();
		const used = current;
		let works = false;
		try {
			const instance = await used;
			works = true;
			return run(instance);
		} catch (error) {
			// What it throws by itself, as for a broken picture, does not break it.
			if (error instanceof WebAssembly.RuntimeError) works = false;
			throw error;
		} finally {
			if (!works && current === used) current = undefined;
		}
	};
}
