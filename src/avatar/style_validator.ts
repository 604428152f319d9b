/**
 * Stands in for `@dicebear/core`'s own validator of style definitions when the Worker is bundled (see `[alias]` in
 * wrangler.toml). The real one costs up to 17 ms of CPU for a style that is asked for first, and 230 KB. It is not
 * needed here: definitions come from a pinned package, and `test/avatar/styles.test.ts` has the real one check them all.
 */
export const StyleValidator = {
	validate(): void {},
};
