import type {
	APIActionRowComponent,
	APIComponentInMessageActionRow,
	APIMessageTopLevelComponent,
	APISelectMenuOption,
	APITextDisplayComponent,
	MessageFlags,
} from "discord-api-types/v10";
import { TRANSPARENT } from "../avatar/background";
import type { Choices } from "../avatar/choices";
import { studioPath } from "../avatar/fields";
import { AVATAR_SIZE, avatarPath } from "../avatar/formats";
import { KINDS, type Kind, kindsOf } from "../avatar/kinds";
import { showsLetters } from "../avatar/look";
import { SNIPPETS } from "../avatar/snippets";
import { styleCard } from "../avatar/styles";
import { KIND_VALUE, otherMood, STYLE_VALUE } from "./chosen";
import type { Action, CustomIds, State } from "./custom_id";
import type { Here } from "./here";
import { escaped } from "./markdown";
import { say } from "./words";

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const EPHEMERAL: MessageFlags.Ephemeral = 64;
const COMPONENTS_V2: MessageFlags.IsComponentsV2 = 32_768;

/** How many options a select may have. */
const MOST_OPTIONS = 25;

/** A message as all of ours are: made of components, and nobody is notified by it. */
export interface Message {
	flags: MessageFlags;
	components: APIMessageTopLevelComponent[];
	allowed_mentions: { parse: [] };
}

function messageOf(...components: APIMessageTopLevelComponent[]): Message {
	return { flags: COMPONENTS_V2, components, allowed_mentions: { parse: [] } };
}

/** The same for only one person's eyes. */
export function onlyForThem(message: Message): Message {
	return { ...message, flags: message.flags | EPHEMERAL };
}

/** A sentence, which is Markdown already. */
export function sentence(content: string): Message {
	return messageOf(text(content));
}

/** An avatar with what can be done about it. */
export interface Shown {
	/** The site's own address, as an origin. */
	address: string;
	/** Under which its picture is stored. */
	key: string;
	choices: Choices;
	/** Whose styles the select shows; null: the kinds. */
	kind: Kind | null;
	here: Here;
	locale: string | undefined;
	/** What it grew from in the end. */
	source: Choices["seed"];
}

export async function avatarMessage(shown: Shown, ids: CustomIds): Promise<Message> {
	const { address, key, choices, kind, locale, source } = shown;
	const { style, backgroundColor } = choices;
	const { title, creator, creatorUrl, licence, licenceUrl } = styleCard(style);
	const id = (action: Action) => ids.write({ action, choices, kind } satisfies State);
	const credit = say(locale, "drawn", {
		style: `**${escaped(title)}**`,
		artist: linked(creator, creatorUrl),
	});
	const small = [say(locale, "licence", { licence: linked(licence, licenceUrl) })];
	if (source === "avatar") small.push(say(locale, "by_code"));
	else if (choices.seed === "avatar" && showsLetters(style)) small.push(say(locale, "by_letters"));
	const other = otherMood(choices);
	const buttons: APIComponentInMessageActionRow[] = [
		{ type: 2, style: 1, label: say(locale, "another"), custom_id: await id("another") },
		...(other
			? [
					{
						type: 2 as const,
						style: 2 as const,
						label: say(locale, `mood_${other}`),
						custom_id: await id("mood"),
					},
				]
			: []),
		{ type: 2, style: 2, label: say(locale, "link"), custom_id: await id("link") },
		{ type: 2, style: 5, label: say(locale, "open_in_studio"), url: address + studioPath(choices) },
	];
	const options = optionsOf(shown);
	return messageOf({
		type: 17,
		...(backgroundColor !== TRANSPARENT && { accent_color: Number.parseInt(backgroundColor, 16) }),
		components: [
			text([credit, ...small].join("\n-# ")),
			{
				type: 12,
				items: [
					{
						media: { url: pictureUrl(address, key) },
						description: say(locale, "picture", { style: title }),
					},
				],
			},
			row(...buttons),
			row({
				type: 3,
				custom_id: await id("pick"),
				placeholder: say(locale, kindShown(shown) ? "choose_style" : "choose_kind"),
				options,
			}),
		],
	});
}

/** An avatar's permanent link, and ways to write it. */
export function linkMessage({
	address,
	key,
	locale,
	style,
}: Pick<Shown, "address" | "key" | "locale"> & Pick<Choices, "style">): Message {
	const picture = { url: pictureUrl(address, key), width: AVATAR_SIZE, card: styleCard(style) };
	const snippets = Object.values(SNIPPETS).map((write) => `\`\`\`\n${write(picture)}\n\`\`\``);
	return messageOf(text([say(locale, "link_intro"), ...snippets].join("\n")));
}

function optionsOf(shown: Shown): APISelectMenuOption[] {
	const { here, choices, locale } = shown;
	const kind = kindShown(shown);
	if (kind === null) {
		return offeredKinds(here).map((each) => ({
			label: say(locale, `kind_${each}`),
			value: KIND_VALUE + each,
		}));
	}
	const styles = here.styles.filter((style) => kindsOf(style).includes(kind));
	return [
		{ label: say(locale, "all_kinds"), value: KIND_VALUE },
		...styles.map((style) => ({
			label: styleCard(style).title,
			description: styleCard(style).creator,
			value: STYLE_VALUE + style,
			default: style === choices.style,
		})),
	].slice(0, MOST_OPTIONS);
}

/** The kind that was picked, while it has styles that may be chosen. */
function kindShown({ here, kind }: Shown): Kind | null {
	return kind !== null && offeredKinds(here).includes(kind) ? kind : null;
}

function offeredKinds({ styles }: Here): Kind[] {
	const kinds = new Set(styles.flatMap(kindsOf));
	return (Object.keys(KINDS) as Kind[]).filter((kind) => kinds.has(kind));
}

function pictureUrl(address: string, key: string): string {
	return address + avatarPath(key, "png", AVATAR_SIZE);
}

function linked(name: string, url: string): string {
	return `[${escaped(name)}](${url})`;
}

function text(content: string): APITextDisplayComponent {
	return { type: 10, content };
}

function row(
	...components: APIComponentInMessageActionRow[]
): APIActionRowComponent<APIComponentInMessageActionRow> {
	return { type: 1, components };
}
