import type { Authorizations } from "./authorizations";
import type { BotLimits } from "./buckets";
import type { Chat } from "./client/chat";
import type { Guild } from "./guilds";
import type { Violations } from "./openapi/violations";
import type { Person } from "./people";
import type { RegisteredCommands } from "./registered_commands";
import type { Snowflakes } from "./snowflakes";

/** The one application that is registered here, as in Discord's developer portal. */
export interface Application {
	readonly clientId: string;
	readonly clientSecret: string;
	/** Absent: every http(s) address counts as registered. */
	readonly redirectUris: readonly string[] | undefined;
}

/** What the routes share; one per stand-in, so that two of them never see each other. */
export interface Discord {
	readonly application: Application;
	readonly people: Map<string, Person>;
	readonly authorizations: Authorizations;
	/** By id, oldest first. */
	readonly guilds: Map<string, Guild>;
	/** The token of the application's bot; without one, none is right. */
	readonly botToken: string | undefined;
	readonly botLimits: BotLimits;
	readonly commands: RegisteredCommands;
	readonly chat: Chat;
	readonly snowflakes: Snowflakes;
	readonly violations: Violations;
	/** Where the application is; without it, it hears nothing of what happens here. */
	readonly site: string | undefined;
	/** How it is reached. */
	readonly send: (request: Request) => Promise<Response>;
	/** Milliseconds since 1970. */
	readonly now: () => number;
}
