import type { RESTError } from "discord-api-types/v10";

/** Discord's JSON errors that carry no code of their own (code 0, "General error"). */
const GENERAL = {
	401: "401: Unauthorized",
	404: "404: Not Found",
	405: "405: Method Not Allowed",
} as const;

export function generalError(status: keyof typeof GENERAL): Response {
	const body: RESTError = { message: GENERAL[status], code: 0 };
	return Response.json(body, { status });
}

/** RFC 6749, section 5.2. Discord sends a description with some and not with others. */
export interface OAuth2Error {
	readonly error: "invalid_client" | "invalid_grant" | "invalid_request" | "unsupported_grant_type";
	readonly error_description?: string;
}

/** 401 for unknown clients, 400 for the rest: RFC 6749, section 5.2. */
export function oauth2Error(error: OAuth2Error): Response {
	const status = error.error === "invalid_client" ? 401 : 400;
	return Response.json(error, { status, headers: { "Cache-Control": "no-store" } });
}
