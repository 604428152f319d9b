import { isSignedByDiscord, saysSigned } from "../discord/signature";
import { AppError } from "../errors";
import { type AppContext, siteOf } from "./browser";
import { chunksOf } from "./chunks";

/** An interaction may carry the message that it is about, with all that is embedded in it. */
const MAX_BODY_BYTES = 1024 * 1024;

/** How long it may take to come, in milliseconds: by then Discord waits for no answer any more. */
const BODY_DEADLINE = 3_000;

/**
 * The body that Discord sent, as JSON: read only once its signature is right. Discord sends wrong ones on purpose, and wants
 * them refused by a bare 401. Nobody's address is limited here: so what does not even say to be signed is not read, and what
 * does is not waited for.
 * @param deadline in milliseconds
 * @throws AppError `file_not_found` without `DISCORD_PUBLIC_KEY`, `signature_invalid`, `body_malformed`
 */
export async function readSigned(c: AppContext, deadline = BODY_DEADLINE): Promise<unknown> {
	const { DISCORD_PUBLIC_KEY: key } = siteOf(c).config;
	if (!key) throw new AppError("file_not_found");
	const { headers } = c.req.raw;
	const body = saysSigned(headers) ? await bodyOf(c.req.raw, deadline) : undefined;
	if (!body || !(await isSignedByDiscord(key, headers, body))) {
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

/** A request's body as it came; undefined for one that is larger than any of Discord's, or does not come to its end in time. */
async function bodyOf({ body }: Request, deadline: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let size = 0;
	try {
		for await (const chunk of body ? chunksOf(body, deadline) : []) {
			size += chunk.byteLength;
			if (size > MAX_BODY_BYTES) return undefined;
			chunks.push(chunk);
		}
	} catch {
		return undefined;
	}
	return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
