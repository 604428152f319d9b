/** What an encoder of @jsquash is given to start with. */
interface Overrides {
	noInitialRun: boolean;
	instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
}

interface Encoder<Options> {
	encode(rgba: Uint8Array, width: number, height: number, options: Options): Uint8Array | null;
}

/**
 * Starts an encoder of @jsquash from its compiled module. The packages' own `encode.js` would bring in every variant
 * (with and without SIMD, with threads) to choose one that is known here.
 */
export async function loadEncoder<Options>(
	factory: (overrides: Overrides) => Promise<Encoder<Options>>,
	module: WebAssembly.Module,
) {
	const encoder = await factory({
		noInitialRun: true,
		instantiateWasm(imports, done) {
			const instance = new WebAssembly.Instance(module, imports);
			done(instance);
			return instance.exports;
		},
	});
	return {
		encode(...input: Parameters<typeof encoder.encode>): Uint8Array {
			const image = encoder.encode(...input);
			if (!image) throw new Error("The encoder gave no image");
			return image;
		},
	};
}
