import type { Schema } from "@cfworker/json-schema";

/** What Discord's OpenAPI document says otherwise than its documentation and its answers. By the schema's name. */
const CORRECTIONS: Readonly<Record<string, Schema>> = {
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

/** The same, where only some properties of a schema are otherwise. */
const PROPERTIES: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
	// "default_member_permissions: ?string, set of permissions represented as a bit set":
	// https://docs.discord.com/developers/interactions/application-commands#create-global-application-command
	ApplicationCommandUpdateRequest: {
		default_member_permissions: { type: ["string", "null"], pattern: "^[0-9]{1,20}$" },
		nsfw: { type: "boolean" },
	},
	// By the type of the option that is asked about: here there are options of text only, and of others it would be noise.
	ApplicationCommandAutocompleteCallbackRequest: {
		data: { $ref: "#/components/schemas/InteractionApplicationCommandAutocompleteCallbackStringData" },
	},
	// "value: up to 100 characters if string": …#application-command-object-application-command-option-choice-structure
	ApplicationCommandOptionStringChoice: { value: { type: "string", maxLength: 100 } },
};

/** A schema as Discord means it. */
export function corrected(name: string, schema: Schema): Schema {
	const whole = CORRECTIONS[name] ?? schema;
	const properties = PROPERTIES[name];
	return properties ? { ...whole, properties: { ...whole.properties, ...properties } } : whole;
}
