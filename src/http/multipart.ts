import {
	getMultipartBoundary,
	MaxPartsExceededError,
	MultipartParser,
	type MultipartPart,
} from "@remix-run/multipart-parser";
import type { MiddlewareHandler } from "hono";
import { MOST_FILES, type Part } from "../control_room/message_files";
import { HeldBytes, type Hold } from "../discord/bot/held_bytes";
import { AppError } from "../errors";
import type { AppContext, AppEnv } from "./browser";
import { chunksOf, inPieces } from "./chunks";

/**
 * How large a form with files may be, in bytes: a file of 20 MiB, and a little. That is Discord's limit for bots since
 * September 2026 (https://github.com/discord/discord-api-docs/pull/8578). Discord counts each file for itself; here all of
 * them are in memory at once, and an isolate has 128 MB for everything.
 */
export const MAX_FORM_BYTES = (20 * 1024 + 512) * 1024;

/** How long somebody may take to send it, in milliseconds. */
const READ_DEADLINE = 60_000;

/** Seconds after which there may be room again. */
const ROOM_AGAIN = 5;

/** What forms take up in an isolate: one at its largest, or some smaller ones. */
const room = new HeldBytes(MAX_FORM_BYTES, MAX_FORM_BYTES, 2 * READ_DEADLINE);

export function isMultipart(c: AppContext): boolean {
	return /^multipart\/form-data\s*(?:;|$)/i.test(c.req.header("Content-Type") ?? "");
}

/** Gives back the room that a request's form took, once it is answered. */
export const returnsRoom: MiddlewareHandler<AppEnv> = async (c, next) => {
	const answered = next().finally(() => {
		const hold = c.get("hold");
		if (hold) room.end(hold);
	});
	// Who goes away meanwhile would take the room along: what is read is sent all the same.
	c.executionCtx.waitUntil(answered.catch(() => {}));
	await answered;
};

/**
 * Reads a form with files, whose bytes stay in memory. They count as they come: to say that much will come takes no room.
 * @param person whose it is
 * @param deadline in milliseconds
 * @throws AppError `body_malformed`, `body_too_large`, `body_too_slow`; `field_invalid` for too many files;
 * `too_many_requests` where there is no room now
 */
export async function readMultipart(
	c: AppContext,
	person: string,
	deadline = READ_DEADLINE,
): Promise<Part[]> {
	const boundary = getMultipartBoundary(c.req.header("Content-Type") ?? "");
	const { body } = c.req.raw;
	if (!boundary || !BOUNDARY.test(boundary) || !body) throw new AppError("body_malformed");
	if (Number(c.req.header("Content-Length") ?? 0) > MAX_FORM_BYTES) throw new AppError("body_too_large");

	const hold = room.begin(person);
	c.set("hold", hold);
	const chunks = chunksOf(body, deadline);
	try {
		return await partsIn(chunks, boundary, hold);
	} catch (error) {
		room.end(hold);
		await drain(chunks);
		if (error instanceof MaxPartsExceededError) throw new AppError("field_invalid", { fields: TOO_MANY });
		throw error instanceof AppError ? error : new AppError("body_malformed", { cause: error });
	}
}

type Chunks = AsyncIterator<Uint8Array>;

async function partsIn(chunks: Chunks, boundary: string, hold: Hold): Promise<Part[]> {
	const parser = new MultipartParser(boundary, {
		maxParts: MOST_FILES + 1,
		maxFileSize: MAX_FORM_BYTES,
		maxTotalSize: MAX_FORM_BYTES,
	});
	const parts: Part[] = [];
	const pieces = inPieces((piece) => {
		// "Implementations must ignore" what comes after the end (RFC 2046, 5.1.1), as the last line's end does.
		if (isAtEnd(parser)) return;
		for (const part of parser.write(piece)) parts.push(partOf(part));
	});
	for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
		const chunk = next.value;
		if (hold.bytes + chunk.byteLength > MAX_FORM_BYTES) throw new AppError("body_too_large");
		if (!room.grow(hold, chunk.byteLength))
			throw new AppError("too_many_requests", { retryAfter: ROOM_AGAIN });
		pieces.add(chunk);
	}
	pieces.end();
	parser.finish();
	return parts;
}

function isAtEnd(parser: MultipartParser): boolean {
	try {
		parser.finish();
		return true;
	} catch {
		return false;
	}
}

/** Lets the rest of what is refused go by: many hear no answer before they have sent everything. */
async function drain(chunks: Chunks): Promise<void> {
	let left = MAX_FORM_BYTES;
	try {
		for (let next = await chunks.next(); !next.done && left > 0; next = await chunks.next())
			left -= next.value.byteLength;
		await chunks.return?.();
	} catch {
		// It ended early, or took too long.
	}
}

/** RFC 2046, 5.1.1. */
const BOUNDARY = /^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/;

const TOO_MANY = [{ field: "files", message: `Send at most ${MOST_FILES}.` }];

function partOf({ name, filename, mediaType, content }: MultipartPart): Part {
	return { name, filename, type: mediaType, pieces: content };
}
