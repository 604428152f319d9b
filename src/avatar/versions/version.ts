import type { Credit } from "../raster";

/** Reads the file of a style, as build/build.ts makes it for a major version. What it throws is the reader's own. */
export type StyleReader = (major: number, style: string) => Promise<string>;

/** A picture that was asked for, with its options read and found right, but not drawn yet. */
export interface Picture {
	svg(): string;
	/** What the version's library tells of it. */
	json(): object;
	/** Width and height in pixels, where they were asked for. */
	size: number | undefined;
	credit: Credit;
}

/** A major version of DiceBear, with its own styles, options, defaults and pictures. */
export interface Version {
	/** The versions of its packages: another one's pictures are other pictures. */
	packages: string;
	/** The names of its styles, in order. */
	styles: ReadonlySet<string>;
	/** What its HTTP API tells of a style, as JSON, by the names of the files. */
	files: Readonly<Record<string, (style: string, read: StyleReader) => string | Promise<string>>>;
	/**
	 * @param style one of its styles
	 * @param query the options, as they were sent: undecoded, without the question mark
	 * @throws OptionError for an option with a value that this version does not take
	 */
	picture(style: string, query: string, read: StyleReader): Picture | Promise<Picture>;
}
