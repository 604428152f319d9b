import { callOut } from "../outbound";
import { isOwnAnimation } from "./animations";
import { plainPictureProblem } from "./plain_picture";
import { svgPath } from "./query";
import type { Recipe } from "./recipe";

/** The largest SVG taken from outside, in bytes. DiceBear's own have up to 29,860. */
export const SVG_MAX_BYTES = 64 * 1024;

/** Why an answer from outside is not the avatar that was asked for. */
export class NotAnAvatarError extends Error {
	override readonly name = "NotAnAvatarError";
}

/**
 * Asks a DiceBear HTTP API for an avatar.
 * @param origin for example `https://api.dicebear.com`
 * @throws OutboundError without an answer in time, NotAnAvatarError when it is not a plain SVG picture
 */
export async function fetchAvatar(origin: string, recipe: Recipe): Promise<string> {
	const answer = await callOut(new URL(svgPath(recipe.style, recipe.seed, recipe.options), origin), {
		headers: { Accept: "image/svg+xml" },
		maxBytes: SVG_MAX_BYTES,
	});
	const problem =
		(answer.status !== 200 && `status ${answer.status}`) ||
		(!/^image\/svg\+xml\b/i.test(answer.headers.get("Content-Type") ?? "") && "not an SVG") ||
		plainPictureProblem(answer.text, isOwnAnimation);
	if (problem) throw new NotAnAvatarError(problem);
	return answer.text;
}
