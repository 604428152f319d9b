import catalogue from "../../src/avatar/generated/catalogue.json" with { type: "json" };

/** The style of what asks for one style: its drawing takes the median time of all, and its SVG has the median size. */
export const STYLE = "personas";

export const STYLES = Object.keys(catalogue.styles);

/** The raster images that both can make, with their media types. */
export const RASTER_FORMATS = {
	png: "image/png",
	jpg: "image/jpeg",
	webp: "image/webp",
	avif: "image/avif",
} as const;

export type RasterFormat = keyof typeof RASTER_FORMATS;

/** Widths of raster images, in pixels. */
export const RASTER_SIZES = [128, 256, 512] as const;

/** The styles with a blur, which takes many times as long as all else: they dominate a mean over all styles. */
export const BLURRED: ReadonlySet<string> = new Set(["glass", "marbles"]);

/** What can be asked: each call gives the next path. */
export interface Scenario {
	title: string;
	path: () => string;
	/** The services of workerd that do as little as can be done for it. */
	limits: readonly ("constant" | "constant_hono" | "engine" | "read_store")[];
	/** What Fastify is asked instead, where that differs; undefined where it has nothing like it. */
	fastify?: (() => string) | undefined;
}

let asked = 0;
const newSeed = () => `seed-${asked++}`;
const newStyle = () => STYLES[asked % STYLES.length] ?? STYLE;

const rendered = (
	title: string,
	path: () => string,
	limits: Scenario["limits"] = ["constant"],
): Scenario => ({
	title,
	path,
	limits,
	fastify: path,
});

/** A key as the store has them: it has the same picture under any. */
const KEY = "A".repeat(43);

export const SCENARIOS: readonly Scenario[] = [
	{
		title: "nothing: /health",
		path: () => "/health",
		limits: ["constant", "constant_hono"],
		fastify: () => "/constant",
	},
	{
		title: "stored SVG",
		path: () => `/avatar/${KEY}.svg`,
		limits: ["constant", "read_store"],
		fastify: () => "/constant",
	},
	rendered("SVG, one seed", () => `/10.x/${STYLE}/svg?seed=Felix`, ["constant", "engine"]),
	rendered("SVG, new seeds", () => `/10.x/${STYLE}/svg?seed=${newSeed()}`, ["constant", "engine"]),
	rendered("SVG, new seeds, all styles", () => `/10.x/${newStyle()}/svg?seed=${newSeed()}`, [
		"constant",
		"engine",
	]),
	rendered("JSON, new seeds", () => `/10.x/${STYLE}/json?seed=${newSeed()}`),
];
