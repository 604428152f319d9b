import { isSignedByDiscord } from "../discord/signature";
import { AppError } from "../errors";
import { type AppContext, siteOf } from "./browser";

/** An interaction may carry the message that it is about, with all that is embedded in it. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The body that Discord sent, as JSON: read only once its signature is right. Discord sends wrong ones on purpose, and wants
 * them refused by a bare 401.
 * @throws AppError `file_not_found` without `DISCORD_PUBLIC_KEY`, `signature_invalid`, `body_malformed`
 */
export async function readSigned(c: AppContext): Promise<unknown> {
	const { DISCORD_PUBLIC_KEY: key } = siteOf(c).config;
	if (!key) throw new AppError("file_not_found");
	const body = await bodyOf(c.req.raw);
	if (!body || !(await isSignedByDiscord(key, c.req.raw.headers, body))) {
		c.set("problem", () => c.body(null, 401));
		throw new AppError("signature_invalid");
	}
	try {
		// RFC 8259, 8.1: JSON is UTF-8, and nothing else.
		return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body));
	} catch (cause) {
		throw new AppError("body_malformed", { cause });
	}
}

/** A request's body as it came; undefined for one that is larger than any of Discord's. */
async function bodyOf(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let size = 0;
	for await (const chunk of request.body ?? []) {
		size += chunk.byteLength;
		// Leaving the loop cancels the stream: the rest is never read.
		if (size > MAX_BODY_BYTES) return undefined;
		chunks.push(chunk);
	}
	return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
