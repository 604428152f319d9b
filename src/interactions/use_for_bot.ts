import type { APIMessage } from "discord-api-types/v10";
import * as z from "zod/mini";
import { KEY_PATTERN } from "../avatar/recipe";
import type { Site } from "../config";
import { fulfils } from "../control_room/access";
import { avatarForDiscord, reasonOf } from "../control_room/bot_avatar";
import { readBotAnswer } from "../control_room/bot_guilds";
import { isOpen, matchEndpoint } from "../control_room/endpoints";
import { type GuildMember, isTimedOut, memberRights } from "../control_room/members";
import { askBot } from "../discord/bot/ask_bot";
import { jsonContent } from "../discord/bot/content";
import { permissionsOf } from "../discord/permissions";
import { avatars, cardOf } from "../storage/avatars";
import type { Command } from "./interaction";
import { Refusal } from "./refusal";
import { say } from "./words";

/** What is to become the bot's avatar, and where. */
export interface Wanted {
	/** The avatar's, in the store. */
	key: string;
	guild: string;
	/** Who wants it there. */
	member: GuildMember;
	/** The call that changes the bot there. */
	path: string;
	/** Whether it may be made by whoever has these permissions in the guild. */
	isFor(permissions: bigint): boolean;
}

/**
 * What a message's menu asks for, where it may be had: by the right that the control room wants for the same call. Of the
 * guild that is not known yet: what Discord says here is of the channel, and its overwrites may give there what they like.
 * @throws Refusal
 */
export function wantedForBot(site: Site, { data, member, home: guild, locale }: Command): Wanted {
	if (guild === undefined || !member) throw new Refusal(say(locale, "bot_not_here"));
	const match = matchEndpoint("PATCH", `guilds/${guild}/members/@me`, new URLSearchParams());
	const right = match !== "not_allowed" && isOpen(match.row, site.config) && match.row.right;
	const isFor = (permissions: bigint) =>
		Array.isArray(right) && right.every((need) => fulfils(permissions, need));
	if (match === "not_allowed" || !isFor(permissionsOf({ owner: false, permissions: member.permissions })))
		throw new Refusal(say(locale, "bot_forbidden"));
	const key = avatarIn(site, data.resolved?.messages?.[data.target_id ?? ""]);
	if (key === undefined) throw new Refusal(say(locale, "bot_no_avatar"));
	const timedOut = isTimedOut(member.communication_disabled_until);
	return { key, guild, member: { roles: member.roles, timedOut }, path: match.path, isFor };
}

/**
 * Makes it the bot's avatar there.
 * @returns the sentence for who asked
 * @throws Refusal where they may not, or there is no such avatar; AppError as `readBotAnswer` and `avatarForDiscord`; what
 * R2 throws
 */
export async function useForBot(
	site: Site,
	{ key, guild, member, path, isFor }: Wanted,
	{ person: { id: person }, locale }: Command,
): Promise<string> {
	if (!isFor(await memberRights({ site, person }, guild, member)))
		throw new Refusal(say(locale, "bot_forbidden"));
	const stored = await avatars(site.env).get(key);
	if (!stored) throw new Refusal(say(locale, "bot_no_avatar"));
	const avatar = await avatarForDiscord(site.env, await stored.text(), cardOf(stored));
	const answer = await askBot(site, {
		method: "PATCH",
		path,
		person,
		reason: reasonOf(person),
		body: jsonContent({ avatar }),
	});
	readBotAnswer(z.object({}), answer);
	return say(locale, "bot_done");
}

/** The key of the first avatar of ours that a message links to, wherever in it. */
function avatarIn({ address }: Site, message: Partial<APIMessage> = {}): string | undefined {
	const { content, embeds, components } = message;
	const link = new RegExp(`${RegExp.escape(address)}/avatar/(${KEY_PATTERN})(?![A-Za-z0-9_-])`);
	return link.exec(JSON.stringify([components, embeds, content]))?.[1];
}
