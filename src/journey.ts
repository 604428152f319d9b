import { keyOf, type Recipe } from "./avatar/recipe";
import { fetchAvatar } from "./avatar/remote";
import { render } from "./avatar/render";
import type { Config, Env } from "./config";
import { discordOAuth, type Tokens } from "./discord/oauth";
import { fetchUser, type User } from "./discord/user";
import { AppError } from "./errors";
import { avatars } from "./storage/avatars";

/** Where the steps of the journey run: bindings, checked variables, and this site's own origin. */
export interface Site {
	env: Env;
	config: Config;
	origin: string;
}

/** Discord's OAuth2, answering to the one redirect URI we have. */
export function oauthOf({ config, origin }: Site) {
	return discordOAuth(config, `${origin}/get_avatar`);
}

/** A person as Discord knows them now, and the tokens that are good from now on. */
export interface Standing {
	user: User;
	tokens: Tokens;
	/** Whether the tokens are new, and so have to be kept. */
	refreshed: boolean;
}

/**
 * Asks Discord who a session's tokens belong to, with a new access token where the old one has expired.
 * @returns undefined where Discord takes the tokens no more: the person has to log in again
 * @throws AppError where Discord does not answer
 */
export async function standingOf(site: Site, held: Tokens): Promise<Standing | undefined> {
	try {
		const refreshed = held.expiresAt <= Date.now();
		const tokens = refreshed ? await oauthOf(site).refresh(held.refresh) : held;
		return { user: await fetchUser(site.config, site.origin, tokens.access), tokens, refreshed };
	} catch (error) {
		if (error instanceof AppError && error.code === "token_invalid") return undefined;
		throw error;
	}
}

/** An avatar as it can be shown. */
export interface MadeAvatar {
	key: string;
	svg: string;
	/** Whether its permanent link works. */
	stored: boolean;
}

/**
 * An avatar's picture: the stored one, else from DiceBear, else drawn here; and stored where it was not. It fails only
 * where drawing fails: storage and DiceBear are there to save work.
 */
export async function makeAvatar({ env, config }: Site, recipe: Recipe): Promise<MadeAvatar> {
	const key = await keyOf(recipe);
	const kept = await avatars(env)
		.text(key)
		.catch((error) => {
			console.error("R2 could not be read", error);
			return undefined;
		});
	if (kept !== undefined) return { key, svg: kept, stored: true };

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
