import * as z from "zod/mini";
import { choicesSchema } from "../avatar/choices";
import type { Env } from "../config";
import { AppError } from "../errors";
import { type SealedRecords, sealedRecords } from "./sealed";

/** How long a session lives after the last use that needed a write, in seconds. */
export const SESSION_LIFETIME = 7 * 24 * 60 * 60;

/** How long a person may take at Discord's consent page, in seconds. */
export const LOGIN_LIFETIME = 10 * 60;

const loginSchema = z.object({
	/** PKCE: what proves to Discord that whoever brings the code is whoever asked for it (RFC 7636). */
	verifier: z.string(),
	/** What was chosen for an avatar; null for a login that makes none. */
	choices: z.nullable(choicesSchema),
	/** Where on this site to go afterwards. */
	returnTo: z.string(),
});

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
			/** When it was made, in milliseconds since 1970. */
			madeAt: z.number(),
		}),
	),
});

/** A login that has begun and waits for Discord's answer. */
export type Login = z.infer<typeof loginSchema>;

/** Somebody who has logged in. */
export type Session = z.infer<typeof sessionSchema>;

const failed = (cause: unknown) => new AppError("storage_unavailable", { cause });

/** Sessions by the token in the person's cookie. */
export function sessions(env: Env): SealedRecords<Session> {
	return sealedRecords(env.SESSIONS, {
		prefix: "session:",
		lifetime: SESSION_LIFETIME,
		check: (value) => sessionSchema.safeParse(value).data,
		failed,
	});
}

/** Pending logins by `loginSecret`. */
export function logins(env: Env): SealedRecords<Login> {
	return sealedRecords(env.SESSIONS, {
		prefix: "login:",
		lifetime: LOGIN_LIFETIME,
		check: (value) => loginSchema.safeParse(value).data,
		failed,
	});
}

/**
 * What a pending login is kept under: the state that travels through Discord, and the browser's own cookie. With the
 * one but not the other, somebody else's login cannot even be found (RFC 6749, 10.12). Both must be tokens: of free
 * texts, two pairs could make one secret.
 */
export function loginSecret(state: string, browser: string): string {
	return `${state}.${browser}`;
}

/** Whether a text has the shape of `randomToken`, as arctic's states have too. */
export function isToken(text: string): boolean {
	return /^[\w-]{43}$/.test(text);
}

/** A random 256-bit token, in base64url: 43 characters. */
export function randomToken(): string {
	return crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: "base64url", omitPadding: true });
}
