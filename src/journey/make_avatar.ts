import { plainPictureProblem } from "../avatar/plain_picture";
import { keyOf, type Recipe } from "../avatar/recipe";
import { fetchAvatar } from "../avatar/remote";
import { render } from "../avatar/render";
import type { Config, Site } from "../config";
import { avatars } from "../storage/avatars";

/** An avatar as it can be shown. */
export interface MadeAvatar {
	key: string;
	svg: string;
	/** Whether its permanent link works. */
	stored: boolean;
}

/**
 * An avatar's picture: the stored one, if that is a picture, else from DiceBear, else drawn here; and stored where it was
 * not. It fails only where drawing fails: storage and DiceBear are there to save work.
 */
export async function makeAvatar({ env, config }: Site, recipe: Recipe): Promise<MadeAvatar> {
	const key = await keyOf(recipe);
	const kept = await avatars(env)
		.text(key)
		.catch((error) => {
			console.error("R2 could not be read", error);
			return undefined;
		});
	// An earlier release may have stored what is refused today.
	if (kept !== undefined && !plainPictureProblem(kept)) return { key, svg: kept, stored: true };

	const svg = await draw(config, recipe);
	const stored = await avatars(env)
		.put(key, recipe, svg)
		.then(
			() => true,
			(error) => {
				console.error("R2 could not be written", error);
				return false;
			},
		);
	return { key, svg, stored };
}

async function draw(config: Config, recipe: Recipe): Promise<string> {
	if (config.DICEBEAR_URL) {
		try {
			return await fetchAvatar(config.DICEBEAR_URL, recipe);
		} catch (error) {
			// Only the kind of failure: the address of the call holds the person's name.
			console.warn("DiceBear did not answer with an avatar; drawn here instead:", String(error));
		}
	}
	return render(recipe.style, recipe.seed, recipe.options);
}
