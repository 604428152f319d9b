import files from "../generated/style_files.json";
import { asOptionError, optionsDescribedBy, withoutCoreOptions } from "../options";
import type { Credit } from "../raster";
import { pictureOf } from "./definition";
import { keptStyles } from "./kept_styles";
import type { Version } from "./version";

const MAJOR = 11;

/** What a definition says of who drew it. */
interface Meta {
	source: { name: string; url: string };
	creator: { name: string; url: string };
	license: { name: string; url: string };
}

/** The release candidate of DiceBear 11. */
export async function v11(): Promise<Version> {
	const { Avatar, OptionsDescriptor, Style } = await import("../generated/engine11");
	const styleOf = keptStyles(MAJOR, (_, file) => {
		const definition = JSON.parse(file);
		const style = new Style(definition);
		const descriptor = withoutCoreOptions(new OptionsDescriptor(style).toJSON());
		return { style, descriptor, credit: creditOf(definition.meta) };
	});
	return {
		packages: files.next.version,
		styles: new Set(files.next.styles),
		files: {
			"options.json": async (name, read) => JSON.stringify((await styleOf(name, read)).descriptor),
			"definition.json": (name, read) => read(MAJOR, name),
		},
		async picture(name, query, read) {
			const { style, descriptor, credit } = await styleOf(name, read);
			const options = optionsDescribedBy(descriptor, query);
			try {
				return pictureOf(new Avatar(style, { seed: "", ...options }), options, credit);
			} catch (error) {
				throw asOptionError(error);
			}
		},
	};
}

function creditOf({ source, creator, license }: Meta): Credit {
	return {
		source: source.name,
		sourceUrl: source.url,
		creator: creator.name,
		creatorUrl: creator.url,
		licence: license.name,
		licenceUrl: license.url,
	};
}
