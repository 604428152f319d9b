import { LOGIN_COOKIE } from "./authorize";
import type { Person } from "./people";

/**
 * What a browser with this person logged in does at an authorise URL: opens it and, where a page comes, presses the
 * button. Gives the absolute callback URL. Where consent is remembered and `prompt=none`, no button is pressed.
 */
export async function pressOnAuthorizePage(
	fetch: (request: Request) => Promise<Response>,
	authorizeUrl: string,
	person: Person,
	choice: "accept" | "cancel",
): Promise<string> {
	const headers = { Cookie: `${LOGIN_COOKIE}=${person.id}`, "User-Agent": "Mozilla/5.0 (stand-in browser)" };
	const opened = await fetch(new Request(authorizeUrl, { headers }));
	const callback = opened.headers.get("Location");
	if (callback !== null) return callback;
	if (!opened.ok) throw new Error(`The authorise page answered ${opened.status}: ${await opened.text()}`);

	const body = new URLSearchParams({ as: person.id, choice });
	const pressed = await fetch(new Request(authorizeUrl, { method: "POST", headers, body }));
	const location = pressed.headers.get("Location");
	if (location === null)
		throw new Error(`The authorise page answered ${pressed.status}: ${await pressed.text()}`);
	return location;
}
