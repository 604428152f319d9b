/**
 * What people run themselves: the same `@dicebear/core` behind Fastify on Node, with the same headers. It does less than
 * Discobear for a request: no rate limit, no ETag to compare, no check of what an option may be beyond the core's own.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Avatar, Style } from "@dicebear/core";
import type { Renderer } from "@takumi-rs/wasm";
import fastify from "fastify";
import { PICTURE_HEADERS, SAFE_HEADERS } from "../../src/security_headers.ts";

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

/** takumi as Discobear has it, loaded when first asked for. */
async function png(svg: string, size: number): Promise<Uint8Array> {
	const takumi = await import("@takumi-rs/wasm");
	const square = { width: size, height: size };
	renderer ??= takumi
		.default({ module_or_path: readFileSync(resolve("@takumi-rs/wasm/takumi_wasm_bg.wasm")) })
		.then(() => new takumi.Renderer());
	const images = [{ src: "avatar", data: new TextEncoder().encode(svg), cache: "none" as const }];
	return (await renderer).render(
		{ type: "image", src: "avatar", ...square },
		{ ...square, format: "png", images },
	);
}
let renderer: Promise<Renderer> | undefined;

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
	switch (format) {
		case "svg":
			return reply.type("image/svg+xml").send(avatar.toString());
		case "json":
			return reply.type("application/json").send(JSON.stringify(avatar.toJSON()));
		case "png":
			return reply.type("image/png").send(Buffer.from(await png(avatar.toString(), Number(size ?? 128))));
		default:
			return reply.code(400).send();
	}
});

await app.listen({ host: "127.0.0.1", port: 0 });
const address = app.server.address();
if (typeof address === "object") console.log(address?.port);
