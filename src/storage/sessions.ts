import * as z from "zod/mini";
import { choicesSchema } from "../avatar/choices";
import { KEY_PATTERN } from "../avatar/recipe";
import type { Env } from "../config";
import { AppError } from "../errors";
import { type SealedRecords, sealedRecords } from "./sealed_records";

/** How long a session lives after the last use that needed a write, in seconds. */
export const SESSION_LIFETIME = 7 * 24 * 60 * 60;

const sessionSchema = z.object({
	user: z.object({
		id: z.string(),
		username: z.string(),
		globalName: z.nullable(z.string()),
		avatar: z.nullable(z.string()),
	}),
	/** Null where Discord takes them no more: then the avatar can still be seen, and a new one needs a login. */
	tokens: z.nullable(
		z.object({
			access: z.string(),
			refresh: z.string(),
			/** When the access token ends, in milliseconds since 1970. */
			expiresAt: z.number(),
			scopes: z.array(z.string()),
		}),
	),
	/** The avatar made last: what was chosen, and for whom as they were then. */
	avatar: z.nullable(
		z.object({
			choices: choicesSchema,
			person: z.object({ username: z.string(), avatar: z.nullable(z.string()) }),
			/** Where it is stored. Not derived anew: a newer DiceBear gives the same choices another key. */
			key: z.string().check(z.regex(new RegExp(`^${KEY_PATTERN}$`))),
			/** When it was made, in milliseconds since 1970. */
			madeAt: z.number(),
		}),
	),
});

/** Somebody who has logged in. */
export type Session = z.infer<typeof sessionSchema>;

/** A session in its person's hands. */
export interface HeldSession {
	/** What the person's cookie holds. */
	readonly token: string;
	/** The record as it was read. */
	readonly session: Session;
	/** Whether the record was written since: then the cookie has to live as long again. */
	renewed: boolean;
}

/** A session out of anything. */
export function sessionIn(value: unknown): Session | undefined {
	return sessionSchema.safeParse(value).data;
}

/**
 * Sessions in KV, by the token in the person's cookie. A login writes its own; all that changes one later is the
 * `SessionKeeper`'s to write.
 */
export function sessions(env: Env): SealedRecords<Session> {
	return sealedRecords(env.SESSIONS, {
		prefix: "session:",
		lifetime: SESSION_LIFETIME,
		check: sessionIn,
		failed: (cause) => new AppError("storage_unavailable", { cause }),
	});
}

/** Whether a text has the shape of `randomToken`, as arctic's states have too. */
export function isToken(text: string): boolean {
	return /^[\w-]{43}$/.test(text);
}

/** A random 256-bit token, in base64url: 43 characters. */
export function randomToken(): string {
	return crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: "base64url", omitPadding: true });
}
