import { type Credit, rasterOf } from "../avatar/raster";
import type { Env } from "../config";
import { AppError } from "../errors";
import { fontFiles } from "../storage/font_files";

/** The size of an avatar that Discord gets, in pixels. */
const AVATAR_SIZE = 512;

/**
 * A picture as Discord takes it for the bot's avatar: a PNG, as a data URI.
 * @throws NotDrawableError
 * @throws AppError `storage_unavailable` for one whose letters cannot be had now: there it would stay as it is
 */
export async function avatarForDiscord(env: Env, svg: string, credit: Credit): Promise<string> {
	const png = await rasterOf(svg, "png", AVATAR_SIZE).make(credit, fontFiles(env));
	if (!png.complete) throw new AppError("storage_unavailable");
	return `data:image/png;base64,${png.bytes.toBase64()}`;
}

/** For a guild's audit log: whose wish it is. */
export function reasonOf(person: string): string {
	return `Discobear: asked for by the person ${person}`;
}
