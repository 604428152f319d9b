import type { ProblemCode } from "../errors";

/** Why Discord does not answer for a person. */
export const DISCORD = [
	"discord_unavailable",
	"discord_timeout",
	"discord_limited",
	"discord_refused",
] as const satisfies readonly ProblemCode[];

/** Why there is no session to act for. */
export const SESSION = ["not_logged_in", "storage_unavailable"] as const satisfies readonly ProblemCode[];

/** Why a form or a JSON is not read. */
export const BODY = [
	"body_malformed",
	"body_too_large",
	"content_type_unsupported",
] as const satisfies readonly ProblemCode[];

/** Why the control room does not answer. */
export const MEMBER = [
	...SESSION,
	...DISCORD,
	"cross_site",
	"not_configured",
	"scope_missing",
	"guild_unknown",
	"bot_missing",
	"bot_misconfigured",
	"bot_limited",
] as const satisfies readonly ProblemCode[];
