import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { allIsBuilt, serveDemo } from "../start.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** The product, as `npm start` serves it: one for each file that runs at the same time. */
		sites: string[];
		/** Where to connect to Chromium. */
		browser: string;
	}
}

/** Starts the products and one Chromium for all browser tests, and ends them. */
export default async function setUp(project: TestProject) {
	const folder = await mkdtemp(join(tmpdir(), "discobear-test-"));
	// The first one builds the pages as the stand-in needs them.
	const serve = (n: number) => serveDemo(join(folder, `site-${n}`));
	const first = await serve(1);
	allIsBuilt();
	const others = Array.from({ length: project.config.maxWorkers - 1 }, (_, i) => serve(i + 2));
	const served = [first, ...(await Promise.all(others))];

	const browser = await chromium.launchServer(await chromiumIn(folder));
	project.provide(
		"sites",
		served.map(({ site }) => site),
	);
	project.provide("browser", browser.wsEndpoint());
	return async () => {
		await browser.close();
		await Promise.all(served.map(({ end }) => end()));
		await rm(folder, { recursive: true, force: true });
	};
}

const args = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-background-networking",
	"--disable-component-update",
];

/**
 * How to launch a Chromium of this machine, else the one that @sparticuz/chromium carries, unpacked where nobody else looks.
 * @param folder where that may be
 */
export async function chromiumIn(folder: string) {
	const own = [process.env.CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));
	if (own) return { args, executablePath: own };
	const home = join(folder, "chromium");
	await mkdir(home);
	// The package unpacks its libraries only where it thinks that it is on AWS Lambda, and always into TMPDIR.
	process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs22.x";
	process.env.TMPDIR = home;
	const { default: packed } = await import("@sparticuz/chromium");
	const executablePath = await packed.executablePath();
	// Its own font list names /tmp/fonts: without this, text has no size and nothing can be clicked.
	const fonts = join(home, "discobear-fonts.conf");
	await writeFile(
		fonts,
		`<fontconfig><dir>${home}/fonts</dir><cachedir>${home}/cache</cachedir></fontconfig>`,
	);
	return { args, executablePath, env: { ...process.env, HOME: home, FONTCONFIG_FILE: fonts } };
}
