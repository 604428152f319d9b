import { TRANSPARENT } from "../../avatar/background";
import type { ExamplePicture } from "../../avatar/examples";
import { CORE_SEED_MAX, charactersIn } from "../../avatar/fields";
import { lookOf } from "../../avatar/look";
import type { Mood } from "../../avatar/moods";
import { type Options, toQuery } from "../../avatar/query";
import { RASTER_SIZE, RASTER_SIZE_MAX, SVG_SIZE_MAX } from "../../avatar/sizes";

/** The fields of the playground, as they are filled in. */
export interface Played {
	style: string;
	seed: string;
	format: string;
	size: string;
	mood: Mood | "";
	backgroundColor: string;
	options: string;
}

/** A field that is not right, and what would be. */
export interface PlayProblem {
	field: "seed" | "size" | "backgroundColor";
	message: string;
}

/** Whether a format is drawn in the page: JSON is shown as the SVG in it. */
export function isDrawnHere({ format }: Pick<Played, "format">): boolean {
	return format === "svg" || format === "json";
}

const COLOUR = /^#?(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/** The first field that is not right. */
export function problemOf(played: Played): PlayProblem | undefined {
	const most = isDrawnHere(played) ? SVG_SIZE_MAX : RASTER_SIZE_MAX;
	const { seed, size, backgroundColor } = played;
	if (charactersIn(seed) > CORE_SEED_MAX)
		return { field: "seed", message: `A seed has at most ${CORE_SEED_MAX} characters.` };
	if (size && !(/^\d+$/.test(size) && Number(size) >= 1 && Number(size) <= most))
		return { field: "size", message: `The size is a whole number from 1 to ${most}.` };
	if (
		backgroundColor &&
		backgroundColor !== TRANSPARENT &&
		!coloursIn(backgroundColor).every((each) => COLOUR.test(each))
	)
		return {
			field: "backgroundColor",
			message: "A background is hex digits, some with commas between, or transparent.",
		};
	return undefined;
}

function coloursIn(backgroundColor: string): string[] {
	return backgroundColor.split(",").map((colour) => colour.trim());
}

/** The options of DiceBear's that the fields come to. Without a background it is the style's own. */
export function optionsOf(played: Played): Options {
	const { backgroundColor, style, mood, options, size } = played;
	const background = coloursIn(backgroundColor || TRANSPARENT).map((colour) => colour.replace("#", ""));
	const look = lookOf({ style, mood, options, backgroundColor: background.join(",") });
	const { backgroundColor: _, ...withoutBackground } = look;
	return { ...(backgroundColor ? look : withoutBackground), ...(size && { size: Number(size) }) };
}

/** The address of the picture, as a path. */
export function pathOf(played: Played): string {
	return `/10.x/${played.style}/${played.format}?${toQuery(played.seed, optionsOf(played))}`;
}

/** What the examples show. */
export function exampleOf(played: Played, origin: string, card: ExamplePicture["card"]): ExamplePicture {
	const { seed, format, size } = played;
	const alt = seed ? `Avatar of ${seed}` : "Avatar";
	return { url: origin + pathOf(played), width: Number(size || RASTER_SIZE), card, alt, format };
}

const NAMES = ["style", "seed", "format", "size", "mood", "backgroundColor", "options"] as const;

/** The fields as a query of this page, as far as they are not as it came: it leads back here. */
export function linkOf(played: Played, first: Played): string {
	const changed = NAMES.filter((name) => played[name] !== first[name]);
	return String(new URLSearchParams(changed.map((name) => [name, played[name]])));
}

/** The fields that such a query fills in. What a choice does not have is left to the form. */
export function playedIn(query: string): Partial<Played> {
	const given = new URLSearchParams(query);
	return Object.fromEntries(NAMES.flatMap((name) => (given.has(name) ? [[name, given.get(name)]] : [])));
}
