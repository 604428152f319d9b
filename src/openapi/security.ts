import type { ZodOpenApiOperationObject, ZodOpenApiSecuritySchemeObject } from "zod-openapi";

/** Who may ask: anyone, whoever is logged in, the bot with its key, or Discord with its signature. */
export type Who = "anyone" | "session" | "either" | "bot" | "discord";

export const SECURITY: Readonly<Record<Who, NonNullable<ZodOpenApiOperationObject["security"]>>> = {
	anyone: [],
	session: [{ session: [] }],
	// A stranger gets an answer, too.
	either: [{}, { session: [] }],
	bot: [{ botKey: [] }],
	discord: [{ discordSignature: [], discordTimestamp: [] }],
};

export const SECURITY_SCHEMES: Readonly<Record<string, ZodOpenApiSecuritySchemeObject>> = {
	session: {
		type: "apiKey",
		in: "cookie",
		name: "__Host-session",
		description: "Whoever has logged in with Discord, in their browser.",
	},
	botKey: {
		type: "http",
		scheme: "bearer",
		description: "One of the keys in `BOT_API_KEY`, which whoever runs the site has set.",
	},
	discordSignature: {
		type: "apiKey",
		in: "header",
		name: "X-Signature-Ed25519",
		description: "Discord's signature of the timestamp and the body, in hex.",
	},
	discordTimestamp: {
		type: "apiKey",
		in: "header",
		name: "X-Signature-Timestamp",
		description: "When Discord signed it, in seconds since 1970: at most five minutes ago.",
	},
};
