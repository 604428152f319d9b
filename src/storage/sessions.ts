import * as z from "zod/mini";
import { choicesSchema } from "../avatar/choices";
import { KEY_PATTERN } from "../avatar/recipe";
import type { Env } from "../config";
import { AppError } from "../errors";
import { personTag } from "./person_tag";
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
 * Sessions in KV, by the token in the person's cookie; as a group, those of a person. A login writes its own; all that
 * changes one later is the `SessionKeeper`'s to write.
 */
export function sessions(env: Env): SealedRecords<Session> {
	return sealedRecords(env.SESSIONS, {
		prefix: "session:",
		groupOf: (token) => {
			const { tag, time } = partsOf(token) ?? {};
			return tag && time ? `${groupOf(tag)}${time}:` : "";
		},
		lifetime: SESSION_LIFETIME,
		check: sessionIn,
		failed: (cause) => new AppError("storage_unavailable", { cause }),
	});
}

/** The group of all sessions of somebody, by their tag. */
export function groupOf(tag: string): string {
	return `${tag}:`;
}

/** What the name of a session says: of its object, and of when it began, in milliseconds since 1970. */
export function namedSession(name: string): { keeper: string; loggedInAt: number } {
	const [time = "", keeper = ""] = name.split(":").slice(-2);
	return { keeper, loggedInAt: Number.parseInt(time, 36) };
}

/** A random part, the person's tag, the time. The first releases gave the random part only. */
const TOKEN = /^[\w-]{43}(?:\.(?<tag>[\w-]{22})\.(?<time>[0-9a-z]{1,9}))?$/;

function partsOf(token: string) {
	return TOKEN.exec(token)?.groups;
}

/** When a session began, in milliseconds since 1970; 0 for one of the first releases. */
export function loggedInAt(token: string): number {
	return Number.parseInt(partsOf(token)?.time ?? "0", 36);
}

/**
 * A token for a new session. It says openly whose it is, by their tag, and since when: so its record can be found without
 * it, and says so as often as it is written.
 * @param loggedInAt in milliseconds since 1970: no later than Discord gave its tokens
 */
export async function newSessionToken(env: Env, person: string, loggedInAt: number): Promise<string> {
	return `${randomToken()}.${await personTag(env, person)}.${loggedInAt.toString(36)}`;
}

/** Whether a text has the shape of a session's token. */
export function isSessionToken(text: string): boolean {
	return TOKEN.test(text);
}

/** Whether a session is found when its person leaves: not with a token of the first releases, or of another secret's. */
export async function isFound(env: Env, token: string, person: string): Promise<boolean> {
	return partsOf(token)?.tag === (await personTag(env, person));
}

/** Whether a text has the shape of `randomToken`, as arctic's states have too. */
export function isToken(text: string): boolean {
	return /^[\w-]{43}$/.test(text);
}

/** A random 256-bit token, in base64url: 43 characters. */
export function randomToken(): string {
	return crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: "base64url", omitPadding: true });
}
