import type { Recipe } from "../avatar/recipe";
import { styleCard } from "../avatar/styles";
import type { Env } from "../config";

/** Stored avatars, by the key of their recipe. What R2 throws comes through. */
export function avatars(env: Env) {
	return {
		get(key: string): Promise<R2ObjectBody | null> {
			return env.AVATARS.get(objectName(key));
		},

		async text(key: string): Promise<string | undefined> {
			return (await this.get(key))?.text();
		},

		async has(key: string): Promise<boolean> {
			return (await env.AVATARS.head(objectName(key))) !== null;
		},

		/** Keeps an SVG, with the artist and the licence of its style beside it. */
		async put(key: string, recipe: Recipe, svg: string): Promise<void> {
			const { title, creator, licence, licenceUrl, sourceUrl } = styleCard(recipe.style);
			await env.AVATARS.put(objectName(key), svg, {
				httpMetadata: { contentType: "image/svg+xml" },
				customMetadata: {
					style: title,
					creator,
					licence,
					licenceUrl,
					sourceUrl,
					dicebear: recipe.version,
					date: new Date().toISOString(),
				},
			});
		},
	};
}

function objectName(key: string): string {
	return `${key}.svg`;
}
