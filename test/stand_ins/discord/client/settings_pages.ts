import { html } from "hono/html";
import type { Discord } from "../discord";
import type { Html } from "../page";
import type { Check } from "./endpoint_check";
import type { Actor } from "./interaction_object";
import { addressOf, clientShell } from "./page";
import { nameOf } from "./places";

const STYLE = `
body { display: block; height: auto; padding: 1rem }
.sheet { display: block; max-width: 40rem; margin: 0 auto; padding: 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem }
.sheet h2 { margin: 1.5rem 0 .5rem; padding: 0; border: 0; font-size: 1.05rem; color: var(--ink) }
.sheet form { margin: .5rem 0 }
`;

/** What of a person is the application's: https://support.discord.com/hc/articles/360033463914 */
export function appsPage(discord: Discord, actor: Actor, told?: string): Html {
	const { person } = actor;
	const { authorizations } = discord;
	return sheet(
		actor,
		html`<h1>Authorised apps</h1>
		<p><bdi>${nameOf(person)}</bdi> has allowed these applications something.</p>
		${
			authorizations.hasAuthorized(person.id)
				? html`<h2>Discobear</h2>
			<p>${authorizations.hasInstalled(person.id) ? "Installed, to be used everywhere." : "Knows who you are."}</p>
			<form method="post"><button class="button danger" name="do" value="deauthorise">Deauthorise</button></form>`
				: html`<p class="empty">None.</p>`
		}
		${authorizations.hasInstalled(person.id) ? "" : html`<form method="post"><button class="button" name="do" value="install">Install Discobear for yourself</button></form>`}
		<p id="told" role="status">${told ?? ""}</p>`,
	);
}

/** As the developer portal shows an application, with what was found wrong with it. */
export function applicationPage(discord: Discord, actor: Actor, checks: readonly Check[] = []): Html {
	const { site, violations, commands } = discord;
	const endpoint = (name: string, path: string, key: string) => html`<h2>${name}</h2>
		<p><code>${site === undefined ? "(none)" : new URL(path, site).href}</code></p>
		<form method="post"><button class="button" name="do" value="${key}">Save ${name}</button></form>
		${checks.filter((check) => check.path === path).map(checkView)}`;
	return sheet(
		actor,
		html`<h1>The application</h1>
		${endpoint("Interactions Endpoint URL", "/interactions", "interactions")}
		${endpoint("Webhook Events URL", "/discord-events", "events")}
		<h2>Commands</h2>
		<ul>${commands.in(undefined).map(({ name, type }) => html`<li>${type === 1 ? `/${name}` : name}</li>`)}</ul>
		<h2 id="refused">What Discord would refuse</h2>
		${
			violations.found.length === 0
				? html`<p>Nothing so far.</p>`
				: html`<div class="refused"><ul>${violations.found.map(({ call, of, problem }) => html`<li><code>${call}</code> the ${of} ${problem}</li>`)}</ul></div>`
		}`,
	);
}

function checkView({ isRight, what, came }: Check): Html {
	return html`<p class="${isRight ? "good" : "failure"}">${isRight ? "Right" : "Wrong"}. ${what}: ${came}.</p>`;
}

function sheet(actor: Actor, content: Html): Html {
	return clientShell(
		html`<main class="sheet"><p><a href="${addressOf(actor)}">Back to the messages</a></p>${content}</main>`,
		STYLE,
	);
}
