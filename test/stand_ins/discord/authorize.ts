import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { authorizePage, invitedPage, invitePage, loggedOutPage, problemPage } from "./authorize_page";
import { type AuthorizeRequest, accepted, denied, readAuthorizeRequest } from "./authorize_request";
import { bodyText } from "./body";
import type { Discord } from "./discord";
import { acceptInvite, guildsToInviteTo, readInvite } from "./invite";
import { PAGE_HEADERS } from "./page";
import { findPersonById, type Person } from "./people";

/** Who is logged in at the stand-in in this browser: the person's id, as it is. Nothing here is worth protecting. */
export const LOGIN_COOKIE = "standin_login";

/** https://docs.discord.com/developers/topics/oauth2#authorization-code-grant */
export function authorizeRoutes(discord: Discord): Hono {
	const routes = new Hono();
	const { application, people, authorizations } = discord;

	routes.use(async (c, next) => {
		await next();
		for (const [name, value] of Object.entries(PAGE_HEADERS)) c.header(name, value);
	});

	routes.get("/authorize", (c) => {
		const url = new URL(c.req.url);
		const invite = readInvite(url);
		if (invite) {
			if (url.searchParams.get("client_id") !== application.clientId)
				return c.html(problemPage("Unknown Application"), 400);
			const selected = findPersonById(people, getCookie(c, LOGIN_COOKIE)) ?? [...people.values()][0];
			const open = selected ? guildsToInviteTo(discord, selected) : [];
			const guilds = invite.fixed ? open.filter(({ id }) => id === invite.guildId) : open;
			const { clientId } = application;
			const action = url.pathname + url.search;
			const { guildId, personal } = invite;
			return c.html(
				invitePage({ clientId, action, people: people.values(), selected, guilds, guildId, personal }),
			);
		}
		const reading = readAuthorizeRequest(url, application);
		if ("problem" in reading) return c.html(problemPage(reading.problem), 400);
		if ("redirect" in reading) return c.redirect(reading.redirect, 302);

		const request = reading.valid;
		const loggedIn = findPersonById(people, getCookie(c, LOGIN_COOKIE));
		if (request.maySkipConsent && loggedIn && authorizations.hasConsent(loggedIn.id, request.scopes))
			return accept(c, loggedIn, request);
		const action = url.pathname + url.search;
		const selected = loggedIn ?? [...people.values()][0];
		return c.html(
			authorizePage({ request, clientId: application.clientId, action, people: people.values(), selected }),
		);
	});

	routes.post("/authorize", async (c, next) => {
		const url = new URL(c.req.url);
		const invite = readInvite(url);
		if (!invite) return next();
		const form = new URLSearchParams(await bodyText(c.req.raw));
		if (form.get("choice") === "cancel") return c.html(problemPage("Nothing was added."));
		const person = findPersonById(people, form.get("as") ?? undefined);
		if (url.searchParams.get("client_id") !== application.clientId || !person)
			return c.html(problemPage("Nobody was chosen."), 400);
		const problem = acceptInvite(discord, invite, person, form.get("guild_id"));
		return problem === undefined ? c.html(invitedPage()) : c.html(problemPage(problem), 403);
	});

	routes.post("/authorize", async (c) => {
		// The query is read again as it came: what the page showed is not trusted.
		const reading = readAuthorizeRequest(new URL(c.req.url), application);
		if ("problem" in reading) return c.html(problemPage(reading.problem), 400);
		if ("redirect" in reading) return c.redirect(reading.redirect, 303);

		const form = new URLSearchParams(await bodyText(c.req.raw));
		if (form.get("choice") === "cancel") return c.redirect(denied(reading.valid), 303);
		const person = findPersonById(people, form.get("as") ?? undefined);
		if (form.get("choice") !== "accept" || !person) return c.html(problemPage("Nobody was chosen."), 400);
		return accept(c, person, reading.valid);
	});

	routes.get("/logout", (c) => {
		deleteCookie(c, LOGIN_COOKIE, { path: "/oauth2" });
		return c.html(loggedOutPage());
	});

	function accept(c: Context, person: Person, request: AuthorizeRequest): Response {
		const code = authorizations.consent({ ...request, personId: person.id });
		setCookie(c, LOGIN_COOKIE, person.id, { path: "/oauth2", sameSite: "Lax", httpOnly: true });
		return c.redirect(accepted(request, code), 303);
	}

	return routes;
}
