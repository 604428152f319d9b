import type { RESTError } from "discord-api-types/v10";

/** Discord's JSON errors that carry no code of their own (code 0, "General error"). */
const GENERAL = {
	400: "400: Bad Request",
	401: "401: Unauthorized",
	404: "404: Not Found",
	405: "405: Method Not Allowed",
} as const;

export function generalError(status: keyof typeof GENERAL): Response {
	const body: RESTError = { message: GENERAL[status], code: 0 };
	return Response.json(body, { status });
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes */
const NUMBERED = {
	unknownChannel: [404, 10003, "Unknown Channel"],
	unknownGuild: [404, 10004, "Unknown Guild"],
	unknownMember: [404, 10007, "Unknown Member"],
	unknownMessage: [404, 10008, "Unknown Message"],
	unknownRole: [404, 10011, "Unknown Role"],
	unknownUser: [404, 10013, "Unknown User"],
	unknownWebhook: [404, 10015, "Unknown Webhook"],
	invalidWebhookToken: [401, 50027, "Invalid Webhook Token"],
	tooManyAttachments: [400, 30015, "Maximum number of attachments in a message reached (10)"],
	tooLarge: [413, 40005, "Request entity too large"],
	invalidJson: [400, 50109, "The request body contains invalid JSON."],
	missingAccess: [403, 50001, "Missing Access"],
	foreignMessage: [403, 50005, "Cannot edit a message authored by another user"],
	missingPermissions: [403, 50013, "Missing Permissions"],
	/** What a browser gets that calls with a bot's token. */
	browser: [403, 40333, "internal network error"],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export function numberedError(name: keyof typeof NUMBERED): Response {
	const [status, code, message] = NUMBERED[name];
	return Response.json({ message, code } satisfies RESTError, { status });
}

interface FieldError {
	readonly code: string;
	readonly message: string;
}

/** What is wrong with each field. */
export type FieldErrors = Record<string, FieldError>;

/**
 * https://docs.discord.com/developers/reference#error-messages
 * @param whole what is wrong with the request as a whole
 */
export function invalidForm(fields: FieldErrors, whole?: FieldError): Response {
	const errors = {
		...(whole && { _errors: [whole] }),
		...Object.fromEntries(Object.entries(fields).map(([field, error]) => [field, { _errors: [error] }])),
	};
	return Response.json({ message: "Invalid Form Body", code: 50035, errors }, { status: 400 });
}

/** RFC 6749, section 5.2. Discord sends a description with some and not with others. */
export interface OAuth2Error {
	readonly error:
		| "invalid_client"
		| "invalid_grant"
		| "invalid_request"
		| "invalid_scope"
		| "unsupported_grant_type";
	readonly error_description?: string;
}

/** 401 for unknown clients, 400 for the rest: RFC 6749, section 5.2. */
export function oauth2Error(error: OAuth2Error): Response {
	const status = error.error === "invalid_client" ? 401 : 400;
	return Response.json(error, { status, headers: { "Cache-Control": "no-store" } });
}
