import { configOf, type Env } from "../config";
import { seal, sealingKey, unseal } from "./sealed";

const PURPOSE = "personal link";

/**
 * The random part of a personal link: 70 characters of base64url. A new one is another each time, and only with the client's
 * secret can one be made, or be told whose it is.
 */
export const LINK_PATTERN = "[A-Za-z0-9_-]{70}";

/** @param tag what stands for whoever owns it: see `person_tag.ts` */
export async function newLinkAddress(env: Env, tag: string): Promise<string> {
	const sealed = await seal(await key(env), tag);
	return sealed.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** The tag of whoever a link was made for; undefined for what is none of ours. */
export async function ownerOf(env: Env, address: string): Promise<string | undefined> {
	const sealed = Uint8Array.fromBase64(address, { alphabet: "base64url" });
	return unseal(await key(env), sealed, (tag) => (typeof tag === "string" ? tag : undefined));
}

function key(env: Env): Promise<CryptoKey> {
	return sealingKey(configOf(env).DISCORD_CLIENT_SECRET, PURPOSE);
}
