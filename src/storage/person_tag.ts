import { configOf, type Env } from "../config";
import { signingKey } from "./sealed";

/** 128 bits: nobody has another's by chance. */
const TAG_BYTES = 16;

/** What stands for people, in the same order: see `personTag`. */
export async function personTags(env: Env, people: readonly string[]): Promise<string[]> {
	const key = await signingKey(configOf(env).DISCORD_CLIENT_SECRET, "person");
	const tagOf = async (person: string) => {
		const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(person));
		return new Uint8Array(mac, 0, TAG_BYTES).toBase64({ alphabet: "base64url", omitPadding: true });
	};
	return Promise.all(people.map(tagOf));
}

/**
 * What stands for a person in the names of what is theirs, so that it is found when they leave: 22 characters of base64url.
 * It cannot be told from it who they are without the client's secret, and with another secret it is another.
 * @param person their id at Discord
 */
export async function personTag(env: Env, person: string): Promise<string> {
	const [tag = ""] = await personTags(env, [person]);
	return tag;
}
