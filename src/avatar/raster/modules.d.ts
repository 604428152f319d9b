declare module "*.wasm" {
	const module: WebAssembly.Module;
	export default module;
}

declare module "*.woff2" {
	const font: ArrayBuffer;
	export default font;
}
