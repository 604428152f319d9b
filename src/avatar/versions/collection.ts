import type { Credit } from "../raster";
import {
	createFrom,
	type Draw,
	type Meta,
	type Schema,
	type StyleCode,
	type StyleFile,
} from "./collection_style";
import { keptStyles } from "./kept_styles";
import { optionsBySchema } from "./schema";
import type { Picture, Version } from "./version";

/** A major version's library, and its styles' own code, as build/collections.ts bundles them. */
export interface Collection {
	version: string;
	schema: Schema;
	createAvatar(
		style: { meta: Meta; schema: Schema; create: Draw },
		options: object,
	): { toString(): string; toJson(): object };
	styles: Readonly<Record<string, StyleCode>>;
}

const DRAFT = "http://json-schema.org/draft-07/schema#";

/** One of DiceBear 5 to 9, as its HTTP API had it. */
export async function collectionVersion(major: number): Promise<Version> {
	const { collections, escapeXml } = await import("../generated/collections");
	const collection = collections[major];
	if (!collection) throw new RangeError(`There is no collection of DiceBear ${major}`);
	const styleOf = keptStyles(major, (name, text) => {
		const { meta, schema, drawing }: StyleFile = JSON.parse(text);
		const code = collection.styles[name] ?? {};
		const create = drawing ? createFrom(drawing, code, escapeXml) : code.create;
		if (!create) throw new RangeError(`Nothing draws ${name}`);
		return {
			style: { meta, schema, create },
			properties: { ...collection.schema.properties, ...schema.properties },
		};
	});
	return {
		packages: collection.version,
		styles: new Set(Object.keys(collection.styles)),
		files: {
			"schema.json": async (name, read) => {
				const { properties } = await styleOf(name, read);
				return JSON.stringify({ $schema: DRAFT, type: "object", properties }, undefined, 2);
			},
		},
		async picture(name, query, read): Promise<Picture> {
			const { style, properties } = await styleOf(name, read);
			const options = optionsBySchema(properties, query);
			const drawn = () => collection.createAvatar(style, { seed: "", ...options });
			return {
				svg: () => drawn().toString(),
				json: () => drawn().toJson(),
				size: typeof options.size === "number" ? options.size : undefined,
				credit: creditOf(style.meta),
			};
		},
	};
}

/** The same card as the newer versions' styles have. */
function creditOf({ title, creator = "", source = "", homepage = "", license = {} }: Meta): Credit {
	return {
		source: title,
		sourceUrl: source,
		creator,
		creatorUrl: homepage,
		licence: license.name ?? "",
		licenceUrl: license.url ?? "",
	};
}
