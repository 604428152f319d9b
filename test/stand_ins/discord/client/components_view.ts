import { html, raw } from "hono/html";
import type { Component } from "../openapi/components";
import type { Html } from "../page";
import type { ChatMessage } from "./chat";
import { markdown } from "./markdown";

type View = (component: Component, message: ChatMessage) => Html;

/** How each type of component looks: https://docs.discord.com/developers/components/reference */
const VIEWS: Readonly<Record<number, View>> = {
	1: (row, message) => html`<div class="row">${inside(row, message)}</div>`,
	2: buttonView,
	3: selectView,
	9: (section, message) =>
		html`<div class="section"><div>${inside(section, message)}</div>${section.accessory ? view(section.accessory, message) : ""}</div>`,
	10: ({ content = "" }) => html`<div class="words">${markdown(content)}</div>`,
	11: ({ media, description }) => picture(media?.url ?? "", description, "thumbnail"),
	12: ({ items = [] }) =>
		html`<div class="gallery">${items.map(({ media, description }) => picture(media.url, description))}</div>`,
	14: ({ divider }) => (divider ? html`<hr>` : html`<div class="gap"></div>`),
	17: (container, message) =>
		html`<div class="container"${accent(container)}>${inside(container, message)}</div>`,
};

export function componentsView(message: ChatMessage): Html {
	return html`${message.components.map((component) => view(component, message))}`;
}

function view(component: Component, message: ChatMessage): Html {
	return VIEWS[component.type]?.(component, message) ?? html`<p>(a component of type ${component.type})</p>`;
}

function inside({ components = [] }: Component, message: ChatMessage): Html {
	return html`${components.map((component) => view(component, message))}`;
}

function accent({ accent_color }: Component) {
	return typeof accent_color === "number"
		? raw(` style="--accent:#${accent_color.toString(16).padStart(6, "0")}"`)
		: "";
}

function picture(url: string, description: string | null | undefined, kind = ""): Html {
	return html`<img class="${kind}" src="${url}" alt="${description ?? ""}" width="512" height="512">`;
}

const STYLES = ["", "primary", "secondary", "success", "danger", "link", "premium"];

function buttonView(
	{ id, style = 2, label, emoji, url, custom_id, disabled }: Component,
	message: ChatMessage,
): Html {
	const text = html`${emoji?.name ? `${emoji.name} ` : ""}${label ?? ""}`;
	if (url)
		return html`<a class="button link" href="${url}" target="_blank" rel="noreferrer">${text}<span aria-hidden="true"> ↗</span></a>`;
	return html`<form method="post" data-live>${hidden(message, custom_id)}
		<button id="m${message.id}-${id}" name="do" value="press" class="button ${STYLES[style] ?? ""}"${disabled ? raw(" disabled") : ""}>${text}</button></form>`;
}

function selectView(select: Component, message: ChatMessage): Html {
	const { id, custom_id, options = [], placeholder, max_values, disabled } = select;
	const isMany = (max_values ?? 1) > 1;
	const text = placeholder ?? "Make a selection";
	return html`<form method="post" data-live class="select">${hidden(message, custom_id)}<input type="hidden" name="do" value="choose">
		<select id="m${message.id}-${id}" name="value" aria-label="${text}" data-sends${isMany ? raw(" multiple") : ""}${disabled ? raw(" disabled") : ""}>
			${isMany || options.some((option) => option.default) ? "" : html`<option value="" selected disabled hidden>${text}</option>`}
			${options.map((option) => html`<option value="${option.value}"${option.default ? raw(" selected") : ""}>${option.emoji?.name ? `${option.emoji.name} ` : ""}${option.label}${option.description ? ` · ${option.description}` : ""}</option>`)}
		</select><noscript><button>Choose</button></noscript></form>`;
}

function hidden(message: ChatMessage, customId: string | null | undefined): Html {
	return html`<input type="hidden" name="message" value="${message.id}"><input type="hidden" name="custom_id" value="${customId ?? ""}">`;
}
