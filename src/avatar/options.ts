import { OptionsDescriptor, type Style } from "./generated/engine";
import { type Descriptor, OptionError, readValue } from "./option_values";
import { textsOf } from "./query";
import { optionsOf, type StyleOptions } from "./style_options";

/** How addresses are read: to be raised whenever one comes to mean another picture. */
export const READING = 2;

/** What DiceBear's core takes, as values of its own types. */
export type CoreOptions = Record<string, unknown>;

/** Options of the core that DiceBear's HTTP API does not take from a URL. */
const NOT_FROM_URL = ["idRandomization", "fontFamily", "fontWeight", "title"];

const descriptors = new WeakMap<Style, Descriptor>();

/** The options a style takes from a URL, as DiceBear describes them in `options.json`. */
export function descriptorOf(style: Style): Descriptor {
	let descriptor = descriptors.get(style);
	if (!descriptor) {
		descriptor = withoutCoreOptions(new OptionsDescriptor(style).toJSON());
		descriptors.set(style, descriptor);
	}
	return descriptor;
}

/** What a descriptor has besides the options that are not for URLs. */
export function withoutCoreOptions(descriptor: Descriptor): Descriptor {
	return Object.fromEntries(Object.entries(descriptor).filter(([name]) => !NOT_FROM_URL.includes(name)));
}

const choosable = new WeakMap<Style, StyleOptions>();

/** What of a style a person may choose: see `optionsOf`. */
export function styleOptionsOf(style: Style): StyleOptions {
	let options = choosable.get(style);
	if (!options) {
		options = optionsOf(style, descriptorOf(style));
		choosable.set(style, options);
	}
	return options;
}

/**
 * A query as the core's options: each value read as the type that the style's own descriptor names. Unknown options
 * are left out, as at DiceBear. What a value may be is the core's to say: see `asOptionError`.
 * @throws OptionError for what is in brackets and no list, and for a variant that the style does not have
 * Source: https://www.dicebear.com/how-to-use/http-api/, and `src/utils/query-string.ts` of https://github.com/dicebear/api,
 * which until its 4.13 read lists in brackets, too
 */
export function optionsFrom(style: Style, query: string): CoreOptions {
	return optionsDescribedBy(descriptorOf(style), query);
}

/** The same for a style that has these options. */
export function optionsDescribedBy(descriptor: Descriptor, query: string): CoreOptions {
	const options: CoreOptions = {};
	for (const [written, texts] of textsOf(query)) {
		const [name = "", inBrackets] = written.split("[", 2);
		const field = Object.hasOwn(descriptor, name) ? descriptor[name] : undefined;
		if (!field) continue;
		if (inBrackets !== undefined)
			throw new OptionError(name, "is in brackets, and no list: lists are separated by commas");
		options[name] = readValue(name, field, texts.join(","));
	}
	return options;
}

/** What the core throws for options that its schema does not take. */
interface SchemaError {
	details: readonly Detail[];
}

interface Detail {
	/** Where in the options: `/scale/1` */
	instancePath?: string;
	/** Where in the schema: `#/properties/scale/anyOf/1/items/maximum` */
	schemaPath?: string;
	message?: string;
}

/** What one of several alternatives does not take: another may. */
const OF_AN_ALTERNATIVE = /\/anyOf\/\d/;

/** The core's own complaint about an option, as an `OptionError`; anything else as it is. */
export function asOptionError(thrown: unknown): unknown {
	if (!(thrown instanceof Error) || !("details" in thrown)) return thrown;
	const { details } = thrown as Error & SchemaError;
	const pathOf = ({ instancePath = "" }: Detail) => instancePath.split("/").slice(1);
	const [option = ""] = pathOf(
		details.find(({ schemaPath = "" }) => !OF_AN_ALTERNATIVE.test(schemaPath)) ?? {},
	);
	const own = details.filter((detail) => pathOf(detail)[0] === option);
	// Of a list, what is wrong with an item; that a list is no single value says nothing.
	const telling =
		own.find((detail) => pathOf(detail).length > 1) ??
		own.find(({ schemaPath = "" }) => schemaPath.endsWith("Items")) ??
		own[0];
	return new OptionError(option, telling?.message ?? "is not valid");
}
