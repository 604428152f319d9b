/** How static assets may fail when a font is read, each with letters of a font that no other test reads: it would be kept. */
export const ASSET_FAILURES: [how: string, answer: () => Promise<Response>, letters: string][] = [
	["unreachable", () => Promise.reject(new Error("internal error")), "ꓡꓢ"],
	["not found", async () => new Response("Not Found", { status: 404 }), "ᚠᚢ"],
	["an error", async () => new Response("wOF2", { status: 500 }), "ꕉꕊ"],
	["a page", async () => new Response("<!doctype html><title>Hello</title>"), "ᭅᭆ"],
];
