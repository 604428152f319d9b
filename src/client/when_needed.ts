/** Loads a module when it is first needed. Where it does not come, the next call asks for it again. */
export function whenNeeded<Module>(address: string): () => Promise<Module> {
	let module: Promise<Module> | undefined;
	let failures = 0;

	async function load(): Promise<Module> {
		try {
			// Under the same address a browser may remember that it did not come.
			return await import(failures === 0 ? address : `${address}?${failures}`);
		} catch (error) {
			failures++;
			module = undefined;
			throw error;
		}
	}

	return () => {
		module ??= load();
		return module;
	};
}
