import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const STYLES = readdirSync(
	fileURLToPath(new URL("../../node_modules/@dicebear/styles/dist", import.meta.url)),
)
	.filter((file) => file.endsWith(".min.json"))
	.map((file) => file.slice(0, -".min.json".length))
	.sort();

const SEEDS = ["p1", "p2", "p3", "Mira", "person7", "p13", "Zoë", "k9"];

/** A number from 0 to 1 out of a name (FNV-1a, mixed): the same on every machine. */
function chance(name: string): number {
	let hash = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
	return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** What each option may be: two out of three pictures have it. */
const OPTIONS: Readonly<Record<string, (part: number) => string | number>> = {
	rotate: (part) => Math.round(part * 720) - 360,
	flip: (part) => ["horizontal", "vertical", "both"][Math.floor(part * 3)] ?? "none",
	scale: (part) => (0.4 + part * 1.6).toFixed(2),
	translateX: (part) => Math.round(part * 80) - 40,
	translateY: (part) => Math.round(part * 80) - 40,
	borderRadius: (part) => Math.round(part * 50),
	backgroundColorFill: (part) => (part < 0.5 ? "linear" : "radial"),
	backgroundColorAngle: (part) => Math.round(part * 720) - 360,
};

function anyOptions(picture: string): Record<string, string> {
	const chosen = Object.entries(OPTIONS)
		.filter(([name]) => chance(`${picture} has ${name}`) < 2 / 3)
		.map(([name, of]) => [name, String(of(chance(`${picture} ${name}`)))]);
	return { ...Object.fromEntries(chosen), backgroundColor: "b6e3f4,e0403f" };
}

/**
 * The queries of each style's pictures: every seed as it is, and with options. Or, of each style, only one plain picture and
 * one with options, and what was drawn wrong once.
 */
export function sample(whole: boolean): Map<string, URLSearchParams[]> {
	return new Map(
		STYLES.map((style, at) => {
			const seeds = whole ? SEEDS : SEEDS.slice(at % SEEDS.length).slice(0, 1);
			const pictures = seeds.flatMap((seed) => [{ seed }, { seed, ...anyOptions(`${style} ${seed}`) }]);
			return [style, [...pictures, ...(WRONG_ONCE[style] ?? [])].map((query) => new URLSearchParams(query))];
		}),
	);
}

/** Masks by `mask-type`, clips together with an opacity and a turn, and parts that lead far outside. */
const WRONG_ONCE: Readonly<Record<string, Record<string, string>[]>> = {
	waves: [{ seed: "p3" }],
	disco: [{ seed: "p1" }],
	"bottts-neutral": [{ seed: "p13" }],
	glass: [
		{ seed: "person7", rotate: "30" },
		{ seed: "Mira", flip: "both", scale: "1.94", translateX: "20", translateY: "-23" },
	],
	glyphs: [{ seed: "p2", rotate: "-283", scale: "1.94" }],
	lorelei: [{ seed: "p1", beardProbability: "100" }],
	personas: [{ seed: "p1" }],
	"toon-head": [{ seed: "p1" }],
};
