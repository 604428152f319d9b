import * as z from "zod/mini";
import { choiceFields, moodProblem, plainBackground } from "../avatar/choices";
import { SEED_MAX } from "../avatar/fields";
import { BIO_MAX, NICK_MAX, type PROFILE_FIELDS } from "../discord/profile";

/** A picture as Discord takes it; at most this many characters of base64. */
const IMAGE_MAX = 1024 * 1024;

/** What is wrong with a field of the profile, in the words of the page. */
export const PROFILE_RULES = {
	nick: `Use at most ${NICK_MAX} characters.`,
	bio: `Use at most ${BIO_MAX} characters.`,
	avatar: "Choose a style, a mood it can show and a background, or send a PNG, JPEG or GIF.",
	banner: "Send a PNG, JPEG or GIF.",
} as const satisfies Record<(typeof PROFILE_FIELDS)[number] | "banner", string>;

const characters = (most: number) =>
	z.string().check(
		z.refine((text) => [...text].length <= most && text.isWellFormed()),
		// As JSON Schema counts them, and zod's own check does not.
		z.meta({ maxLength: most }),
	);

/** An avatar of ours, as it is described. */
export const ours = z
	.strictObject({
		style: choiceFields.shape.style,
		mood: choiceFields.shape.mood,
		backgroundColor: plainBackground,
		seed: z.string().check(
			z.maxLength(SEED_MAX),
			z.refine((text) => text.isWellFormed()),
		),
	})
	.check(z.refine(({ style, mood }) => moodProblem(style, mood) === undefined));

const image = z
	.string()
	.check(z.maxLength(IMAGE_MAX), z.regex(/^data:image\/(?:png|jpeg|gif);base64,[A-Za-z0-9+/]+={0,2}$/));

/** What may be sent to change the bot in a guild: an avatar of ours, or an image as Discord itself takes it. */
export const profileSchema = z
	.strictObject({
		nick: z.optional(z.nullable(characters(NICK_MAX))),
		bio: z.optional(z.nullable(characters(BIO_MAX))),
		avatar: z.optional(z.nullable(z.union([ours, image]))),
		banner: z.optional(z.nullable(image)),
	})
	.check(z.refine((profile) => Object.keys(profile).length > 0));

export type Profile = z.infer<typeof profileSchema>;
