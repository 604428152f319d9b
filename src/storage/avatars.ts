import { studioPath } from "../avatar/fields";
import type { Recipe } from "../avatar/recipe";
import { type StyleCard, styleCard } from "../avatar/styles";
import type { Env } from "../config";

/** An image that was made from an SVG, and with what: what was made otherwise is not found. */
export interface RasterVariant {
	extension: string;
	size: number;
	madeWith: string;
}

/** Which of an avatar's images: the SVG, or one made from it. */
export type Variant = "svg" | RasterVariant;

/**
 * What the names of images begin with: they can be made again from the SVG, so a bucket's lifecycle may end them. An SVG can
 * not: its key is a hash of a name that is kept nowhere.
 */
export const IMAGES = "images/";

/** Stored avatars, by the key of their recipe. What R2 throws comes through. */
export function avatars(env: Env) {
	const bucket = env.AVATARS;
	return {
		get: (key: string, variant: Variant = "svg"): Promise<R2ObjectBody | null> =>
			bucket.get(objectName(key, variant)),

		text: async (key: string): Promise<string | undefined> =>
			(await bucket.get(objectName(key, "svg")))?.text(),

		/** What is known of a stored avatar without reading it. */
		head: (key: string): Promise<R2Object | null> => bucket.head(objectName(key, "svg")),

		/** Keeps an SVG, with the artist and the licence of its style beside it, and what it was made of but for its seed. */
		async put(key: string, recipe: Recipe, svg: string): Promise<void> {
			const card = styleCard(recipe.style);
			await bucket.put(objectName(key, "svg"), svg, {
				httpMetadata: { contentType: "image/svg+xml" },
				customMetadata: {
					...card,
					style: recipe.style,
					...recipe.look,
					dicebear: recipe.version,
					date: new Date().toISOString(),
				},
			});
		},

		/** Keeps an image that was made from a stored SVG, with the same beside it. */
		async putImage(
			key: string,
			variant: RasterVariant,
			image: Uint8Array,
			contentType: string,
			svg: R2Object,
		): Promise<void> {
			await bucket.put(objectName(key, variant), image, {
				httpMetadata: { contentType },
				...(svg.customMetadata && { customMetadata: svg.customMetadata }),
			});
		},
	};
}

/** Whose drawing a stored avatar is: its style's card, as it was when the avatar was made. */
export function cardOf({ customMetadata = {} }: R2Object): StyleCard {
	const { title = "", source = "", sourceUrl = "" } = customMetadata;
	const { creator = "", creatorUrl = "", licence = "", licenceUrl = "" } = customMetadata;
	return { title, source, sourceUrl, creator, creatorUrl, licence, licenceUrl };
}

/** A stored avatar's style, and the studio with its style and look, as a path; of old only the style is known. */
export function lookOfStored({ customMetadata = {} }: R2Object): { style: string; studio: string } {
	const { style = "", mood = "", backgroundColor = "", options = "" } = customMetadata;
	return { style, studio: studioPath({ style, mood, backgroundColor, options }) };
}

function objectName(key: string, variant: Variant): string {
	if (variant === "svg") return `${key}.svg`;
	return `${IMAGES}${key}-${variant.size}-${variant.madeWith}.${variant.extension}`;
}
