import type { Application } from "./discord";

/**
 * "All calls to the OAuth2 endpoints require either HTTP Basic authentication or `client_id` and `client_secret`
 * supplied in the form data body."
 */
export function isApplication(
	application: Application,
	authorization: string | undefined,
	form: URLSearchParams,
): boolean {
	const given =
		authorization === undefined ? [form.get("client_id"), form.get("client_secret")] : basic(authorization);
	return given[0] === application.clientId && given[1] === application.clientSecret;
}

/** RFC 7617; text that is not base64 is nobody. */
function basic(authorization: string): readonly (string | undefined)[] {
	const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1];
	if (encoded === undefined) return [];
	try {
		const [, id, secret] = /^([^:]*):(.*)$/s.exec(atob(encoded)) ?? [];
		return [id, secret];
	} catch {
		return [];
	}
}
