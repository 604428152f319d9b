import type { Schema } from "@cfworker/json-schema";

/** What Discord's OpenAPI document says otherwise than its documentation and its answers. By the schema's name. */
export const CORRECTIONS: Readonly<Record<string, Schema>> = {
	// "code?: An error code for some limits": https://docs.discord.com/developers/topics/rate-limits
	RatelimitedResponse: {
		type: "object",
		properties: {
			message: { type: "string" },
			retry_after: { type: "number" },
			global: { type: "boolean" },
			code: { type: "integer" },
		},
		required: ["message", "retry_after", "global"],
	},
	// A field's code is a word, such as BASE_TYPE_REQUIRED: https://docs.discord.com/developers/reference#error-messages
	InnerErrors: {
		type: "object",
		properties: {
			_errors: {
				type: "array",
				items: {
					type: "object",
					properties: { code: { type: "string" }, message: { type: "string" } },
					required: ["code", "message"],
				},
			},
		},
		required: ["_errors"],
	},
};
