import * as z from "zod";
import { AVATAR_SIZE, AVATAR_SIZES } from "../avatar/formats";
import { KEY_PATTERN } from "../avatar/recipe";
import { SNOWFLAKE } from "../discord/snowflake";
import { PICTURE_NAMES } from "../http/stored_picture";
import { LINK_PATTERN } from "../storage/link_address";

const exactly = (pattern: string) => new RegExp(`^${pattern}$`);

/** A snowflake in a path or a query. */
export const snowflake = (description: string) =>
	z
		.string()
		.regex(exactly(SNOWFLAKE))
		.meta({ description, examples: ["200000000000000001"] });

export const key = z
	.string()
	.regex(exactly(KEY_PATTERN))
	.meta({
		description: "The key of a stored avatar: `GET /me` says one's own.",
		examples: ["n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"],
	});

export const link = z
	.string()
	.regex(exactly(LINK_PATTERN))
	.meta({
		description: "The random part of a personal link: `GET /me/link` says one's own.",
		examples: ["A".repeat(70)],
	});

export const pictureName = z.enum(PICTURE_NAMES.split("|")).meta({ description: "The format." });

export const keptSize = z
	.int()
	.min(0)
	.max(9999)
	.optional()
	.meta({
		description: `Width and height in pixels: ${AVATAR_SIZES.join(", ")}; what lies between is rounded up. An SVG has every size.`,
		default: AVATAR_SIZE,
	});

/** What a browser's own page sends along: who writes from anywhere else is refused. */
export const sameOrigin = z
	.string()
	.optional()
	.meta({
		description:
			"For what is not safe (RFC 9110, 9.2.1): the site's own origin, as browsers send it; or, in its place, `Sec-Fetch-Site: same-origin`. All else is refused with `cross_site`.",
		param: { id: "Origin" },
	});

export const ifNoneMatch = z
	.string()
	.optional()
	.meta({
		description: "The `ETag` of what whoever asks has.",
		param: { id: "IfNoneMatch" },
	});
