import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import api from "../docs/api.md?raw";
import controlRoom from "../docs/control-room.md?raw";
import { LIBRAVATAR_WORDS } from "../src/avatar/libravatar";
import { settingFields } from "../src/control_room/settings";
import { useInternet } from "./internet";
import { Visitor } from "./visitor";

useInternet();

const examples = api.match(/^\/(?:10\.x|health).*$/gm) ?? [];

describe("the API's examples", () => {
	it("are there", () => {
		expect(examples.length).toBeGreaterThanOrEqual(11);
	});

	it.each(examples)("%s works", async (path) => {
		const response = await new Visitor().ask(path);
		expect(response.status).toBe(200);
		const format = /^\/10\.x\/[a-z-]+\/(\w+)/.exec(path)?.[1] ?? "json";
		const type = format === "svg" ? "image/svg+xml" : `image/${format}`;
		expect(response.headers.get("Content-Type")).toBe(
			/json|options|definition/.test(format) ? "application/json" : type,
		);
	});
});

it("the API's words for Gravatar are those that there are", () => {
	const rows = [...api.matchAll(/^\| ((?:`\w+`(?:, )?)+) +\| `([\w-]+)` +\|$/gm)];
	const words = rows.flatMap(([, all = "", style]) =>
		[...all.matchAll(/\w+/g)].map(([word]) => [word, style]),
	);
	expect(Object.fromEntries(words)).toEqual(LIBRAVATAR_WORDS);
});

describe("the control room's settings", () => {
	it("are as an operator may describe them, and name each type", () => {
		const [, BOT_SETTINGS = ""] = /^BOT_SETTINGS = '''\n([\s\S]*?)'''$/m.exec(controlRoom) ?? [];
		const fields = settingFields({ ...env, BOT_SETTINGS } as never);
		expect(fields.slice(-4).map(({ name }) => name)).toEqual(["greeting", "channel", "volume", "mode"]);
		const types = "text longText number boolean choice choices color channel role member avatar".split(" ");
		for (const type of types) expect(controlRoom).toMatch(new RegExp(`^\\|.*\`${type}\``, "m"));
	});
});
