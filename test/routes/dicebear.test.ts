import { env } from "cloudflare:workers";
import { Avatar, OptionsDescriptor, Style } from "@dicebear/core";
import { describe, expect, it, vi } from "vitest";
import blocked from "../../src/avatar/generated/blocked_initials.json";
import definitions from "../../src/avatar/generated/definitions.ndjson";
import { READING } from "../../src/avatar/options";
import { DICEBEAR_VERSION, STYLES } from "../../src/avatar/styles";
import { ASSET_FAILURES } from "../assets";
import { decode } from "../avatar/raster/decode";
import { dicebear, useInternet } from "../internet";
import { Visitor } from "../visitor";

useInternet();

const visitor = new Visitor();
const get = (path: string, headers = {}) => visitor.ask(path, { headers });
const svgOf = async (path: string) => (await get(path)).text();

/** The same style by the library itself, with nothing of ours in between. */
const library = new Map(
	[...STYLES.keys()].map((name, i) => [name, () => new Style(JSON.parse(definitions.split("\n")[i] ?? ""))]),
);
function drawnByLibrary(name: string, options: Record<string, unknown>): string {
	const style = library.get(name)?.();
	if (!style) throw new Error(`No style is called ${name}`);
	return new Avatar(style, options).toString();
}

/** A generator of numbers from 0 to 1 that is the same each time (mulberry32). */
function generator(seed: number) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

type Field = ReturnType<OptionsDescriptor["toJSON"]>[string];

/** A value that an option may have, as the core takes it and as a URL says it. */
function anyValue(field: Field, random: () => number): [value: unknown, text: string] {
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
	const colour = () =>
		Math.floor(random() * 0xffffff)
			.toString(16)
			.padStart(6, "0");
	const numberIn = (min: number, max: number) => Math.round((min + random() * (max - min)) * 100) / 100;
	switch (field.type) {
		case "number": {
			const value = Math.round(numberIn(field.min ?? 1, field.max ?? 100));
			return [value, String(value)];
		}
		case "range": {
			const value =
				field.max === undefined ? 2 + Math.floor(random() * 3) : numberIn(field.min ?? 0, field.max);
			if (random() < 0.5) return [value, String(value)];
			const ends = [value, field.max ?? value + 1];
			return [ends, ends.join(",")];
		}
		case "color": {
			const colours = Array.from({ length: 1 + Math.floor(random() * 3) }, colour);
			return [colours, colours.join(random() < 0.5 ? "," : "%2C")];
		}
		case "enum": {
			const values = [pick(field.values), pick(field.values)];
			if (field.weighted && random() < 0.3) {
				const weights = Object.fromEntries(values.map((value, i) => [value, i + 1]));
				return [
					weights,
					Object.entries(weights)
						.map(([value, weight]) => `${value}:${weight}`)
						.join(","),
				];
			}
			return field.list ? [values, values.join(",")] : [values[0], String(values[0])];
		}
		default:
			throw new Error(`No value for ${field.type}`);
	}
}

const NOT_FROM_URL = ["idRandomization", "fontFamily", "fontWeight", "title", "seed", "size"];

describe("a picture that would take more than a Worker has", () => {
	it.each([
		["glass", "scale=10"],
		["marbles", "scale=10&rotate=45"],
		["disco", "scale=3,4"],
		["sprouts", "scale=10"],
	])("is drawn all the same: %s %s", async (style, query) => {
		const response = await get(`/10.x/${style}/png?seed=b&size=1024&${query}`);
		const image = await decode("png", new Uint8Array(await response.arrayBuffer()));
		expect(image.width).toBe(1024);
		expect(new Set(new Uint32Array(image.data.slice().buffer)).size).toBeGreaterThan(1);
	});

	it("counts by what it takes", async () => {
		const limit = vi.spyOn(env.RASTER_LIMIT, "limit");
		const timesFor = async (path: string) => {
			limit.mockClear();
			await get(path);
			return limit.mock.calls.length;
		};
		expect(await timesFor("/10.x/identicon/png?seed=b")).toBe(1);
		expect(await timesFor("/10.x/identicon/png?seed=b&size=1024")).toBe(4);
		expect(await timesFor("/10.x/identicon/avif?seed=b&size=512")).toBe(7);
		const most = await timesFor("/10.x/disco/png?seed=b&size=1024&scale=10");
		expect(most).toBeGreaterThan(10);
		expect(most).toBeLessThanOrEqual(25);
	});

	it("does not count what is as it was", async () => {
		const path = "/10.x/thumbs/png?seed=b&size=1024";
		const tag = (await get(path)).headers.get("ETag") ?? "";
		const limit = vi.spyOn(env.RASTER_LIMIT, "limit");
		limit.mockClear();
		expect((await get(path, { "If-None-Match": tag })).status).toBe(304);
		expect(limit).not.toHaveBeenCalled();
	});
});

describe("every style, drawn from a URL", () => {
	it.each([...STYLES.keys()])(
		"%s is byte for byte what the library draws, for 50 seeds and any options",
		async (name) => {
			const style = library.get(name)?.();
			if (!style) throw new Error(name);
			const fields = Object.entries(new OptionsDescriptor(style).toJSON()).filter(
				([key]) => !NOT_FROM_URL.includes(key),
			);
			const random = generator(name.length);
			for (let seed = 0; seed < 50; seed++) {
				const chosen = seed === 0 ? [] : fields.filter(() => random() < 0.15);
				const values = chosen.map(([key, field]) => [key, ...anyValue(field, random)] as const);
				const options = {
					seed: `seed ${seed}`,
					...Object.fromEntries(values.map(([key, value]) => [key, value])),
				};
				const query = [`seed=seed+${seed}`, ...values.map(([key, , text]) => `${key}=${text}`)].join("&");
				const path = seed % 2 ? `/10.x/${name}/svg?${query}` : `/10.x/${name}/svg/${query}`;
				const fresh = new Visitor(`10.1.${name.length}.${seed}`);
				expect(await (await fresh.ask(path)).text(), path).toBe(new Avatar(style, options).toString());
			}
		},
	);
});

describe("the options", () => {
	it("without a seed are those of the empty seed", async () => {
		expect(await svgOf("/10.x/thumbs/svg")).toBe(drawnByLibrary("thumbs", { seed: "" }));
	});

	it.each([
		[
			"a list with encoded commas",
			"eyesVariant=variant01%2Cvariant02",
			{ eyesVariant: ["variant01", "variant02"] },
		],
		["weights", "eyesVariant=variant01:3,variant02", { eyesVariant: { variant01: 3, variant02: 1 } }],
		[
			"a weight left empty, which is none",
			"eyesVariant=variant01:,variant02:1",
			{ eyesVariant: { variant01: 0, variant02: 1 } },
		],
		["two weights: the first counts", "eyesVariant=variant01:1:2", { eyesVariant: { variant01: 1 } }],
		[
			"spaces around a variant with a weight",
			"eyesVariant=+variant01+:3,variant02",
			{ eyesVariant: { variant01: 3, variant02: 1 } },
		],
		[
			"a weight of nothing, which is left out",
			"eyesVariant=variant01:2,:1",
			{ eyesVariant: { variant01: 2 } },
		],
		["a range", "scale=0.8,1.2", { scale: [0.8, 1.2] }],
		["a negative number", "rotate=-10", { rotate: -10 }],
		["a short colour", "backgroundColor=f00", { backgroundColor: ["f00"] }],
		["a colour with its hash", "backgroundColor=%23ff0000", { backgroundColor: ["#ff0000"] }],
		["an unknown option", "hairColour=ff0000", {}],
		["an option of the library that a URL may not set", "title=Hello&idRandomization=true&fontFamily=x", {}],
		["an option that every object has", "constructor=1&__proto__=2&toString=3", {}],
	])("take %s", async (_, query, options) => {
		expect(await svgOf(`/10.x/thumbs/svg?seed=x&${query}`)).toBe(
			drawnByLibrary("thumbs", { seed: "x", ...options }),
		);
	});

	// What DiceBear's own server was seen to do, 4.13 to 4.14.0-rc.3, and what its tests say of it.
	it.each([
		["a list with commas", "backgroundColor=ff0000,00ff00", { backgroundColor: ["ff0000", "00ff00"] }],
		["no variant at all: without this part", "eyesVariant=", { eyesVariant: [] }],
		["no colour at all: without it", "backgroundColor=", { backgroundColor: [] }],
		["nothing after a comma", "backgroundColor=ff0000,", { backgroundColor: ["ff0000"] }],
		["nothing before a comma", "eyesVariant=,variant01", { eyesVariant: ["variant01"] }],
		["nothing but commas", "eyesVariant=,,", { eyesVariant: [] }],
		["an empty range", "scale=", {}],
		["an empty end of a range", "rotate=,20", { rotate: 20 }],
		["a name without a value", "flip", {}],
		["nothing between two signs", "&&scale=2&", { scale: 2 }],
		["a value without a name", "=red&scale=2", { scale: 2 }],
		[
			"a colour twice: a list of both",
			"backgroundColor=00ff00&backgroundColor=ff0000",
			{ backgroundColor: ["00ff00", "ff0000"] },
		],
		["an option twice: both ends of a range", "rotate=10&rotate=20", { rotate: [10, 20] }],
		["an option twice, once empty", "rotate=10&rotate=", { rotate: 10 }],
		["a number without its zero", "scale=.5", { scale: 0.5 }],
		["a number with an exponent", "scale=1e1", { scale: 10 }],
		["a number after a plus, which is a space", "rotate=+10", { rotate: 10 }],
		["a number after a plus sign", "rotate=%2B10", { rotate: 10 }],
		["all digits of a number", "scale=0.30000000000000004", { scale: 0.30000000000000004 }],
		["a whole number with an exponent", "size=1e2", { size: 100 }],
		["an encoded name", "%73cale=2", { scale: 2 }],
		// As scripts write lists. Its servers took them in every version, up to 4.13; 4.14.0-rc.2 refuses them.
		[
			"a list in brackets",
			"backgroundColor[]=00ff00&backgroundColor[]=ff0000",
			{ backgroundColor: ["00ff00", "ff0000"] },
		],
		[
			"a list with numbers, by these",
			"backgroundColor%5B1%5D=00ff00&backgroundColor%5B0%5D=ff0000",
			{ backgroundColor: ["ff0000", "00ff00"] },
		],
		["a list in brackets that is empty", "backgroundColor[]=", { backgroundColor: [] }],
		[
			"weights in a list",
			"eyesVariant[]=variant01:3&eyesVariant[]=variant02",
			{ eyesVariant: { variant01: 3, variant02: 1 } },
		],
		["an unknown option in brackets", "utm[]=1&utm[source]=x&scale=2", { scale: 2 }],
	])("take %s, as DiceBear does", async (_, query, options) => {
		expect(await svgOf(`/10.x/thumbs/svg?seed=x&${query}`)).toBe(
			drawnByLibrary("thumbs", { seed: "x", ...options }),
		);
	});

	it.each([
		["has commas and signs", "seed=a,b%26c%3Dd", "a,b&c=d"],
		["twice is one with a comma", "seed=a&seed=b", "a,b"],
		["has an empty place", "seed=a,,b", "a,,b"],
		["has an encoded comma", "seed=a%2Cb", "a,b"],
		["twice, once empty, too", "seed=a&seed=", "a,"],
		["has no value", "seed", ""],
		["has equals signs", "seed=a=b==", "a=b=="],
		["has a plus for a space", "seed=a+b", "a b"],
		["is no UTF-8 and stays as it was sent", "seed=%E4%F6+b", "%E4%F6 b"],
		["is no UTF-8 up to its comma", "seed=%FF,b%20c", "%FF,b c"],
		["has half an escape", "seed=100%", "100%"],
		["is in brackets", "seed[]=a&seed[]=b", "a,b"],
	])("take a seed as DiceBear does: one that %s", async (_, query, seed) => {
		expect(await svgOf(`/10.x/thumbs/svg?${query}`)).toBe(drawnByLibrary("thumbs", { seed }));
	});

	it("may stand in the path, the older form, and then the query does not count", async () => {
		const expected = drawnByLibrary("thumbs", { seed: "a b", size: 64 });
		expect(await svgOf("/10.x/thumbs/svg/seed=a%20b&size=64?seed=other")).toBe(expected);
		expect(await svgOf("/10.x/thumbs/svg/?seed=other")).toBe(drawnByLibrary("thumbs", { seed: "" }));
	});

	it.each([
		["a sign that separates", "seed=a%26size=64", { seed: "a", size: 64 }],
		["a plus, which then is a space", "seed=a%2Bb", { seed: "a b" }],
		["a plus as it is", "seed=a+b", { seed: "a b" }],
		["a slash", "seed=a%2Fb", { seed: "a/b" }],
		["a question mark", "seed=a%3Fb", { seed: "a?b" }],
		["what was encoded twice", "seed=a%2520b", { seed: "a b" }],
		["a comma", "backgroundColor=ff0000%2C00ff00", { seed: "", backgroundColor: ["ff0000", "00ff00"] }],
	])("have a path decoded before it is read, as at DiceBear: %s", async (_, path, options) => {
		expect(await svgOf(`/10.x/thumbs/svg/${path}`)).toBe(drawnByLibrary("thumbs", options));
	});

	it.each(["seed=%FF", "seed=%zz", "seed=100%", "seed=a%2Cb&other=%E4%F6"])(
		"refuse a path that is not UTF-8, as DiceBear does: %s",
		async (path) => {
			const response = await get(`/10.x/thumbs/svg/${path}`);
			expect(response.status).toBe(400);
			expect(await response.json()).toMatchObject({ statusCode: 400, code: "option_invalid" });
		},
	);

	it.each([
		["a word for a number", "size=large", "size"],
		["a number out of range", "scale=11", "scale"],
		["half a pixel", "size=1.5", "size"],
		["a size that is too large", "size=5000", "size"],
		["three ends of a range", "rotate=1,2,3", "rotate"],
		["a colour that is none", "backgroundColor=red", "backgroundColor"],
		["transparent", "backgroundColor=transparent", "backgroundColor"],
		["a variant that the style does not have", "eyesVariant=laser", "eyesVariant"],
		["no number where one is needed", "size=", "size"],
		["two numbers for one", "size=10&size=20", "size"],
		["a number without end", "scale=Infinity", "scale"],
		["an empty order", "backgroundColorOrder=", "backgroundColorOrder"],
		["a weight that is none", "eyesVariant=variant01:x", "eyesVariant"],
		["no variant with a weight", "eyesVariant=:1", "eyesVariant"],
		["flip as a boolean", "flip=true", "flip"],
		["what is in brackets and no list", "backgroundColor[a]=ff0000", "backgroundColor"],
		["weights in encoded brackets", "eyesVariant%5Bvariant01%5D=3", "eyesVariant"],
		["a list in a list", "backgroundColor[][]=ff0000", "backgroundColor"],
		["a seed that is too long", `seed=${"x".repeat(1025)}`, "seed"],
	])("refuse %s and name it", async (_, query, option) => {
		for (const path of [`/10.x/thumbs/svg?${query}`, `/10.x/thumbs/png/${query}`]) {
			const response = await get(path);
			expect(response.status).toBe(400);
			expect(response.headers.get("Cache-Control")).toBe("private, no-store");
			expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
			const body = await response.json<{ message: string }>();
			expect(body).toEqual({
				statusCode: 400,
				code: "option_invalid",
				error: "Bad Request",
				message: expect.stringContaining(option),
			});
		}
	});
});

describe("a query of any parts", () => {
	/** What the two read differently is not among them: `%2C`, and variants that there are not. */
	const PARTS: readonly [names: string[], values: string[]][] = [
		[
			["seed", "%73eed"],
			["", "a", "a+b", "%FF", "100%", "a=b", "%26"],
		],
		[
			["eyesVariant", "mouthVariant"],
			["", "variant01", "variant02", "variant01:2", "variant02:", "+variant03+:1", "variant04:x"],
		],
		[["backgroundColor"], ["", "ff0000", "0f0", "%230000ff", "red"]],
		[
			["scale", "rotate", "size"],
			["", "2", ".5", "1e1", "+10", "-3", "0x1", "0.30000000000000004", "+", "x"],
		],
		[
			["flip", "backgroundColorOrder", "backgroundColorFill", "other"],
			["", "horizontal", "both", "fixed", "linear"],
		],
	];

	it("is read as the stand-in reads it, which has DiceBear's own server for a model", async () => {
		const random = generator(4);
		const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
		const several = <T>(most: number, one: () => T) =>
			Array.from({ length: 1 + Math.floor(random() * most) }, one);
		let drawn = 0;
		for (let i = 0; i < 600; i++) {
			const query = several(3, () => {
				const [names, values] = pick(PARTS);
				return `${pick(names)}=${several(2, () => pick(values)).join(",")}`;
			});
			const path = `/10.x/thumbs/svg?${query.join("&")}`;
			const ours = await get(path);
			const theirs = await dicebear.fetch(new Request(`https://dicebear.test${path}`));
			expect(ours.status, path).toBe(theirs.status);
			if (ours.status !== 200) continue;
			expect(await ours.text(), path).toBe(await theirs.text());
			drawn += 1;
		}
		expect(drawn).toBeGreaterThan(200);
	});
});

describe("what there is", () => {
	it.each(["/10.x", "/10.x/"])(
		"lists the styles in alphabetical order, and where to read on: %s",
		async (path) => {
			expect(await visitor.json(path)).toEqual({
				styles: [...library.keys()].sort(),
				documentation: "https://www.dicebear.com/llms.txt",
			});
		},
	);

	it.each([...STYLES.keys()])("gives %s's definition as its package ships it", async (name) => {
		const definition = await visitor.json(`/10.x/${name}/definition.json`);
		expect(definition).toEqual(library.get(name)?.().definition());
	});

	it("describes a style's options, but for those that a URL cannot set", async () => {
		const options = await visitor.json<Record<string, unknown>>("/10.x/pixel-art/options.json");
		expect(options).toMatchObject({
			seed: { type: "string" },
			flip: { type: "enum", values: ["none", "horizontal", "vertical", "both"], list: true },
			hairProbability: { type: "number", min: 0, max: 100 },
		});
		expect(options).not.toHaveProperty("title");
	});

	it.each([
		["an unknown style", "/10.x/monalisa/svg", 404, "style_unknown"],
		["a style that is every object's", "/10.x/constructor/svg", 404, "style_unknown"],
		["an unknown style's options", "/10.x/monalisa/options.json", 404, "style_unknown"],
		["an unknown version", "/4.x/lorelei/svg", 404, "file_not_found"],
		["an unknown format", "/10.x/lorelei/gif", 400, "format_unknown"],
		["a format that is every object's", "/10.x/lorelei/constructor", 400, "format_unknown"],
		["a longer path", "/10.x/lorelei/svg/seed=x/more", 404, "file_not_found"],
	])("answers %s as DiceBear does", async (_, path, status, code) => {
		const response = await get(path, { Accept: "text/html" });
		expect(response.status).toBe(status);
		expect(await response.json()).toMatchObject({ statusCode: status, code });
	});
});

describe("JSON", () => {
	it("holds the picture, and all that made it but the seed, as at DiceBear", async () => {
		const { svg, options } = await visitor.json<{ svg: string; options: Record<string, unknown> }>(
			"/10.x/thumbs/json?seed=x&rotate=10",
		);
		expect(svg).toBe(drawnByLibrary("thumbs", { seed: "x", rotate: 10 }));
		expect(options).toMatchObject({ eyesVariant: expect.any(String), rotate: 10 });
		expect(options).not.toHaveProperty("seed");
	});
});

describe("initials that are a blocked word", () => {
	const [word = ""] = blocked.filter((letters) => /^\p{L}{2}$/u.test(letters));

	it("are asterisks in an SVG and in JSON, as at DiceBear", async () => {
		const masked = drawnByLibrary("initials", { seed: word }).replace(`>${word}<`, ">**<");
		const seed = encodeURIComponent(word);
		expect(await svgOf(`/10.x/initials/svg?seed=${seed}`)).toBe(masked);
		const { svg } = await visitor.json<{ svg: string }>(`/10.x/initials/json?seed=${seed}`);
		expect(svg).toBe(masked);
		expect(masked).not.toContain(word);
	});

	it("are asterisks in pixels", async () => {
		// In black, for else the seed decides the colours.
		const colours = "backgroundColor=ffffff&textColor=000000&size=64";
		const pixelsOf = async (seed: string) => {
			const response = await get(`/10.x/initials/png?seed=${encodeURIComponent(seed)}&${colours}`);
			return decode("png", new Uint8Array(await response.arrayBuffer()));
		};
		expect(await pixelsOf(word)).toEqual(
			await pixelsOf(blocked.findLast((other) => /^\p{L}{2}$/u.test(other)) ?? ""),
		);
		expect(await pixelsOf(word)).not.toEqual(await pixelsOf("AB"));
	});
});

describe("raster images", () => {
	it.each(["png", "jpg", "jpeg", "webp", "avif"] as const)(
		"come as %s, 128 pixels wide where no size is asked for",
		async (format) => {
			for (const [query, size] of [
				["", 128],
				["?size=64", 64],
				["?size=1000", 1000],
				["?size=4096", 1024],
			] as const) {
				const response = await get(`/10.x/thumbs/${format}${query}`);
				expect(response.headers.get("Content-Type")).toBe(`image/${format.replace("jpg", "jpeg")}`);
				expect(response.headers.get("Content-Disposition")).toBe(`inline; filename="avatar.${format}"`);
				const image = await decode(
					format === "jpg" ? "jpeg" : format,
					new Uint8Array(await response.arrayBuffer()),
				);
				expect([image.width, image.height]).toEqual([size, size]);
			}
		},
	);
});

describe("a picture whose letters cannot be had now", () => {
	// Ol Chiki, which nothing else here asks for: what was read once is kept.
	const path = "/10.x/initials/png?seed=%E1%B1%9A%E1%B1%9E&size=32&backgroundColor=ffffff&textColor=000000";

	it.each(ASSET_FAILURES)(
		"comes as it can, and no cache keeps it, where the font is %s",
		async (_, answer) => {
			vi.spyOn(console, "error").mockReturnValue();
			const fetch = vi.spyOn(env.ASSETS, "fetch").mockImplementation(answer);
			const { status, headers, body } = await get(path);
			expect(status).toBe(200);
			expect(headers.get("Content-Type")).toBe("image/png");
			expect(headers.get("Cache-Control")).toBe("private, no-store");
			expect(headers.get("ETag")).toBeNull();
			expect(fetch).toHaveBeenCalledOnce();
			await body?.cancel();
		},
	);

	it("has them the next time, and is kept", async () => {
		vi.spyOn(console, "error").mockReturnValue();
		vi.spyOn(env.ASSETS, "fetch").mockRejectedValueOnce(new Error("internal error"));
		const pixelsOf = async (response: Response) =>
			decode("png", new Uint8Array(await response.arrayBuffer()));
		const without = await pixelsOf(await get(path));
		const response = await get(path);
		expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, s-maxage=86400, immutable");
		expect(response.headers.get("ETag")).not.toBeNull();
		expect(await pixelsOf(response)).not.toEqual(without);
	});
});

describe("a picture whose parts lie far outside its frame", () => {
	it("is drawn, empty, in every format", async () => {
		for (const format of ["png", "jpeg", "webp", "avif"] as const) {
			const response = await get(`/10.x/lorelei/${format}?seed=a&translateX=200&size=16`);
			expect(response.status).toBe(200);
			const { data } = await decode(format, new Uint8Array(await response.arrayBuffer()));
			expect(new Set(new Uint32Array(data.buffer)).size).toBe(1);
		}
	});

	it.each([
		"scale=10",
		"scale=0",
		"translateX=1000",
		"translateY=-1000",
		"scale=3&rotate=45",
		"borderRadius=50&flip=both",
	])("is never a failure of ours, in any style: %s", async (query) => {
		for (const [i, style] of [...STYLES.keys()].entries()) {
			const asker = new Visitor(`10.3.${i}.1`);
			expect((await asker.ask(`/10.x/${style}/png?seed=a&size=32&${query}`)).status, style).toBe(200);
		}
		expect((await get("/10.x/thumbs/png?seed=a")).status).toBe(200);
	});
});

describe("the headers of a picture", () => {
	it("let any site show it, and every cache keep it", async () => {
		const { headers } = await get("/10.x/thumbs/svg?seed=x");
		expect(Object.fromEntries(headers)).toMatchObject({
			"access-control-allow-origin": "*",
			"cache-control": "public, max-age=31536000, s-maxage=86400, immutable",
			"content-disposition": 'inline; filename="avatar.svg"',
			// Where `frame-ancestors` is, `X-Frame-Options` does not count: a page may show the picture in an <object>.
			"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors *",
			"content-type": "image/svg+xml",
			"cross-origin-resource-policy": "cross-origin",
			"x-content-type-options": "nosniff",
			"x-robots-tag": "noindex",
		});
	});

	it("answer a preflight", async () => {
		const response = await visitor.ask("/10.x/thumbs/svg", {
			method: "OPTIONS",
			headers: { Origin: "https://example.com", "Access-Control-Request-Method": "GET" },
		});
		expect(response.status).toBe(204);
		expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
		expect(response.headers.get("Access-Control-Allow-Methods")).toBe("GET,HEAD");
	});

	it("answer who has the picture with 304, and HEAD without a body", async () => {
		for (const format of ["svg", "png", "json"]) {
			const etag = (await get(`/10.x/thumbs/${format}?seed=x`)).headers.get("ETag") ?? "";
			const again = await get(`/10.x/thumbs/${format}?seed=x`, { "If-None-Match": `"other", ${etag}` });
			expect(again.status).toBe(304);
			expect(await again.text()).toBe("");
			expect(again.headers.get("Cache-Control")).toBe("public, max-age=31536000, s-maxage=86400, immutable");
			const head = await visitor.ask(`/10.x/thumbs/${format}?seed=x`, { method: "HEAD" });
			expect(head.status).toBe(200);
			expect(await head.text()).toBe("");
		}
	});
});

describe("who has a picture that was made with something else", () => {
	const older = { "If-None-Match": `W/"${DICEBEAR_VERSION}-${READING}"` };

	it.each(["png", "jpg", "jpeg", "webp", "avif"])("gets the %s of now", async (format) => {
		expect((await get(`/10.x/thumbs/${format}?seed=x&size=16`, older)).status).toBe(200);
	});

	it("has the SVG and its JSON, which do not depend on it", async () => {
		for (const format of ["svg", "json"])
			expect((await get(`/10.x/thumbs/${format}?seed=x`, older)).status).toBe(304);
	});
});

describe("an anonymous caller", () => {
	it("is limited by address, and sooner for raster images", async () => {
		const flood = new Visitor("198.51.100.77");
		const statuses: number[] = [];
		for (let i = 0; i < 1_002; i++) statuses.push((await flood.ask("/10.x/thumbs/png?size=1")).status);
		expect(statuses.indexOf(429)).toBe(1_000);
		const refused = await flood.ask("/10.x/thumbs/png?size=1");
		expect(refused.headers.get("Retry-After")).toBe("60");
		expect(await refused.json()).toMatchObject({ statusCode: 429, error: "Too Many Requests" });
		expect((await flood.ask("/10.x/thumbs/svg")).status).toBe(200);
		expect((await new Visitor("198.51.100.78").ask("/10.x/thumbs/png?size=1")).status).toBe(200);
	});
});
