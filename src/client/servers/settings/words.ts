import type { SettingField, SettingType, SettingValue } from "../../../wire";
import { channelTitle, type Surroundings } from "./guild_lists";

/** How much of a text the history and the choice between two show, in characters. */
const SHOWN = 160;

const NONE = "none";

/** After what says that something is saved. */
export const NEWER = "What you changed since is not saved yet.";

/** How a value reads, where "none" and lists are taken care of. */
const READ: Partial<
	Record<SettingType, (value: SettingValue, field: SettingField, around: Surroundings) => string>
> = {
	boolean: (value) => (value ? "yes" : "no"),
	choice: (value, field) => choiceLabel(field, value),
	channel(value, _, { channels }) {
		const channel = channels?.find(({ id }) => id === value);
		return channel ? channelTitle(channel) : String(value);
	},
	role: (value, _, { roles }) => `@${roles?.find(({ id }) => id === value)?.name ?? value}`,
	text: (value) => quoted(String(value)),
	longText: (value) => quoted(String(value)),
};

/** A value in words. */
export function inWords(field: SettingField, value: SettingValue, around: Surroundings): string {
	if (Array.isArray(value)) return value.map((each) => choiceLabel(field, each)).join(", ") || NONE;
	if (value === null || value === "") return NONE;
	if (typeof value === "object")
		return [value.style, value.mood, value.backgroundColor, value.seed && quoted(value.seed)]
			.filter(Boolean)
			.join(", ");
	return READ[field.type]?.(value, field, around) ?? String(value);
}

function choiceLabel({ choices }: SettingField, value: SettingValue): string {
	return choices?.find((choice) => choice.value === value)?.label ?? String(value);
}

function quoted(text: string): string {
	const characters = [...text];
	return `“${characters.length > SHOWN ? `${characters.slice(0, SHOWN).join("")}…` : text}”`;
}

/** Names as one reads them: at most three, then how many more there are. */
export function listed(names: readonly string[]): string {
	if (names.length <= 3) return names.join(", ");
	return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}

/** When something was, for the reader's own clock. */
export function when(at: string): string {
	return new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}

/** A piece of a text with its placeholders filled in. */
export interface Piece {
	text: string;
	/** What it is: as it was written, filled in, or a name in braces that nothing is filled in for. */
	is: "text" | "filled" | "unknown";
}

/**
 * A text as it will read.
 * @param placeholders the names that may stand in braces
 * @param samples what to fill in, by name; a name without a sample stands for itself
 */
export function previewOf(
	text: string,
	placeholders: readonly string[],
	samples: Readonly<Record<string, string>>,
): Piece[] {
	return text
		.split(/(\{\w{1,40}\})/)
		.filter(Boolean)
		.map((piece) => {
			const [, name] = /^\{(\w{1,40})\}$/.exec(piece) ?? [];
			if (name === undefined) return { text: piece, is: "text" };
			if (!placeholders.includes(name)) return { text: piece, is: "unknown" };
			return { text: Object.hasOwn(samples, name) ? (samples[name] as string) : name, is: "filled" };
		});
}
