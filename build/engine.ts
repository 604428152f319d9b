/**
 * Bundles `@dicebear/core` as the Worker needs it, for build.ts. The pictures stay the same, byte for byte
 * (test/routes/dicebear.test.ts); drawing one takes about half the time. Two things are changed:
 *
 * - Its private members are plain properties. The package is compiled for browsers without any: each private field is
 *   a WeakMap there, asked twice for every read, and each avatar makes dozens of entries to be collected again.
 * - Style definitions are not validated. That takes up to 17 ms of CPU for a style that is asked for first, and 230 KB
 *   of code; ours come from a pinned package, and test/avatar/styles.test.ts has the real validator check them all.
 */
import { readFile } from "node:fs/promises";
import { build } from "esbuild";

/**
 * The Worker's engine as one module.
 * @param folder where its package is imported from: the core of another major version is below build/dicebear/
 */
export async function engine(folder = import.meta.dirname): Promise<string> {
	const { outputFiles } = await build({
		stdin: {
			contents: `export { Avatar, OptionsDescriptor, Style } from "@dicebear/core";`,
			resolveDir: folder,
		},
		bundle: true,
		write: false,
		format: "esm",
		target: "esnext",
		logLevel: "warning",
		plugins: [
			{
				name: "engine",
				setup({ onLoad }) {
					onLoad({ filter: /[\\/]StyleValidator\.js$/ }, () => ({
						contents: "export const StyleValidator = { validate() {} };",
					}));
					onLoad({ filter: /[\\/]@dicebear[\\/]core[\\/].*\.js$/ }, async ({ path }) => ({
						contents: withPlainMembers(await readFile(path, "utf8")),
					}));
				},
			},
		],
	});
	const [file] = outputFiles;
	if (!file) throw new Error("esbuild gave no engine");
	return file.text;
}

/**
 * Undoes what TypeScript makes of `#name` for an old target: WeakMaps and WeakSets, and two helpers to use them.
 * @throws Error for anything of it that is not known here: a new version of TypeScript or of the package
 */
function withPlainMembers(source: string): string {
	const plain = source
		// The helpers themselves.
		.replace(/^var __classPrivateField[\s\S]*?^};\n/gm, "")
		// A field: of an object, or of the class.
		.replace(/__classPrivateFieldGet\((\w+), (\w+), "f"\)/g, "$1.$2")
		.replace(/__classPrivateFieldGet\(\w+, \w+, "f", (\w+)\)/g, "$1.value")
		// A method, which is a function already.
		.replace(/__classPrivateFieldGet\(\w+, \w+, "m", (\w+)\)/g, "$1")
		// What is set may be anything, but only a call of the helper ends like this.
		.replace(/__classPrivateFieldSet\((\w+), (\w+), /g, "($1.$2 = ")
		.replace(/, "f"\)/g, ")")
		// The constructor's own lines, and the maps.
		.replace(/^(\s*)(_\w+)\.set\(this, (.*)\);$/gm, "$1this.$2 = $3;")
		.replace(/^\s*_\w+\.add\(this\);\n/gm, "")
		.replace(/\b_\w+ = new Weak(?:Map|Set)\(\)(?:, |(?=;))/g, "");
	const unknown = /.*(?:__classPrivateField|Weak(?:Map|Set)).*/.exec(plain);
	if (unknown) throw new Error(`Not known how to make this private member plain: ${unknown[0].trim()}`);
	return plain;
}
