import type { SettingValue } from "../../../wire";
import type { Surroundings } from "./guild_lists";

/** What a setting is changed with. */
export interface Control {
	/** All of it. */
	element: HTMLElement;
	/** What the label names, what is marked where it is wrong, and where the focus goes then. Without an own label: a group. */
	main: HTMLElement;
	read(): SettingValue;
	/** Shows a value; nobody is told that it has changed. */
	write(value: SettingValue): void;
}

/** Where a control stands: its name is unique on the page, and `changed` is for what no event of the form tells. */
export interface Place {
	id: string;
	around: Surroundings;
	changed(): void;
}
