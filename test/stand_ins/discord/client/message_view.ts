import { html } from "hono/html";
import type { Discord } from "../discord";
import type { Html } from "../page";
import { findPersonById } from "../people";
import { appsMenu } from "./apps_menu";
import type { ChatMessage } from "./chat";
import { componentsView } from "./components_view";
import { faceOf } from "./face";
import type { Actor } from "./interaction_object";
import { markdown } from "./markdown";
import { nameOf } from "./places";

/** The messages of a channel, as somebody there sees them. */
export function messagesView(discord: Discord, actor: Actor): Html {
	const messages = discord.chat.seenBy(actor.person.id, actor.place.channelId);
	if (messages.length === 0)
		return html`<li class="empty"><p>Nothing has been said here yet.</p>
			<p>Write <kbd>/</kbd> in the box below to see what the application can do, or open the menu at somebody’s name.</p></li>`;
	return html`${messages.map((message) => messageView(discord, actor, message))}`;
}

function messageView(discord: Discord, actor: Actor, message: ChatMessage): Html {
	const person = findPersonById(discord.people, message.authorId);
	const isForYou = message.onlyFor !== undefined;
	const { invocation, failure, isThinking, problems } = message;
	const invoker = findPersonById(discord.people, invocation?.personId);
	const time = new Date(message.sentAt);
	const shown = failure === undefined && !isThinking;
	return html`<li class="message${isForYou ? " private" : ""}" id="m${message.id}">
		${faceOf(actor.place, person)}
		<article aria-label="Message of ${person ? nameOf(person) : "Discobear"}">
			${invocation?.type === 2 && invoker ? html`<p class="invoked"><bdi>${nameOf(invoker)}</bdi> used <b>${invocation.name}</b></p>` : ""}
			<p class="by"><b><bdi>${person ? nameOf(person) : botName(actor)}</bdi></b>${person ? "" : html` <span class="tag">App</span>`}
				<time datetime="${time.toISOString()}">${time.toISOString().slice(11, 16)}</time></p>
			${isThinking ? html`<p class="thinking">Discobear is thinking<span aria-hidden="true">…</span></p>` : ""}
			${failure === undefined ? "" : html`<p class="failure">${failure}</p>`}
			${shown && message.content !== "" ? html`<div class="words">${markdown(message.content)}</div>` : ""}
			${shown ? componentsView(message) : ""}
			${problems.length === 0 ? "" : problemsView(problems)}
			${
				isForYou
					? html`<form class="only" method="post" data-live><input type="hidden" name="message" value="${message.id}">
				<p>Only you can see this · <button name="do" value="dismiss" class="plain">Dismiss</button></p></form>`
					: ""
			}
		</article>
		${shown && !isForYou ? appsMenu(discord, actor, 3, message.id, "Apps for this message") : ""}
	</li>`;
}

function botName({ place }: Actor): string {
	return (place.context === 0 && place.guild.bot?.nick) || "Discobear";
}

function problemsView(problems: readonly string[]): Html {
	return html`<div class="refused" role="alert"><p>Discord would refuse this:</p>
		<ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul></div>`;
}
