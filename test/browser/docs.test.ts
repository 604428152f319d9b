import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { EXAMPLES, type ExampleKind, type ExamplePicture, hasExample } from "../../src/avatar/examples.ts";
import catalogue from "../../src/avatar/generated/catalogue.json" with { type: "json" };
import { toQuery } from "../../src/avatar/query.ts";
import { PROBLEMS } from "../../src/errors.ts";
import { BOT_API_KEY } from "../start.ts";
import {
	CLIENTS,
	isThere,
	receiver,
	runPython,
	runShell,
	type Shown,
	showHtml,
	showMarkdown,
	showReact,
	showSvelte,
	showVue,
} from "./examples.ts";
import { accept, complaintsAbout, DISCORD, SITE, svgIn, useBrowser } from "./person.ts";

const visit = useBrowser();
const DOCS = `${SITE}/docs`;

const PYTHON = await isThere("python3");
const CURL = await isThere("curl");
if (!PYTHON || !CURL) console.warn("Without python3 and curl, examples in these are not run");

const bytesOf = async (url: string) => {
	const response = await fetch(url);
	expect(response.status, url).toBe(200);
	return Buffer.from(await response.arrayBuffer());
};

/** Shows an example of each language that shows a picture. */
const SHOWN: Partial<Record<ExampleKind, (page: Page, text: string) => Shown | Promise<Shown>>> = {
	html: showHtml,
	markdown: showMarkdown,
	react: (_, text) => showReact(text),
	vue: (_, text) => showVue(text),
	svelte: (_, text) => showSvelte(text),
};

describe("an example", () => {
	/** What would mean something in one language or another. */
	const SEEDS = [
		"Kuma",
		`"><script>alert(1)</script>`,
		`'"\`$(touch x) \${x} \\'; rm -rf . #`,
		"🐻 ü ‮ \u2028 漢",
		"{alert(1)} {{ 1 + 1 }} {@html x} <!-- --> ]]>",
		"a](https://evil.test) ![b](c) **d** _e_ ~~f~~ | <u> &lt; \\",
		"%27 %s %(x)s {0} \\n \\u0041 &amp;quot;",
		"",
	];

	it.each(Object.keys(SHOWN) as ExampleKind[])(
		"in %s shows the picture, whatever is in its words",
		async (kind) => {
			const page = await visit();
			for (const seed of SEEDS)
				for (const style of ["critters", "micah"] as const) {
					const card = catalogue.styles[style];
					const url = `${SITE}/10.x/${style}/svg?${toQuery(seed, { flip: ["horizontal"], size: 48 })}`;
					const alt = `Avatar of ${seed}`;
					const text = EXAMPLES[kind]({ url, width: 48, card, alt, format: "svg" });
					const shown = await SHOWN[kind]?.(page, text);
					expect(shown, text).toMatchObject({ src: url, width: kind === "markdown" ? "" : "48" });
					// HTML makes one space of several, and some that are no spaces.
					expect(shown?.alt.trimEnd()).toBe(alt.trimEnd());
					const credit = `Remix of ${card.source} by ${card.creator}, ${card.licence}`;
					expect(shown?.text.replace(/\s+/g, " ") ?? "").toContain(style === "micah" ? card.creator : "");
					if (["html", "markdown", "vue", "svelte"].includes(kind))
						expect(shown?.text).toBe(style === "micah" ? credit : "");
				}
		},
	);

	it.skipIf(!PYTHON || !CURL)(
		"in a shell and in Python fetches the picture, whatever is in its address",
		async () => {
			for (const [at, seed] of SEEDS.entries()) {
				const format = ["svg", "png", "jpg", "webp", "avif", "json", "svg", "svg"][at] ?? "svg";
				// More than the page itself would leave in an address.
				const raw = `${toQuery(seed, { size: 16 })}&x='$(touch%20x);!*~&y=`;
				const url = `${SITE}/10.x/thumbs/${format}?${raw}`;
				const picture: ExamplePicture = { url, width: 16, card: { page: "" }, alt: seed, format };
				const right = await bytesOf(url);
				const ways = [
					runShell(EXAMPLES.curl(picture)),
					...(at % 3 === 0 ? [runPython(EXAMPLES.python(picture))] : []),
				];
				for (const { files } of await Promise.all(ways))
					expect(files).toEqual({ [`avatar.${format}`]: right });
			}
			for (const kind of Object.keys(SHOWN) as ExampleKind[]) expect(hasExample(kind, "json")).toBe(false);
		},
	);
});

describe("the page of the API, without the script", () => {
	let codes: { language: string; text: string }[] = [];
	const of = (language: string) => codes.filter((code) => code.language === language).map(({ text }) => text);
	let inbox: Awaited<ReturnType<typeof receiver>>;

	beforeAll(async () => {
		inbox = await receiver();
	});
	afterAll(() => inbox.end());

	it("is a whole reference, on a narrow phone, in the dark, where colours are forced", async () => {
		const page = await visit({
			javaScriptEnabled: false,
			viewport: { width: 320, height: 700 },
			colorScheme: "dark",
			forcedColors: "active",
		});
		const asked: string[] = [];
		page.on("request", (request) => asked.push(new URL(request.url()).pathname));
		await page.goto(DOCS);
		await page.waitForLoadState("networkidle");
		// No picture is asked for before it comes into view.
		expect(asked.filter((path) => /^\/10\.x|avif|webp/.test(path))).toEqual([]);
		expect(await page.locator("#play").isVisible()).toBe(false);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);

		const body = (await page.locator("main").textContent()) ?? "";
		for (const code of Object.keys(PROBLEMS)) expect(body).toContain(code);
		for (const [style, { licence }] of Object.entries(catalogue.styles))
			expect(await page.locator(`#style-${style}`).textContent()).toContain(licence);
		const { ratelimits } = unstable_readConfig({
			config: fileURLToPath(new URL("../../wrangler.toml", import.meta.url)),
		}) as { ratelimits: { name: string; simple: { limit: number } }[] };
		const limits = await page.locator("#limits tbody tr").allTextContents();
		expect(limits).toHaveLength(ratelimits.length);
		for (const { simple } of ratelimits)
			expect(limits.join()).toContain(`${simple.limit.toLocaleString("en")} a minute`);
		const versions = await page.locator("#versions tbody th").allTextContents();
		expect(versions).toEqual(["/5.x", "/6.x", "/7.x", "/8.x", "/9.x", "/10.x", "/11.x"]);
		const moods = page.locator(".moods-list .thumb");
		const places = await moods.evaluateAll((all) =>
			all.map((tile) => getComputedStyle(tile).backgroundPosition),
		);
		expect([places.length, new Set(places).size]).toEqual([66, 66]);

		codes = await page.locator("pre[data-language]").evaluateAll((all) =>
			all.map((pre) => ({
				language: (pre as HTMLElement).dataset.language ?? "",
				text: pre.textContent ?? "",
			})),
		);
		const addresses = new Set(
			await page.locator("main a").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href)),
		);
		const own = [...addresses].filter((href) => href.startsWith(SITE)).map((href) => new URL(href));
		const here = own.filter(({ pathname, search, hash }) => pathname === "/docs" && !search && hash);
		for (const { hash } of here) expect(await page.locator(hash).count(), hash).toBe(1);
		expect(here.length).toBeGreaterThan(14);
		const elsewhere = [...new Set(own.map(({ pathname, search }) => pathname + search))];
		// 11 is there only where it is opened.
		const reached = elsewhere.filter((path) => !path.startsWith("/11.x"));
		expect(reached.length).toBeGreaterThan(120);
		const statuses = await Promise.all(
			reached.map(async (path) => [path, (await fetch(SITE + path)).status]),
		);
		expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
	});

	it("has examples that do what they say", async () => {
		const page = await visit();
		const at = (text: string) => text.replaceAll("https://your.site", SITE);
		for (const [kind, show] of Object.entries(SHOWN))
			for (const text of of(kind === "react" ? "jsx" : kind)) {
				const { src } = await show(page, at(text));
				expect((await bytesOf(src)).length).toBeGreaterThan(200);
			}
		for (const url of of("url")) expect((await bytesOf(at(url))).toString()).toMatch(/^<svg/);
		for (const text of of("bbcode")) {
			const [, url = ""] = /^\[img\](.+)\[\/img\]$/.exec(at(text)) ?? [];
			expect((await bytesOf(url)).toString("latin1", 1, 4)).toBe("PNG");
		}
		const [picture, other] = of("json").map((text) => JSON.parse(text));
		expect(await (await fetch(`${SITE}/10.x/monalisa/svg`)).json()).toEqual(picture);
		expect(await (await fetch(`${SITE}/avatar`)).json()).toEqual(other);

		const hash = createHash("md5").update("george@example.com").digest("hex");
		const thumbs = await bytesOf(`${SITE}/10.x/thumbs/png?seed=${hash}&size=48`);
		const settings = Object.entries(CLIENTS).map(([language, addressOf]) => {
			const text = of(language).find((each) => each.includes("libravatar")) ?? "";
			return addressOf(at(text), hash);
		});
		expect(settings).toHaveLength(4);
		for (const url of settings)
			expect(await bytesOf(url), url).toEqual(
				url.includes(".jpg") ? await bytesOf(`${SITE}/10.x/thumbs/jpg?seed=${hash}&size=48`) : thumbs,
			);
		expect(codes.filter(({ text }) => text.trim() === "")).toEqual([]);
	});

	it.skipIf(!CURL || !PYTHON)("has commands that run", async () => {
		const page = await visit();
		// Discord's pictures are not to be had here.
		await page.route("https://cdn.discordapp.com/**", (route) =>
			route.fulfill({ contentType: "image/png", body: "" }),
		);
		await page.goto(`${SITE}/login?return=/servers`);
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/servers`);
		const session =
			(await page.context().cookies(SITE)).find(({ name }) => name === "__Host-session")?.value ?? "";
		const guilds = (await (await fetch(`${DISCORD}/_standin/guilds`)).json()) as {
			id: string;
			name: string;
		}[];
		const env = {
			SESSION: session,
			GUILD: guilds.find(({ name }) => name.includes("Dance Floor"))?.id ?? "",
			BOT_API_KEY,
			SLACK_TOKEN: "a-token",
			WEBHOOK_URL: `${inbox.origin}/webhook`,
		};
		const here = (text: string) =>
			text.replaceAll("https://your.site", SITE).replace("https://slack.com", inbox.origin);
		const commands = of("sh");
		expect(commands).toHaveLength(6);
		const ran = new Map<string, Awaited<ReturnType<typeof runShell>>>();
		// What others on the machine read in the list of processes.
		const seen = 'curl() { printf "%s\\n" "$*" >> arguments; command curl "$@"; }\n';
		for (const command of commands) ran.set(command, await runShell(seen + here(command), env));
		const read = [...ran.values()].map(({ files }) => String(files.arguments)).join("");
		for (const secret of [session, BOT_API_KEY, env.SLACK_TOKEN, env.WEBHOOK_URL])
			expect(read).not.toContain(secret);
		const said = (part: string) => {
			const [, left] = [...ran].find(([command]) => command.includes(part)) ?? [];
			return JSON.parse(left?.said ?? "");
		};
		expect(said("/micah/json").svg).toMatch(/^<svg/);
		expect(said("/botapi/v10/users/@me/guilds")).toContainEqual(expect.objectContaining({ id: env.GUILD }));
		expect(said("/bot/guilds/")).toMatchObject({ guild: env.GUILD, values: { avatarEnabled: true } });
		const [, { files } = { files: {} }] = [...ran].find(([command]) => command.includes("--output")) ?? [];
		expect(Object.keys(files)).toEqual(["arguments", "avatar.svg"]);
		for (const text of of("python")) expect((await runPython(here(text))).said).toBe("");

		const [webhook, slack] = inbox.received;
		expect(webhook).toMatchObject({ url: "/webhook", headers: { "content-type": "application/json" } });
		expect(slack).toMatchObject({
			url: "/api/chat.postMessage",
			headers: { authorization: "Bearer a-token" },
		});
		for (const url of [
			Reflect.get(webhook?.body as object, "avatar_url"),
			Reflect.get(slack?.body as object, "icon_url"),
		])
			expect((await bytesOf(url)).toString("latin1", 1, 4)).toBe("PNG");
	});
});

describe("the playground", () => {
	it("makes a picture, its address and what to copy of what is chosen", async () => {
		const page = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
		const drawn: string[] = [];
		page.on("request", (request) => {
			const { pathname, search } = new URL(request.url());
			if (pathname.startsWith("/10.x")) drawn.push(pathname + search);
		});
		await page.goto(DOCS);
		const field = (label: string) => page.getByLabel(label, { exact: true });
		const url = page.locator("#play-url");
		const example = page.locator("#play-example");
		const copied = () => page.evaluate(() => navigator.clipboard.readText());
		expect(await url.textContent()).toBe(`${SITE}/10.x/critters/svg?seed=Kuma`);
		expect(await complaintsAbout(page)).toEqual([]);

		await field("Style").selectOption("micah");
		await field("Seed").fill(`"><script>alert(1)</script>🐻`);
		await field("Mood").selectOption("sad");
		await field("Background").fill("b6e3f4");
		await page.waitForURL((address) => address.searchParams.get("backgroundColor") === "b6e3f4");
		const path = ((await url.getAttribute("href")) ?? "").replace(SITE, "");
		expect(path).toMatch(/^\/10\.x\/micah\/svg\?seed=%22%3E%3Cscript/);
		await expect.poll(() => svgIn(page, "#play-picture")).toBe(await (await fetch(SITE + path)).text());
		expect(await page.locator("#play-picture").getAttribute("alt")).toBe(
			`Avatar of "><script>alert(1)</script>🐻`,
		);
		// The SVG is drawn here: the Worker has drawn nothing.
		expect(drawn).toEqual([]);
		expect(await example.inputValue()).toContain(
			'by <a href="https://dribbble.com/micahlanier">Micah Lanier</a>',
		);

		// What is wrong stays said, though the picture of before comes only then.
		const held: Route[] = [];
		await page.route("**/10.x/micah/png?*", (route) => void held.push(route), { times: 1 });
		await field("Format").selectOption("png");
		await expect.poll(() => held.length).toBe(1);
		await field("Size, in pixels").fill("1025");
		const problem = page.getByText("a whole number from 1 to 1024");
		await problem.waitFor();
		await held[0]?.continue();
		await page.locator("#play-picture:not(.coming)").waitFor();
		expect(await problem.isVisible()).toBe(true);
		await field("Size, in pixels").fill("102");
		await page.waitForURL((address) => address.searchParams.get("size") === "102");
		// Of what is wrong nothing is asked for.
		await expect.poll(() => drawn.at(-1)).toMatch(/^\/10\.x\/micah\/png\?.*size=102$/);
		expect(drawn.join()).not.toContain("1025");
		await field("To copy").selectOption("curl");
		await page.locator("#play-copy").click();
		await page.locator("#play-copied", { hasText: "Copied" }).waitFor();
		expect(await copied()).toBe(`curl --fail --output avatar.png '${SITE}${drawn.at(-1)}'`);

		// Any option, by its picture or by its name.
		await field("Format").selectOption("svg");
		await page.locator("#options > summary").click();
		await page.locator("#parts > .topic > summary", { hasText: /^Hair/ }).click();
		await page.locator('#parts [name="part-hair"][value="fonze"]').check({ force: true });
		await page.waitForURL((address) => address.searchParams.get("options") === "hairVariant=fonze");
		await page.getByText("As text").click();
		await field("Parts, as text").fill("hairVariant=fonze&rotate=-10,10&scale=99");
		await page.getByText("The picture did not come. Its address says why.").waitFor();
		await field("Parts, as text").fill("hairVariant=fonze&rotate=-10,10");
		await page.waitForURL((address) => /rotate=-10,10$/.test(address.searchParams.get("options") ?? ""));
		expect(await url.getAttribute("href")).toContain("rotate=-10,10");
		expect(await complaintsAbout(page)).toEqual([]);

		// A link to all that; JSON is no picture to show.
		await field("Format").selectOption("json");
		await page.waitForURL((address) => address.searchParams.get("format") === "json");
		expect(await field("To copy").locator("option:disabled").allTextContents()).toEqual([
			...["HTML", "Markdown", "React", "Vue", "Svelte"],
		]);
		const before = await url.textContent();
		await page.reload();
		expect(await url.textContent()).toBe(before);
		expect(await field("Parts, as text").inputValue()).toBe("hairVariant=fonze&rotate=-10,10");
		expect(await field("Style").inputValue()).toBe("micah");

		// What no list has is as it was, and a style without a face has no mood.
		await page.goto(`${DOCS}?style=rings&format=gif&mood=sad&seed=%3Cb%3E#playground`);
		expect(await url.textContent()).toBe(`${SITE}/10.x/rings/svg?seed=%3Cb%3E`);
		const first = page.locator(".code").first();
		await first.getByRole("button", { name: "Copy" }).press("Enter");
		await first.getByText("Copied").waitFor();
		expect(await copied()).toContain(`src="${SITE}/10.x/critters/svg?seed=Kuma"`);
	}, 60_000);

	it("draws on where a browser takes no more addresses, as after a colour was dragged about", async () => {
		const page = await visit();
		await page.addInitScript(() => {
			history.replaceState = () => {
				throw new DOMException("More than 100 times per 30 seconds", "SecurityError");
			};
		});
		await page.goto(DOCS);
		await page.getByLabel("Style", { exact: true }).selectOption("rings");
		const drawn = await (await fetch(`${SITE}/10.x/rings/svg?seed=Kuma`)).text();
		await expect.poll(() => svgIn(page, "#play-picture")).toBe(drawn);
	});
});
