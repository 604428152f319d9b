import * as z from "zod/mini";
import { type FieldErrors, invalidForm } from "./errors";
import type { Guild } from "./guilds";
import { s256 } from "./pkce";

/** How often a bot's avatar may change in a guild in ten minutes. Discord names no number; it does limit it. */
const AVATAR_CHANGES = 5;
const AVATAR_SECONDS = 600;

const LENGTHS = { nick: 32, bio: 190 } as const;
const PICTURES = ["avatar", "banner"] as const;

/** "Image data": a data URI of one of these, https://docs.discord.com/developers/reference#image-data */
const PICTURE = /^data:image\/(png|jpeg|gif);base64,([A-Za-z0-9+/]+={0,2})$/;
/** How each begins: what it says to be must be what it is. */
const BEGINS = { png: "iVBORw0KGgo", jpeg: "/9j/", gif: "R0lGOD" } as const;

const text = z.optional(z.nullable(z.string()));
const changesSchema = z.object({ nick: text, bio: text, avatar: text, banner: text });

/**
 * https://docs.discord.com/developers/resources/guild#modify-current-member
 * @returns an answer of 400, or undefined once the bot is changed
 */
export async function changeOwnMember(
	guild: Guild,
	body: unknown,
	now: number,
): Promise<Response | undefined> {
	const parsed = changesSchema.safeParse(body);
	if (!parsed.success || !guild.bot) {
		const field = String(parsed.error?.issues[0]?.path[0] ?? "_");
		return invalidForm({
			[field]: { code: "STRING_TYPE_CONVERT", message: "Could not interpret value as string." },
		});
	}
	const changes = parsed.data;
	const errors: FieldErrors = {};
	for (const field of ["nick", "bio"] as const) {
		const most = LENGTHS[field];
		if ([...(changes[field] ?? "")].length > most)
			errors[field] = { code: "BASE_TYPE_BAD_LENGTH", message: `Must be ${most} or fewer in length.` };
	}
	for (const field of PICTURES) {
		const value = changes[field];
		if (typeof value === "string" && !isPicture(value))
			errors[field] = { code: "BASE_TYPE_IMAGE", message: "Invalid image data" };
	}
	if (changes.avatar !== undefined && !errors.avatar) {
		const recent = guild.bot.avatarChanges.filter((at) => at > now - AVATAR_SECONDS * 1000);
		guild.bot.avatarChanges = recent;
		if (recent.length >= AVATAR_CHANGES)
			errors.avatar = {
				code: "AVATAR_RATE_LIMIT",
				message: "You are changing your avatar too fast. Try again later.",
			};
	}
	if (Object.keys(errors).length > 0) return invalidForm(errors);

	if (changes.nick !== undefined) guild.bot.nick = changes.nick || null;
	if (changes.bio !== undefined) guild.bot.bio = changes.bio || null;
	for (const field of PICTURES) {
		const value = changes[field];
		if (value !== undefined) guild.bot[field] = value === null ? null : await hashOf(value);
	}
	if (changes.avatar !== undefined) {
		guild.bot.picture = changes.avatar;
		guild.bot.avatarChanges.push(now);
	}
	return undefined;
}

function isPicture(value: string): boolean {
	const [, kind, data] = PICTURE.exec(value) ?? [];
	return kind !== undefined && (data ?? "").startsWith(BEGINS[kind as keyof typeof BEGINS]);
}

/** 32 hex digits, the same for the same picture. */
async function hashOf(picture: string): Promise<string> {
	const digest = await s256(picture);
	return [...digest.slice(0, 16)]
		.map((letter) => letter.charCodeAt(0).toString(16).padStart(2, "0"))
		.join("");
}
