/**
 * What people run themselves: the same `@dicebear/core` behind Fastify on Node, with the same headers, and DiceBear's own
 * converter for raster images (resvg and sharp, both native). It does less than Discobear for a request: no rate limit, no
 * ETag to compare, no check of what an option may be beyond the core's own, and no artist and licence in a raster image.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Avatar, Style } from "@dicebear/core";
import type { Renderer } from "@takumi-rs/core";
import fastify from "fastify";
import { unframed } from "../../src/avatar/raster/frame.ts";
import { PICTURE_HEADERS, SAFE_HEADERS } from "../../src/security_headers.ts";
import { RASTER_FORMATS, type RasterFormat } from "./scenarios.ts";

const { resolve } = createRequire(import.meta.url);
const headers = { ...SAFE_HEADERS, ...PICTURE_HEADERS, ETag: 'W/"10"' };
const styles = new Map<string, Style>();

function styleOf(name: string): Style {
	let style = styles.get(name);
	if (!style) {
		const file = resolve(`@dicebear/styles/${name}.json`);
		style = new Style(JSON.parse(readFileSync(file, "utf8")));
		styles.set(name, style);
	}
	return style;
}

/** As DiceBear's API asks its converter, but for `includeExif`: a second process would write that, in Perl. */
async function converted(svg: string, format: RasterFormat, size: number): Promise<Buffer> {
	const converter = await import("@dicebear/converter");
	const convert = {
		png: converter.toPng,
		jpg: converter.toJpeg,
		webp: converter.toWebp,
		avif: converter.toAvif,
	}[format];
	return Buffer.from(await convert(svg, { size, fonts: [] }).toArrayBuffer());
}

/** Discobear's renderer, compiled for the machine instead of to WebAssembly: the same picture. */
async function nativePng(svg: string, size: number): Promise<Buffer> {
	const { Renderer } = await import("@takumi-rs/core");
	renderer ??= new Renderer({ cacheMaxBytes: 0 });
	const picture = unframed(svg);
	if (!picture) throw new Error("Not a square");
	const square = { width: size, height: size };
	const data = Buffer.from(picture.svg);
	return renderer.render(
		{ type: "image", src: "avatar", ...square, style: { borderRadius: picture.radius * size } },
		{ ...square, format: "png", images: [{ src: "avatar", data, cache: "none" }] },
	);
}
let renderer: Renderer | undefined;

interface Asked {
	Params: { style: string; format: string };
	Querystring: Record<string, string>;
}

const app = fastify();
const constant = process.env.SVG ?? "";

app.get("/constant", (_request, reply) => reply.type("image/svg+xml").send(constant));

app.get<Asked>("/10.x/:style/:format", async (request, reply) => {
	const { style, format } = request.params;
	const { size, ...query } = request.query;
	const avatar = new Avatar(styleOf(style), size ? { ...query, size: Number(size) } : query);
	reply.headers(headers).header("Content-Disposition", `inline; filename="avatar.${format}"`);
	if (isRasterFormat(format)) {
		reply.type(RASTER_FORMATS[format]);
		return reply.send(await converted(avatar.toString(), format, Number(size ?? 128)));
	}
	switch (format) {
		case "svg":
			return reply.type("image/svg+xml").send(avatar.toString());
		case "json":
			return reply.type("application/json").send(JSON.stringify(avatar.toJSON()));
		default:
			return reply.code(400).send();
	}
});

app.get<Asked>("/native/:style/png", async (request, reply) => {
	const { size, ...query } = request.query;
	const avatar = new Avatar(styleOf(request.params.style), { ...query, size: Number(size) });
	reply.headers(headers).type("image/png");
	return reply.send(await nativePng(avatar.toString(), Number(size)));
});

const isRasterFormat = (name: string): name is RasterFormat => Object.hasOwn(RASTER_FORMATS, name);

await app.listen({ host: "127.0.0.1", port: 0 });
const address = app.server.address();
if (typeof address === "object") console.log(address?.port);
