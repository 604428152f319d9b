import { kept } from "./kept";

/** What an encoder of @jsquash is given to start with. */
interface Overrides {
	noInitialRun: boolean;
	instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
}

interface Encoder<Options> {
	encode(rgba: Uint8Array, width: number, height: number, options: Options): Uint8Array | null;
}

/**
 * An encoder of @jsquash, from its compiled module. The packages' own `encode.js` would bring in every variant (with and
 * without SIMD, with threads) to choose one that is known here.
 * @returns encodes a square of pixels: red, green, blue and alpha, a byte each, the colours as they are without alpha
 */
export function encoderOf<Options>(
	factory: (overrides: Overrides) => Promise<Encoder<Options>>,
	module: WebAssembly.Module,
) {
	const run = kept(() => start(factory, module));
	return (rgba: Uint8Array, size: number, options: Options): Promise<Uint8Array> =>
		run((encoder) => {
			const image = encoder.encode(rgba, size, size, options);
			if (!image) throw new Error("The encoder gave no image");
			return image;
		});
}

function start<Options>(
	factory: (overrides: Overrides) => Promise<Encoder<Options>>,
	module: WebAssembly.Module,
): Promise<Encoder<Options>> {
	return factory({
		noInitialRun: true,
		instantiateWasm(imports, done) {
			const instance = new WebAssembly.Instance(module, imports);
			done(instance);
			return instance.exports;
		},
	});
}
