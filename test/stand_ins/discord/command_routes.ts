import type { Snowflake } from "discord-api-types/v10";
import { type Context, Hono } from "hono";
import type { Discord } from "./discord";
import { generalError, invalidForm, numberedError } from "./errors";
import { registrationProblems } from "./openapi/commands";
import { rateLimitHeaders } from "./rate_limit";
import type { Command, CommandToRegister } from "./registered_commands";
import { UPDATE_SCOPE } from "./scopes";
import { isDiscordBot } from "./user_agent";

/** https://docs.discord.com/developers/interactions/application-commands#endpoints: all of them at once. */
export function commandRoutes(discord: Discord): Hono {
	const { application, guilds, botToken, authorizations, commands, now } = discord;
	const routes = new Hono();

	for (const path of [
		"/applications/:application/commands",
		"/applications/:application/guilds/:guild/commands",
	]) {
		routes.get(path, (c) => {
			const refused = refusal(c);
			if (refused) return refused;
			const all = commands.in(guildOf(c));
			return json(c.req.query("with_localizations") === "true" ? all : all.map(withoutTranslations));
		});

		routes.put(path, async (c) => {
			const refused = refusal(c);
			if (refused) return refused;
			const body: unknown = await c.req.json().catch(() => undefined);
			const guildId = guildOf(c);
			const problems = registrationProblems(body, guildId === undefined ? "global" : "guild");
			for (const problem of problems)
				discord.violations.report({ call: "PUT commands", of: "request", problem });
			if (problems.length > 0)
				return invalidForm({}, { code: "APPLICATION_COMMAND_INVALID", message: problems.join("; ") });
			return json(commands.set(guildId, (body ?? []) as CommandToRegister[]));
		});
	}

	function guildOf(c: Context): Snowflake | undefined {
		return c.req.param("guild");
	}

	/** "A bot token, or a bearer token of the scope", of this application. */
	function refusal(c: Context): Response | undefined {
		const [scheme, token = ""] = (c.req.header("Authorization") ?? "").split(" ");
		const isBot = scheme === "Bot" && botToken !== undefined && token === botToken;
		const isApplication =
			scheme === "Bearer" && authorizations.applicationScopes(token).includes(UPDATE_SCOPE);
		if (!isBot && !isApplication) return generalError(401);
		if (!isDiscordBot(c.req.header("User-Agent"))) return numberedError("browser");
		if (c.req.param("application") !== application.clientId) return numberedError("missingAccess");
		const guildId = guildOf(c);
		return guildId === undefined || guilds.get(guildId)?.bot ? undefined : numberedError("missingAccess");
	}

	function json(all: readonly object[]): Response {
		return Response.json(all, { headers: rateLimitHeaders("application-commands", now()) });
	}

	return routes;
}

/** "Those endpoints will supply additional name_localized or description_localized fields" to whoever has a locale: no bot has. */
function withoutTranslations(command: Command): object {
	return JSON.parse(
		JSON.stringify(command, (name, value) =>
			["name_localizations", "description_localizations"].includes(name) ? undefined : value,
		),
	);
}
