import { describe, expect, it } from "vitest";
import blocked from "../../src/avatar/generated/blocked_initials.json";
import { LIBRAVATAR_WORDS } from "../../src/avatar/libravatar";
import { RASTER_FORMATS, type RasterFormat } from "../../src/avatar/raster";
import { STYLES } from "../../src/avatar/styles";
import { useInternet } from "../internet";
import { Visitor } from "../visitor";

useInternet();

/*
 * An address is kept for a year by whoever has it, and an image for ever by R2, under what it was made with. Where one of
 * these digests changes, others see another picture than before: then its name has to change too, by READING in
 * src/avatar/options.ts or DRAWING in src/avatar/raster.ts (or it has, with a package's version).
 */
type Made = [name: string, digest: string];
const READ: Made = ['W/"10.7.0-10.6.0-2"', "0b914ca8cd9d1016"];
const HASHES: Made = [READ[0], "d710c7c82ddc12b5"];
const JPEG: Made = ["2-takumi2.16.3-noto7de3540f", "bd0d0a30f9f150ce"];
const MADE: Readonly<Record<RasterFormat, Made>> = {
	png: ["2-takumi2.16.3-noto7de3540f", "ddbec72ef2f3b8c5"],
	jpg: JPEG,
	jpeg: JPEG,
	webp: ["2-takumi2.16.3-noto7de3540f-webp1.5.0", "813b1679da6f104f"],
	avif: ["2-takumi2.16.3-noto7de3540f-avif2.1.1", "f1fd25fa8d6fb4ab"],
};

/** What has been read otherwise once, or might be. */
const QUERIES = [
	"",
	"seed=",
	"seed=a&seed=b",
	"seed=a%2Cb",
	"seed=%ff",
	"hairVariant=",
	"backgroundColor=",
	"backgroundColor=ff0000&backgroundColor=00ff00",
	"backgroundColor=ff0000%2C00ff00&backgroundColorFill=linear",
	"scale=.5",
	"scale=1e0",
	"scale=%2B1",
	"scale=",
	"scale=0.5,1.2",
	"rotate=10,20",
	"flip",
	"eyesVariant=variant01:3,variant02:",
	"unknown=1",
];

async function digestOf(parts: ArrayBuffer[]): Promise<string> {
	const all = await new Blob(parts).arrayBuffer();
	return new Uint8Array(await crypto.subtle.digest("SHA-256", all)).toHex().slice(0, 16);
}

async function answers(paths: readonly string[]): Promise<{ etag: string; digest: string }> {
	const visitor = new Visitor();
	const found = await Promise.all(paths.map((path) => visitor.ask(path)));
	expect(found.map(({ status }, at) => (status === 200 ? 200 : paths[at]))).toEqual(paths.map(() => 200));
	const bodies = await Promise.all(found.map((response) => response.arrayBuffer()));
	return { etag: found[0]?.headers.get("ETag") ?? "", digest: await digestOf(bodies) };
}

describe("another picture has another name", () => {
	it("where an address is read otherwise", async () => {
		const { etag, digest } = await answers([
			...QUERIES.map((query) => `/10.x/adventurer/svg?${query}`),
			...blocked.map((word) => `/10.x/initials/svg?seed=${encodeURIComponent(word)}`),
		]);
		expect([etag, digest]).toEqual(READ);
	});

	it("where the address of a hash is read otherwise", async () => {
		const words = ["", ...Object.keys(LIBRAVATAR_WORDS)].map((word) => `d=${word}`);
		const { etag, digest } = await answers(
			[...words, "s=48", "s=0", "size=2000", "style=micah&flip=both"].map(
				(query) => `/libravatar/40f8d096a3777232204cb3f796c577b7.svg?${query}`,
			),
		);
		expect([etag, digest]).toEqual(HASHES);
	});

	it.each(Object.keys(RASTER_FORMATS) as RasterFormat[])("where a %s is made otherwise", async (format) => {
		const pictures = [...STYLES.keys()].map((style) => `${style}/${format}?seed=Mira`);
		const letters = ["محمد علي", "A ب", "Ж漢"].map(
			(seed) => `initials/${format}?seed=${encodeURIComponent(seed)}`,
		);
		const paths = [...pictures, ...letters].map((path) => `/10.x/${path}&size=48&borderRadius=20`);
		const { etag, digest } = await answers(paths);
		expect(etag).toContain(RASTER_FORMATS[format].madeWith);
		expect([RASTER_FORMATS[format].madeWith, digest]).toEqual(MADE[format]);
	});
});
