import { Hono } from "hono";
import { Authorizations } from "./authorizations";
import { authorizeRoutes } from "./authorize";
import { botRoutes, isBots } from "./bot";
import { pressOnAuthorizePage } from "./browser";
import { BotLimits } from "./buckets";
import { Chat } from "./client/chat";
import { clientRoutes } from "./client/routes";
import { webhookRoutes } from "./client/webhook_routes";
import { commandRoutes } from "./command_routes";
import { controlRoutes } from "./control";
import type { Discord } from "./discord";
import { generalError } from "./errors";
import { banAnswer, type Failure, Failures, failureAnswer } from "./failures";
import { type Guild, letBotJoin, madeUpGuilds, throwBotOut } from "./guilds";
import { oauthRoutes } from "./oauth";
import { type Violation, Violations } from "./openapi/violations";
import { findPerson, madeUpPeople, type Person, peopleByUsername } from "./people";
import { type RecordedRequest, recordRequest } from "./recorded_request";
import { type CommandToRegister, RegisteredCommands } from "./registered_commands";
import { Snowflakes } from "./snowflakes";
import { userRoutes } from "./users";
import { wait } from "./wait";
import { Weather } from "./weather";

export type { Failure, FailureKind } from "./failures";
export type { Guild } from "./guilds";
export type { Violation } from "./openapi/violations";
export type { Person } from "./people";
export type { Limit } from "./rate_limit";
export type { RecordedRequest } from "./recorded_request";

export interface StandInOptions {
	clientId: string;
	clientSecret: string;
	/** The token the bot calls with. Without one, no `Authorization: Bot` is right. */
	botToken?: string;
	/** When given, every other redirect URI is refused, as Discord does. */
	redirectUris?: string[];
	people?: Person[];
	/** How many guilds the bot is in that nobody of the people is in. Default 450. */
	crowd?: number;
	/** Milliseconds since 1970; default `Date.now`. */
	now?: () => number;
	/** Default 604,800: the week that Discord's tokens live. */
	accessTokenSeconds?: number;
	/** The commands that are registered beforehand. */
	commands?: readonly CommandToRegister[];
	/** Where the application is: `/interactions` and `/discord-events` are there. Without it, nothing is sent. */
	site?: string;
	/** How it is reached; default `fetch`. */
	send?: (request: Request) => Promise<Response>;
	/** Hears of each violation at once. */
	onViolation?: (violation: Violation) => void;
}

export interface StandIn {
	/** Answers as discord.com would, on whatever host it is asked. Also has a client, `/channels`, and the control door, `/_standin/…`. */
	fetch(request: Request): Promise<Response>;
	/** Every request received, in order, but for the client's and the control door's. */
	readonly requests: RecordedRequest[];
	/**
	 * What was not as Discord's OpenAPI document has it (see openapi/), in order: of every request, and of every answer
	 * but for the failures, which lie on purpose.
	 */
	readonly violations: Violation[];
	/** Makes the next calls to a path fail. */
	fail(failure: Failure): void;
	/** From now on Cloudflare stops every so manieth call to the API; undefined: none. */
	setWeather(weather: { cloudflareEvery: number | undefined }): void;
	/** Keyed by the username each person starts with. Change a person by assigning to its fields. */
	readonly people: Map<string, Person>;
	/** By id. Change a guild by assigning to its fields. */
	readonly guilds: Map<string, Guild>;
	/** What the bot's calls have come to: 429s by scope, and invalid requests of the last ten minutes. */
	readonly botLimits: Pick<BotLimits, "answered429" | "invalidRequests">;
	/** The bot joins or leaves a guild, as if somebody had invited it or thrown it out. */
	setBot(guildId: string, joined: boolean): void;
	/** From now on this person (by username) has these permissions in a guild: "0" for a demotion. */
	setPermissions(username: string, guildId: string, permissions: string): void;
	/** From now on this person (by username) has these roles in a guild, whatever they may do. */
	setRoles(username: string, guildId: string, roles: string[]): void;
	/**
	 * Opens the authorise URL as this person (by username) and presses Accept or Cancel, as a browser would. Gives the
	 * absolute callback URL. Throws when Discord would show an error page instead.
	 */
	authorize(authorizeUrl: string, as: string, choice?: "accept" | "cancel"): Promise<string>;
	/** Takes back all this person gave the application, as Settings > Authorised Apps does. */
	deauthorize(username: string): void;
	/** As newly made: no tokens, consents, requests, violations or failures, and people as at the start. */
	reset(): void;
}

/** A Discord of its own: two stand-ins share nothing. */
export function createStandIn(options: StandInOptions): StandIn {
	const { clientId, clientSecret, redirectUris, now = Date.now, accessTokenSeconds = 604_800 } = options;
	const newPeople = () => peopleByUsername(structuredClone(options.people) ?? madeUpPeople());
	const people = newPeople();
	const authorizations = new Authorizations(now, accessTokenSeconds);
	const newGuilds = () => madeUpGuilds(now(), options.crowd ?? 450);
	const guilds = newGuilds();
	const botLimits = new BotLimits(now);
	const violations = new Violations(options.onViolation);
	const snowflakes = new Snowflakes(now);
	const commands = new RegisteredCommands(clientId, snowflakes);
	const chat = new Chat(clientId, snowflakes, now);
	const discord: Discord = {
		application: { clientId, clientSecret, redirectUris },
		people,
		authorizations,
		guilds,
		botToken: options.botToken,
		botLimits,
		commands,
		chat,
		snowflakes,
		violations,
		site: options.site,
		send: options.send ?? ((request) => fetch(request)),
		now,
	};
	const failures = new Failures();
	const weather = new Weather();
	const requests: RecordedRequest[] = [];

	const standIn: StandIn = {
		requests,
		people,
		guilds,
		botLimits,
		violations: violations.found,
		setBot(guildId, joined) {
			const guild = guildOf(guildId);
			throwBotOut(guild);
			if (joined) letBotJoin(guild, now());
		},
		setPermissions(username, guildId, permissions) {
			guildOf(guildId).permissions.set(personNamed(username).id, permissions);
		},
		setRoles(username, guildId, roles) {
			const { members } = guildOf(guildId);
			const { id } = personNamed(username);
			members.set(id, { ...members.get(id), roles });
		},
		fail: (failure) => failures.add(failure),
		setWeather: ({ cloudflareEvery }) => weather.set(cloudflareEvery),
		async fetch(request) {
			request.signal.throwIfAborted();
			const url = new URL(request.url);
			const { pathname } = url;
			if (/^\/(_standin|channels)(\/|$)/.test(pathname)) return app.fetch(request);
			const recorded = await recordRequest(request);
			requests.push(recorded);
			const checkAnswer = violations.check({ ...recorded, url });
			const bots = isBots(recorded.headers.authorization);
			const counted = (answer: Response) => (bots ? botLimits.count(answer) : answer);

			const failure = failures.take(pathname);
			if (failure && "delay" in failure) await wait(failure.delay, request.signal);
			const lie = failure && failureAnswer(failure, now());
			if (lie) return counted(lie);
			if (pathname.startsWith("/api/")) {
				if (bots && botLimits.banned) return banAnswer();
				const stopped = weather.stop();
				if (stopped) return counted(stopped);
			}
			const answer = await app.fetch(request);
			await checkAnswer(answer);
			return answer;
		},
		authorize: (authorizeUrl, as, choice = "accept") =>
			pressOnAuthorizePage(standIn.fetch, authorizeUrl, personNamed(as), choice),
		deauthorize: (username) => authorizations.deauthorize(personNamed(username).id),
		reset() {
			requests.length = 0;
			violations.found.length = 0;
			failures.reset();
			weather.set(undefined);
			authorizations.reset();
			people.clear();
			for (const [username, person] of newPeople()) people.set(username, person);
			guilds.clear();
			for (const [id, guild] of newGuilds()) guilds.set(id, guild);
			botLimits.reset();
			chat.reset();
			commands.reset();
			commands.set(undefined, options.commands ?? []);
		},
	};
	commands.set(undefined, options.commands ?? []);
	const app = routes(discord, standIn);

	function personNamed(username: string): Person {
		const person = findPerson(people, username);
		if (!person) throw new Error(`The stand-in Discord knows nobody called ${username}.`);
		return person;
	}

	function guildOf(id: string): Guild {
		const guild = guilds.get(id);
		if (!guild) throw new Error(`The stand-in Discord knows no guild ${id}.`);
		return guild;
	}

	return standIn;
}

function routes(discord: Discord, standIn: StandIn): Hono {
	const app = new Hono();
	app.route("/oauth2", authorizeRoutes(discord));
	app.route("/api", oauthRoutes(discord));
	app.route("/api/v10", oauthRoutes(discord));
	app.route("/api/v10", commandRoutes(discord));
	app.route("/api/v10", webhookRoutes(discord));
	app.route("/api/v10", botRoutes(discord));
	app.route("/api/v10", userRoutes(discord));
	app.all("/api/*", () => generalError(404));
	app.route("/_standin", controlRoutes(standIn));
	app.route("/channels", clientRoutes(discord));
	return app;
}
