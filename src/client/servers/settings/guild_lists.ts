import type { SettingChannel, SettingField, SettingRole } from "../../../wire";

/** A guild, and what the pickers offer of it; undefined where a list did not come. */
export interface Surroundings {
	guild: { id: string; name: string };
	channels: readonly SettingChannel[] | undefined;
	roles: readonly SettingRole[] | undefined;
}

const CATEGORY = 4;
const VOICE = [2, 13];

/** What stands before a channel's name, by its type. */
const SIGNS: Readonly<Record<number, string>> = {
	2: "🔊",
	[CATEGORY]: "📁",
	5: "📣",
	13: "🎙️",
	15: "💬",
	16: "🖼️",
};

export function channelTitle({ type, name }: SettingChannel): string {
	return `${SIGNS[type] ?? "#"} ${name}`;
}

/**
 * The channels that a setting may be, in the order of Discord's own list: those without a category first, voice below text.
 * A category is offered only where the setting asks for one.
 */
export function channelsFor(
	{ channelTypes }: Pick<SettingField, "channelTypes">,
	all: readonly SettingChannel[],
): { category: string | null; channels: SettingChannel[] }[] {
	const fits = ({ type }: SettingChannel) => channelTypes?.includes(type) ?? type !== CATEGORY;
	const isVoice = ({ type }: SettingChannel) => Number(VOICE.includes(type));
	const sorted = [...all].sort(
		(a, b) => isVoice(a) - isVoice(b) || (a.position ?? 0) - (b.position ?? 0) || byId(a, b),
	);
	const categories = sorted.filter(({ type }) => type === CATEGORY);
	const known = new Set(categories.map(({ id }) => id));
	const top = sorted.filter((each) => fits(each) && !known.has(each.parent_id ?? ""));
	const below = categories.map(({ id, name }) => ({
		category: name,
		channels: sorted.filter((each) => fits(each) && each.parent_id === id),
	}));
	return [{ category: null, channels: top }, ...below].filter(({ channels }) => channels.length > 0);
}

/** The roles somebody can have, highest first: not the one that everybody has, which bears the guild's own id. */
export function rolesFor(guildId: string, all: readonly SettingRole[]): SettingRole[] {
	return all.filter(({ id }) => id !== guildId).sort((a, b) => b.position - a.position || byId(a, b));
}

/** A role's colour as CSS writes it; undefined where it has none. */
export function colourOf({ color }: SettingRole): string | undefined {
	return color === 0 ? undefined : `#${color.toString(16).padStart(6, "0")}`;
}

function byId(a: { id: string }, b: { id: string }): number {
	return BigInt(a.id) < BigInt(b.id) ? -1 : 1;
}
