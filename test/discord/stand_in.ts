import { Hono } from "hono";
import { Authorizations } from "./authorizations";
import { authorizeRoutes } from "./authorize";
import { pressOnAuthorizePage } from "./browser";
import { controlRoutes } from "./control";
import type { Discord } from "./discord";
import { generalError } from "./errors";
import { type Failure, Failures, failureAnswer } from "./failures";
import { oauthRoutes } from "./oauth";
import { findPerson, madeUpPeople, type Person, peopleByUsername } from "./people";
import { type RecordedRequest, recordRequest } from "./recorded_request";
import { userRoutes } from "./users";
import { wait } from "./wait";

export type { Failure, FailureKind } from "./failures";
export type { Person } from "./people";
export type { Limit } from "./rate_limit";
export type { RecordedRequest } from "./recorded_request";

export interface StandInOptions {
	clientId: string;
	clientSecret: string;
	/** When given, every other redirect URI is refused, as Discord does. */
	redirectUris?: string[];
	people?: Person[];
	/** Milliseconds since 1970; default `Date.now`. */
	now?: () => number;
	/** Default 604,800: the week that Discord's tokens live. */
	accessTokenSeconds?: number;
}

export interface StandIn {
	/** Answers as discord.com would, on whatever host it is asked. Also opens the control door, `/_standin/…`. */
	fetch(request: Request): Promise<Response>;
	/** Every request received, in order, but for the control door's. */
	readonly requests: RecordedRequest[];
	/** Makes the next calls to a path fail. */
	fail(failure: Failure): void;
	/** Keyed by the username each person starts with. Change a person by assigning to its fields. */
	readonly people: Map<string, Person>;
	/**
	 * Opens the authorise URL as this person (by username) and presses Accept or Cancel, as a browser would. Gives the
	 * absolute callback URL. Throws when Discord would show an error page instead.
	 */
	authorize(authorizeUrl: string, as: string, choice?: "accept" | "cancel"): Promise<string>;
	/** Takes back all this person gave the application, as Settings > Authorised Apps does. */
	deauthorize(username: string): void;
	/** As newly made: no tokens, consents, requests or failures, and people as at the start. */
	reset(): void;
}

/** A Discord of its own: two stand-ins share nothing. */
export function createStandIn(options: StandInOptions): StandIn {
	const { clientId, clientSecret, redirectUris, now = Date.now, accessTokenSeconds = 604_800 } = options;
	const newPeople = () => peopleByUsername(structuredClone(options.people) ?? madeUpPeople());
	const people = newPeople();
	const authorizations = new Authorizations(now, accessTokenSeconds);
	const discord: Discord = {
		application: { clientId, clientSecret, redirectUris },
		people,
		authorizations,
		now,
	};
	const failures = new Failures();
	const requests: RecordedRequest[] = [];

	const standIn: StandIn = {
		requests,
		people,
		fail: (failure) => failures.add(failure),
		async fetch(request) {
			request.signal.throwIfAborted();
			const { pathname } = new URL(request.url);
			if (pathname.startsWith("/_standin/")) return app.fetch(request);
			requests.push(await recordRequest(request));
			const failure = failures.take(pathname);
			if (failure && "delay" in failure) await wait(failure.delay, request.signal);
			return (failure && failureAnswer(failure, now())) ?? app.fetch(request);
		},
		authorize: (authorizeUrl, as, choice = "accept") =>
			pressOnAuthorizePage(standIn.fetch, authorizeUrl, personNamed(as), choice),
		deauthorize: (username) => authorizations.deauthorize(personNamed(username).id),
		reset() {
			requests.length = 0;
			failures.reset();
			authorizations.reset();
			people.clear();
			for (const [username, person] of newPeople()) people.set(username, person);
		},
	};
	const app = routes(discord, standIn);

	function personNamed(username: string): Person {
		const person = findPerson(people, username);
		if (!person) throw new Error(`The stand-in Discord knows nobody called ${username}.`);
		return person;
	}

	return standIn;
}

function routes(discord: Discord, standIn: StandIn): Hono {
	const app = new Hono();
	app.route("/oauth2", authorizeRoutes(discord));
	app.route("/api", oauthRoutes(discord));
	app.route("/api/v10", oauthRoutes(discord));
	app.route("/api/v10", userRoutes(discord));
	app.all("/api/*", () => generalError(404));
	app.route("/_standin", controlRoutes(standIn));
	return app;
}
