import { isOwnAnimation } from "../avatar/animations";
import { plainPictureProblem } from "../avatar/plain_picture";
import { keyOf, type Recipe, recipeOf } from "../avatar/recipe";
import { fetchAvatar } from "../avatar/remote";
import { render } from "../avatar/render";
import type { Env, Site } from "../config";
import { AppError, type FieldProblem } from "../errors";
import { counted } from "../metrics";
import { avatars } from "../storage/avatars";
import type { Session } from "../storage/sessions";

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
 * @throws AppError `field_invalid` for options that come to more than a picture may be
 */
export async function makeAvatar(site: Site, recipe: Recipe): Promise<MadeAvatar> {
	const { env } = site;
	const key = await keyOf(recipe);
	const kept = await keptPicture(env, key);
	if (kept !== undefined) return { key, svg: kept, stored: true };

	const svg = await draw(site, recipe);
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

/**
 * A session's avatar: as it was made, whichever DiceBear that was, where it is still there; else made again, by today's and
 * so under another key.
 */
export async function ownAvatar(
	site: Site,
	{ key, choices, person }: NonNullable<Session["avatar"]>,
): Promise<MadeAvatar> {
	const kept = await keptPicture(site.env, key);
	if (kept !== undefined) return { key, svg: kept, stored: true };
	return makeAvatar(site, recipeOf(choices, person));
}

/** A stored picture; undefined where there is none, and where what is there is none. */
async function keptPicture(env: Env, key: string): Promise<string | undefined> {
	const kept = await avatars(env)
		.text(key)
		.catch((error) => {
			console.error("R2 could not be read", error);
			return undefined;
		});
	// An earlier release may have stored what is refused today.
	return kept !== undefined && !plainPictureProblem(kept, isOwnAnimation) ? kept : undefined;
}

async function draw({ env, config }: Site, recipe: Recipe): Promise<string> {
	if (config.DICEBEAR_URL) {
		try {
			const call = fetchAvatar(config.DICEBEAR_URL, recipe).then((svg) => ({ status: 200, svg }));
			return (await counted(env, "dicebear", () => DICEBEAR_ROUTE, call)).svg;
		} catch (error) {
			// Only the kind of failure: the address of the call holds the person's name.
			console.warn("DiceBear did not answer with an avatar; drawn here instead:", String(error));
		}
	}
	const svg = render(recipe.style, recipe.seed, recipe.options);
	if (plainPictureProblem(svg, isOwnAnimation)) throw new AppError("field_invalid", { fields: [TOO_MUCH] });
	return svg;
}

/** What is asked of it, without the names of anybody. */
const DICEBEAR_ROUTE = "GET /10.x/{style}/svg";

/** Only somebody's own options lead to a picture that is none to keep: the rest is DiceBear's own. */
const TOO_MUCH = {
	field: "options",
	message: "This is too much to draw. Make it smaller, or take back what you chose last.",
} as const satisfies FieldProblem;
