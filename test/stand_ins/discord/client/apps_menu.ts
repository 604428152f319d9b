import { html } from "hono/html";
import type { Discord } from "../discord";
import type { Html } from "../page";
import { nameIn } from "./command_line";
import type { Actor } from "./interaction_object";
import { usableCommands } from "./usable_commands";

/**
 * What the application can do with a person or a message; nothing where it can do nothing.
 * @param type 2 for a person, 3 for a message
 */
export function appsMenu(
	discord: Discord,
	actor: Actor,
	type: 2 | 3,
	targetId: string,
	label: string,
): Html | "" {
	const commands = usableCommands(discord, actor.person, actor.place, type);
	if (commands.length === 0) return "";
	return html`<details class="menu" id="menu${type}-${targetId}"><summary aria-label="${label}">Apps</summary>
		<form method="post" data-live>
			<input type="hidden" name="do" value="menu"><input type="hidden" name="target" value="${targetId}">
			${commands.map((command) => html`<button name="command" value="${command.id}">${nameIn(actor.locale, command)}</button>`)}
		</form></details>`;
}
