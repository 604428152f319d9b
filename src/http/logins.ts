import { getCookie, setCookie } from "hono/cookie";
import * as z from "zod/mini";
import { choicesSchema } from "../avatar/choices";
import { configOf } from "../config";
import { seal, sealingKey, unseal } from "../storage/sealed";
import { isToken } from "../storage/sessions";
import { type AppContext, COOKIE } from "./browser";

/** How long a person may take at Discord's consent page, in seconds. */
export const LOGIN_LIFETIME = 10 * 60;

/** How many logins a browser may have under way: the oldest makes room. */
export const MOST_LOGINS = 5;

/** How long they may be together, in characters: all of them are a part of every request. The longest is under 3,500. */
export const LOGINS_MAX = 8 * 1024;

const loginSchema = z.object({
	/** PKCE: what proves to Discord that whoever brings the code is whoever asked for it (RFC 7636). */
	verifier: z.string(),
	/** What was chosen for an avatar; null for a login that makes none. */
	choices: z.nullable(choicesSchema),
	/** Where on this site to go afterwards. */
	returnTo: z.string(),
	/** Whether Discord was told to ask nothing of who said yes before. */
	silent: z.boolean(),
	/** Milliseconds since 1970. */
	expiresAt: z.number(),
});

/** A login that has begun and waits for Discord's answer. */
export type Login = Omit<z.infer<typeof loginSchema>, "expiresAt">;

/**
 * A browser's logins, by the state that travels through Discord (RFC 6749, 10.12). Each is a cookie of its own, sealed
 * with a key derived from the client's secret, so that a login which never comes back costs no storage. It opens with
 * its own state only; and somebody else's state finds no cookie here. That one is deleted keeps an honest browser from
 * using it twice: against any other, Discord takes a code only once.
 */
export function logins(c: AppContext) {
	const key = () => sealingKey(configOf(c.env).DISCORD_CLIENT_SECRET, "login");
	const remove = (name: string) => setCookie(c, name, "", { ...COOKIE, maxAge: 0 });

	return {
		async get(state: string): Promise<Login | undefined> {
			const sealed = isToken(state) ? bytesIn(getCookie(c, nameOf(state), "host")) : undefined;
			if (!sealed) return undefined;
			const login = await unseal(await key(), sealed, (value) => loginSchema.safeParse(value).data, state);
			return login && login.expiresAt > Date.now() ? login : undefined;
		},

		async put(state: string, login: Login): Promise<void> {
			const expiresAt = Date.now() + LOGIN_LIFETIME * 1000;
			const sealed = await seal(await key(), { ...login, expiresAt }, state);
			const value = sealed.toBase64({ alphabet: "base64url", omitPadding: true });
			let room = LOGINS_MAX - value.length;
			// A browser names its oldest cookies first (RFC 6265, 5.4): the newest stay.
			const others = Object.entries(getCookie(c))
				.filter(([name]) => NAME.test(name))
				.toReversed();
			for (const [n, [name, { length }]] of others.entries()) {
				room -= length;
				if (room < 0 || n >= MOST_LOGINS - 1) remove(NAME.exec(name)?.groups?.name ?? "");
			}
			setCookie(c, nameOf(state), value, { ...COOKIE, maxAge: LOGIN_LIFETIME });
		},

		delete(state: string): void {
			remove(nameOf(state));
		},
	};
}

/** As a browser sends it. */
const NAME = /^__Host-(?<name>login_[\w-]{8})$/;

/** A part of the state tells a browser's logins apart. */
function nameOf(state: string): string {
	return `login_${state.slice(0, 8)}`;
}

function bytesIn(base64url: string | undefined): Uint8Array<ArrayBuffer> | undefined {
	try {
		return base64url ? Uint8Array.fromBase64(base64url, { alphabet: "base64url" }) : undefined;
	} catch {
		return undefined;
	}
}
