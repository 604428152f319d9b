/** DiceBear's own libraries on Node, with nothing of ours in between. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OptionsDescriptor } from "@dicebear/core";
import { folderOf, stylePackages } from "../../build/collections.ts";
import type { Properties } from "../../src/avatar/versions/schema.ts";
import type { Random } from "../fuzz/random.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A picture as a URL asks for it, and as the library draws it. */
export interface Expected {
	query: string;
	svg: string;
	json: object;
}

export interface Library {
	/** As it begins an address: `7.x`. */
	name: string;
	styles: string[];
	/** A seed with any options. */
	ask(style: string, seed: number, random: Random): Expected;
}

type Descriptor = ReturnType<OptionsDescriptor["toJSON"]>;

/** A value of an option, as the library takes it and as a URL says it. */
type Value = readonly [name: string, value: unknown, text: string];

const SEEDS = [
	"",
	"Jane Doe",
	"Ōkami 日本 é",
	"<\"'&>",
	"a,b,,c",
	"x".repeat(2000),
	"𝒜𝓑",
	"me@example.com",
	"1e3",
];

const seedOf = (seed: number, random: Random) => (random.chance(0.2) ? random.pick(SEEDS) : `seed${seed}`);

const colour = (random: Random) => random.below(0x1000000).toString(16).padStart(6, "0");

const whole = (min: number, max: number, random: Random) => min + random.below(max - min + 1);

/** One of DiceBear 5 to 9. */
export async function collectionLibrary(major: number): Promise<Library> {
	const { createAvatar, schema } = await import(join(folderOf(root, major), "core/lib/index.js"));
	const styles = new Map<string, { schema: { properties: Properties } }>();
	for (const [name, folder] of await stylePackages(root, major))
		styles.set(name, await import(join(folder, "lib/index.js")));
	return {
		name: `${major}.x`,
		styles: [...styles.keys()],
		ask(name, seed, random) {
			const style = styles.get(name);
			const properties: Properties = { ...schema.properties, ...style?.schema.properties };
			const chosen = Object.keys(properties)
				// What is different each time cannot be compared.
				.filter((option) => option !== "seed" && option !== "randomizeIds" && random.chance(0.2))
				.map((option) => bySchema(option, properties, random));
			return drawn(seedOf(seed, random), chosen, (options) => {
				const avatar = createAvatar(style, options);
				return { svg: avatar.toString(), json: avatar.toJson() };
			});
		},
	};
}

function bySchema(name: string, properties: Properties, random: Random): Value {
	const schema = properties[name];
	if (schema?.type !== "array") {
		const { type, enum: values, minimum = 0, maximum = 500 } = schema ?? {};
		const number = values ? random.pick(values) : whole(minimum, maximum, random);
		const value = type === "boolean" ? random.chance(0.5) : number;
		return [name, value, String(value)];
	}
	const { items, minItems = 0, maxItems = random.chance(0.1) ? 146 : 4 } = schema;
	const list = random.some(whole(minItems, maxItems, random), () => {
		if (items.enum) return random.pick(items.enum);
		if (items.type === "integer") return whole(items.minimum ?? 0, items.maximum ?? 0, random);
		return random.chance(0.1) ? "transparent" : colour(random);
	});
	return [name, list, list.join()];
}

/** DiceBear 11, as its release candidate is. */
export async function nextLibrary(): Promise<Library> {
	const folder = folderOf(root, 11);
	const { Avatar, OptionsDescriptor, Style } = await import(join(folder, "core/lib/index.js"));
	const card = JSON.parse(await readFile(join(folder, "styles/package.json"), "utf8"));
	const names = Object.keys(card.exports).flatMap((path) => /^\.\/([\w-]+)\.json$/.exec(path)?.[1] ?? []);
	const styles = new Map<string, object>();
	for (const name of names) {
		const definition = await readFile(join(folder, `styles/dist/${name}.min.json`), "utf8");
		styles.set(name, new Style(JSON.parse(definition)));
	}
	const notFromUrl = ["idRandomization", "fontFamily", "fontWeight", "title", "seed"];
	return {
		name: "11.x",
		styles: names.sort(),
		ask(name, seed, random) {
			const style = styles.get(name);
			const fields: Descriptor = new OptionsDescriptor(style).toJSON();
			const chosen = Object.entries(fields)
				.filter(([option]) => !notFromUrl.includes(option) && random.chance(0.1))
				.map(([option, field]) => byDescriptor(option, field, random));
			// The core takes no seeds that are longer.
			return drawn(seedOf(seed, random).slice(0, 1024), chosen, (options) => {
				const avatar = new Avatar(style, options);
				return { svg: avatar.toString(), json: { svg: avatar.toString(), options: avatar.toJSON().options } };
			});
		},
	};
}

function byDescriptor(name: string, field: Descriptor[string], random: Random): Value {
	switch (field.type) {
		case "boolean": {
			const value = random.chance(0.5);
			return [name, value, String(value)];
		}
		case "color": {
			const list = random.some(whole(1, 3, random), () => colour(random));
			return [name, list, list.join()];
		}
		case "enum": {
			const list = random.some(field.list ? whole(1, 3, random) : 1, () => random.pick(field.values));
			return [name, field.list ? list : list[0], list.join()];
		}
		case "number":
		case "range": {
			const value = whole(Math.ceil(field.min ?? 1), Math.floor(field.max ?? 10), random);
			return [name, value, String(value)];
		}
		default:
			throw new Error(`No value for ${field.type}`);
	}
}

function drawn(
	seed: string,
	chosen: readonly Value[],
	draw: (options: object) => { svg: string; json: object },
): Expected {
	const options = { seed, ...Object.fromEntries(chosen.map(([name, value]) => [name, value])) };
	const query = [`seed=${encodeURIComponent(seed)}`, ...chosen.map(([name, , text]) => `${name}=${text}`)];
	return { query: query.join("&"), ...draw(options) };
}
