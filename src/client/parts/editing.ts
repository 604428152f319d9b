import type { Choices } from "../../avatar/choices";
import type { StyleOptions } from "../../avatar/style_options";
import type { Picture } from "../preview";
import type { Changes } from "./changes";
import type { Pictures } from "./pictures";

/** What the editor needs of the page around it. */
export interface Studio {
	/** What the form says now. */
	choices(): Choices;
	/** What the chosen style is called. */
	title(): string;
	/** What a style has. */
	choosableIn(style: string): Promise<StyleOptions>;
	/** The picture of who is shown, with other options. */
	pictureWith(options: string): Picture;
	/**
	 * Takes other options, or another background.
	 * @param step whether Back leads to what was before
	 */
	take(choices: Partial<Pick<Choices, "options" | "backgroundColor">>, step: boolean): void;
}

export interface Editor {
	/** To be called when anything of the form has changed. */
	refresh(): void;
	/** To be called when another style is chosen, with the options before. */
	restyle(before: string): void;
	/** Shuffles what is not locked; false where nothing is: then nothing keeps the style either. */
	shuffleAround(): boolean;
}

/** A style that is edited: what its controls have in common. */
export interface Editing extends Omit<Studio, "pictureWith"> {
	readonly own: StyleOptions;
	readonly pictures: Pictures;
	readonly locked: Set<string>;
	/** The options now. */
	text(): string;
	/** @param backgroundColor where that changes with them */
	change(changes: Changes, backgroundColor?: string): void;
	/** A picture of this face with some changes; it stands still. */
	pictureWith(changes: Changes): Picture;
	/** Calls this now, and whenever something has changed. */
	follow(sync: () => void): void;
	/** Calls all of them. */
	resync(): void;
}
