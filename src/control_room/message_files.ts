import type { SentFile } from "../discord/bot/content";
import { AppError } from "../errors";

/** "Maximum number of attachments in a message reached (10)". */
export const MOST_FILES = 10;

/** How long a message's fields may be as JSON, in bytes: ten embeds at their longest are well below this. */
const MOST_FIELDS = 256 * 1024;

/**
 * What a file may be called: 1 to 1,024 characters (`MessageAttachmentRequest` in Discord's OpenAPI document), none of
 * which ends or escapes anything in a header, leads to a folder, or turns what comes after it round.
 */
export const FILENAME = /^(?=.{1,1024}$)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"\\/]+$/u;

const MEDIA_TYPE = /^[\w.+-]{1,64}\/[\w.+-]{1,64}$/;

/** A part of a form, as it came. */
export interface Part {
	name: string | undefined;
	filename: string | undefined;
	type: string | undefined;
	pieces: readonly Uint8Array[];
}

/**
 * What a form of Discord's holds (https://docs.discord.com/developers/reference#uploading-files): the message's fields as
 * JSON, not yet checked, and its files.
 * @throws AppError `field_invalid` for a part that is none, comes twice or has no name that a file may have;
 * `body_malformed`, `body_too_large` for fields that are no JSON, or too much of it
 */
export function readParts(parts: readonly Part[]): { fields: unknown; files: SentFile[] } {
	let fields: unknown;
	const files = new Map<number, SentFile>();
	for (const { name = "", filename = "", type = "", pieces } of parts) {
		const refuse = (message: string) =>
			new AppError("field_invalid", { fields: [{ field: name.toWellFormed().slice(0, 100), message }] });
		const id = Number(/^files\[(\d)\]$/.exec(name)?.[1] ?? Number.NaN);
		if (name !== "payload_json" && Number.isNaN(id)) throw refuse("There is no such part.");
		if (name === "payload_json" ? fields !== undefined : files.has(id)) throw refuse("Send it once.");
		if (name === "payload_json") fields = parsed(pieces);
		else if (!FILENAME.test(filename))
			throw refuse("Give it a filename: no control characters, quotes or slashes.");
		else files.set(id, { id, filename, type: MEDIA_TYPE.test(type) ? type : UNKNOWN_TYPE, pieces });
	}
	return { fields: fields ?? {}, files: [...files.values()] };
}

const UNKNOWN_TYPE = "application/octet-stream";

function parsed(pieces: readonly Uint8Array[]): unknown {
	if (pieces.reduce((size, { byteLength }) => size + byteLength, 0) > MOST_FIELDS)
		throw new AppError("body_too_large");
	const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
	try {
		const text = pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
		return JSON.parse(text);
	} catch (cause) {
		throw new AppError("body_malformed", { cause });
	}
}
