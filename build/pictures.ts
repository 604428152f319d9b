/**
 * Draws the icons, and what chats show of our pages, for build.ts: from the mark, and a few avatars whose licence asks for
 * nothing where they are shown.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Avatar, Style } from "@dicebear/core";
import type { createTakumi as CreateTakumi } from "../src/avatar/generated/takumi.js";

/** The stylesheet's light paper and ink. */
const PAPER = "#fdf7ec";
const INK = "#2b2118";

/** The size of a large picture in a chat, in pixels: twice as wide as high, nearly. Source: https://ogp.me/ has none, and chats agree on it. */
const CARD = { width: 1200, height: 630 };

/** What each page's picture says, and its avatars: style, seed and background. */
const CARDS = {
	"share.png": {
		words: "An avatar of your own, grown from your name",
		avatars: [
			["critters", "Bruno", "ffcf5c"],
			["lorelei", "Mira", "b6e3f4"],
			["pixel-art", "Nova", "c9a7eb"],
			["sprouts", "Paul", "ffdfbf"],
			["notionists", "Zoe", "d1f4d9"],
			["voxel-bot", "Robo", "ffd5dc"],
		],
	},
	"share_servers.png": {
		words: "A control room for your Discord bot",
		avatars: [
			["pixelbot", "Welcome", "b6e3f4"],
			["voxel-bot", "Music", "ffcf5c"],
			["pixelbot", "Quiz", "ffd5dc"],
			["voxel-bot", "Guard", "d1f4d9"],
			["pixelbot", "Dance", "c9a7eb"],
			["voxel-bot", "Bear", "ffdfbf"],
		],
	},
} as const satisfies Record<string, { words: string; avatars: readonly [string, string, string][] }>;

/**
 * By the name of its file, the width of each icon, in pixels. Whoever has them may cut them round: the mark is within the safe
 * zone, four fifths of the width (https://www.w3.org/TR/appmanifest/#icon-masks).
 */
const ICONS = { "apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512 };
const MARK_PART = 0.62;

/** All pictures, by the names of their files in static/. @param takumi the factory that takumi.ts makes */
export async function pictures(
	root: string,
	createTakumi: typeof CreateTakumi,
): Promise<ReadonlyMap<string, Uint8Array>> {
	const { Renderer, initSync } = createTakumi();
	const wasm = await readFile(join(root, "node_modules/@takumi-rs/wasm/pkg/takumi_wasm_bg.wasm"));
	initSync({ module: new WebAssembly.Module(wasm) });
	const renderer = new Renderer();
	const font = "node_modules/@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2";
	renderer.registerFont({ name: "Noto Sans", data: await readFile(join(root, font)) });
	const mark = await readFile(join(root, "static/favicon.svg"));

	const made = new Map<string, Uint8Array>();
	for (const [name, width] of Object.entries(ICONS)) {
		const side = Math.round(width * MARK_PART);
		made.set(
			name,
			renderer.render(
				{ ...centred(width, width), children: [{ type: "image", src: "mark", width: side, height: side }] },
				{ width, height: width, format: "png", images: [{ src: "mark", data: mark }] },
			),
		);
	}
	for (const [name, { words, avatars }] of Object.entries(CARDS)) {
		const drawn = await Promise.all(avatars.map((avatar, n) => drawnAs(root, `avatar-${n}`, avatar)));
		const tiles = drawn.map(({ src }) => ({
			type: "image" as const,
			src,
			width: 168,
			height: 168,
			style: { borderRadius: 28 },
		}));
		made.set(
			name,
			renderer.render(
				{
					...centred(CARD.width, CARD.height),
					children: [
						{
							type: "container",
							style: { width: 500, display: "flex", flexDirection: "column", gap: 20, marginRight: 60 },
							children: [
								{ type: "image", src: "mark", width: 120, height: 120 },
								{ type: "text", text: "Discobear", style: { ...TEXT, fontSize: 84, fontWeight: 800 } },
								{ type: "text", text: words, style: { ...TEXT, fontSize: 40, fontWeight: 500 } },
							],
						},
						{
							type: "container",
							style: { width: 552, display: "flex", flexWrap: "wrap", gap: 24 },
							children: tiles,
						},
					],
				},
				{ ...CARD, format: "png", images: [{ src: "mark", data: mark }, ...drawn] },
			),
		);
	}
	renderer.free();
	return made;
}

const TEXT = { color: INK, fontFamily: "Noto Sans", lineHeight: 1.15 };

function centred(width: number, height: number) {
	return {
		type: "container" as const,
		style: {
			...{ width, height, backgroundColor: PAPER },
			...{ display: "flex", alignItems: "center", justifyContent: "center" },
		} as const,
	};
}

async function drawnAs(
	root: string,
	src: string,
	[style, seed, backgroundColor]: readonly [string, string, string],
) {
	const file = join(root, "node_modules/@dicebear/styles/dist", `${style}.min.json`);
	const definition = new Style(JSON.parse(await readFile(file, "utf8")));
	const svg = new Avatar(definition, { seed, backgroundColor: [backgroundColor] }).toString();
	return { src, data: new TextEncoder().encode(svg) };
}
