import { html, raw } from "hono/html";
import type { Discord } from "../discord";
import openapi from "../openapi/discord.json";
import type { Html } from "../page";
import { appsMenu } from "./apps_menu";
import { faceOf } from "./face";
import type { Actor } from "./interaction_object";
import { messagesView } from "./message_view";
import { nameOf, peopleIn, placesOf } from "./places";
import { STYLE } from "./style";
import { usableCommands } from "./usable_commands";

/** What is on the page beside what is in the chat. */
export interface Shown {
	/** What stands in the message box. */
	readonly text?: string;
	/** What is to be mended in it. */
	readonly problems?: readonly string[];
}

/** The address of the client for somebody, somewhere. */
export function addressOf({ person, place, locale }: Actor, path = "/channels"): string {
	return `${path}?${new URLSearchParams({ as: person.id, in: place.key, locale })}`;
}

/** A client of Discord: who one is, where, what is said there, and what can be done. */
export function clientPage(discord: Discord, actor: Actor, { text = "", problems = [] }: Shown = {}): Html {
	const { person, place } = actor;
	return clientShell(html`<header>
			<h1>Stand-in Discord</h1>
			<p class="about">This is not Discord: everybody here is made up.</p>
			${chooser(discord, actor)}
			<p id="refusals">${refusals(discord, actor)}</p>
		</header>
		<nav aria-label="Places"><details class="fold" open><summary>Places</summary><div>${placesList(discord, actor)}</div></details></nav>
		<main>
			<h2>${place.context === 0 ? html`<span aria-hidden="true"># </span>general · ` : ""}<bdi>${place.name}</bdi></h2>
			<div class="scroll"><ol id="messages" role="log" aria-label="Messages" tabindex="0">${messagesView(discord, actor)}</ol></div>
			<form id="composer" method="post" data-live>
				<ul id="suggestions" role="listbox" aria-label="Suggestions" hidden></ul>
				<div><button type="button" id="slash" aria-label="Commands" title="Commands">/</button>
					<input type="hidden" name="do" value="say">
					<input id="box" name="text" value="${text}" role="combobox" aria-expanded="false" aria-controls="suggestions" aria-autocomplete="list" aria-label="Message" aria-describedby="problem" placeholder="Write a message, or / for a command" autocomplete="off" autocapitalize="off" maxlength="2000">
					<button class="primary">Send</button></div>
				<p id="problem" class="problem" role="alert">${problems.join(" ")}</p>
				<p id="status" role="status"></p>
				<p class="hint">Tab or the arrow keys pick a suggestion; Enter sends.</p>
			</form>
		</main>
		<aside aria-label="Members"><details class="fold" open><summary>Members</summary><div id="members"><h2>Members</h2>
			<ul>${peopleIn(discord, place, person).map((member) => memberView(discord, actor, member))}${hasBot(actor) ? botView(discord, actor) : ""}</ul></div></details></aside>
		<script src="/channels/client.js" defer></script>`);
}

export function clientShell(content: Html, style = ""): Html {
	return html`<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<meta name="color-scheme" content="light dark">
		<title>Stand-in Discord</title>
		<link rel="icon" href="data:,">
		<style>${raw(STYLE + style)}</style>
	</head>
	<body>${content}</body>
</html>`;
}

function chooser({ people }: Discord, { person, place, locale }: Actor): Html {
	const locales: readonly string[] = openapi.components.schemas.AvailableLocalesEnum.enum;
	return html`<form method="get" action="/channels"><input type="hidden" name="in" value="${place.key}">
		<label>You are <select name="as" data-goes>${[...people.values()].map((each) => option(each.id, nameOf(each), each.id === person.id))}</select></label>
		<label>Language <select name="locale" data-goes>${locales.map((each) => option(each, each, each === locale))}</select></label>
		<noscript><button>Go</button></noscript></form>`;
}

function option(value: string, text: string, selected: boolean): Html {
	return html`<option value="${value}"${selected ? raw(" selected") : ""}>${text}</option>`;
}

function refusals({ violations }: Discord, actor: Actor): Html | "" {
	const count = violations.found.length;
	if (count === 0) return "";
	return html`<a class="failure" href="${addressOf(actor, "/channels/application")}#refused">${count} ${count === 1 ? "thing" : "things"} that Discord would refuse</a>`;
}

function placesList(discord: Discord, actor: Actor): Html {
	const places = placesOf(discord, actor.person);
	const link = (place: Actor["place"]) =>
		html`<li><a href="${addressOf({ ...actor, place })}"${place.key === actor.place.key ? raw(' aria-current="page"') : ""}><bdi>${place.name}</bdi>${place.context === 0 && !place.guild.bot ? html` <small>without the bot</small>` : ""}</a></li>`;
	return html`<h2>Servers</h2><ul>${places.filter(({ context }) => context === 0).map(link)}</ul>
		<h2>Direct messages</h2><ul>${places.filter(({ context }) => context !== 0).map(link)}</ul>
		<h2>More</h2><ul>
			<li><a href="${addressOf(actor, "/channels/apps")}">Authorised apps</a></li>
			<li><a href="${addressOf(actor, "/channels/application")}">The application</a></li>
			${discord.site ? html`<li><a href="${discord.site}">Open Discobear</a></li>` : ""}
		</ul>`;
}

function memberView(discord: Discord, actor: Actor, member: Actor["person"]): Html {
	const name = nameOf(member);
	return html`<li>${faceOf(actor.place, member)}<span><bdi>${name}</bdi>${member.id === actor.person.id ? html` <small>you</small>` : ""}</span>
		${appsMenu(discord, actor, 2, member.id, `Apps for ${name}`)}</li>`;
}

function hasBot({ place }: Actor): boolean {
	return place.context === 1 || (place.context === 0 && place.guild.bot !== undefined);
}

function botView(discord: Discord, actor: Actor): Html {
	const { place } = actor;
	const name = (place.context === 0 && place.guild.bot?.nick) || "Discobear";
	const can = usableCommands(discord, actor.person, place, 1).length;
	return html`<li>${faceOf(place, undefined)}<span><bdi>${name}</bdi> <span class="tag">App</span>${can === 0 ? html` <small>no commands here</small>` : ""}</span>
		${appsMenu(discord, actor, 2, discord.application.clientId, `Apps for ${name}`)}</li>`;
}
