import { html, raw } from "hono/html";
import type { AuthorizeRequest } from "./authorize_request";
import type { Guild } from "./guilds";
import { EVERYWHERE } from "./invite";
import { type Html, page } from "./page";
import type { Person } from "./people";
import { SCOPES } from "./scopes";

export interface AuthorizePage {
	readonly request: AuthorizeRequest;
	readonly clientId: string;
	/** Where the form goes: the authorise URL with its query as it came. */
	readonly action: string;
	readonly people: Iterable<Person>;
	readonly selected: Person | undefined;
}

export function authorizePage({ request, clientId, action, people, selected }: AuthorizePage): Html {
	// Accept comes first so that Enter accepts; Cancel needs nobody to be chosen.
	return page(html`
		<form method="post" action="${action}">
			<fieldset>
				<legend>Who are you?</legend>
				${[...people].map((person) => personChoice(person, person.id === selected?.id))}
			</fieldset>
			<h2>The application <code>${clientId}</code> asks to</h2>
			<ul>${request.scopes.map((scope) => html`<li>${SCOPES.get(scope) ?? scope} <small>${scope}</small></li>`)}</ul>
			<h2>Afterwards you are sent to</h2>
			<p><strong>${new URL(request.redirectUri).host}</strong> <small>${request.redirectUri}</small></p>
			<div class="choice">
				<button class="accept" name="choice" value="accept">Accept</button>
				<button name="choice" value="cancel" formnovalidate>Cancel</button>
			</div>
		</form>
		<p><a href="/oauth2/logout">Log out of Stand-in Discord</a></p>`);
}

export interface InvitePage {
	readonly clientId: string;
	readonly action: string;
	readonly people: Iterable<Person>;
	readonly selected: Person | undefined;
	/** Those that can be chosen. */
	readonly guilds: readonly Guild[];
	readonly guildId: string | undefined;
	/** Whether it can be had without any. */
	readonly personal: boolean;
}

/** Adds the bot to a guild. */
export function invitePage({
	clientId,
	action,
	people,
	selected,
	guilds,
	guildId,
	personal,
}: InvitePage): Html {
	return page(html`
		<form method="post" action="${action}">
			<fieldset>
				<legend>Who are you?</legend>
				${[...people].map((person) => personChoice(person, person.id === selected?.id))}
			</fieldset>
			<h2>Add <code>${clientId}</code> to</h2>
			<p><select name="guild_id" aria-label="Where" required>
				${personal ? html`<option value="${EVERYWHERE}">Everywhere, for yourself</option>` : ""}
				${guilds.map(({ id, name }) => html`<option value="${id}"${id === guildId ? raw(" selected") : ""}>${name}</option>`)}
			</select></p>
			<div class="choice">
				<button class="accept" name="choice" value="accept">Accept</button>
				<button name="choice" value="cancel" formnovalidate>Cancel</button>
			</div>
		</form>`);
}

export function invitedPage(): Html {
	return page(
		html`<h2>Success!</h2><p>The bot has been added. You may now close this window, or <a href="/channels">try it</a>.</p>`,
	);
}

function personChoice(person: Person, checked: boolean): Html {
	return html`<label class="person">
		<input type="radio" name="as" value="${person.id}" required${checked ? raw(" checked") : ""}>
		<span><bdi>${person.global_name ?? person.username}</bdi> <span class="username">@${person.username}</span></span>
	</label>`;
}

export function problemPage(problem: string): Html {
	return page(html`<h2>The request is invalid</h2><p>${problem}</p>`);
}

export function loggedOutPage(): Html {
	return page(
		html`<h2>You are logged out</h2><p>Next time nobody is chosen for you, and you are asked again.</p>`,
	);
}
