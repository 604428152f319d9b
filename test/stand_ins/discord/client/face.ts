import { html } from "hono/html";
import type { Html } from "../page";
import type { Person } from "../people";
import { nameOf, type Place } from "./places";

/**
 * What stands beside a name: the first letter on a colour of the person's own, for Discord's pictures of made-up people
 * are nowhere; for the bot, its picture in this server where it has one.
 * @param person undefined for the bot
 */
export function faceOf(place: Place, person: Person | undefined): Html {
	const picture = person === undefined && place.context === 0 ? place.guild.bot?.picture : undefined;
	if (picture) return html`<img class="face" src="${picture}" alt="" width="40" height="40">`;
	const hue = person ? Number(BigInt(person.id) % 360n) : 30;
	const [letter = "?"] = person ? nameOf(person).replace(/^[^\p{L}\p{N}]+/u, "") : "D";
	return html`<span class="face" aria-hidden="true" style="--hue:${hue}">${letter}</span>`;
}
