import { describe, expect, it } from "vitest";
import type { PersonalLink } from "../../src/wire";
import { idOf, member } from "../control_visitor";
import { Random } from "../fuzz/random";
import { BOT_API_KEYS, discord, useInternet } from "../internet";
import { signed } from "../stand_ins/discord/keys";
import { CHOICES, Visitor } from "../visitor";
import { type Described, OPERATIONS } from "./contract";
import { type Asked, type Known, requestOf } from "./requests";

// Whatever is answered here and is not as the document says it fails the test.
useInternet();

const SEED = 20_261_129;

/** What an operation that is asked for rightly may say all the same: what no schema can know. */
const ALL_THE_SAME: Readonly<Record<string, readonly string[]>> = {
	makeAvatar: ["field_invalid"],
	finishLogin: ["token_invalid"],
	logIn: ["return_refused"],
	changeSettings: ["setting_invalid"],
	letManagersIn: ["setting_invalid"],
};
const ANYWHERE = ["picture_undrawable"];

/** Mira, who has an avatar and a link, and a server with the bot; and what there is for her to ask for. */
async function mira(): Promise<{ visitor: Visitor; known: Known }> {
	const visitor = await member("mira.dances");
	await visitor.submit(CHOICES);
	const made = await visitor.ask("/me/link", { method: "POST" });
	const { address } = await made.json<PersonalLink>();
	const permalink = (await visitor.ask("/avatar/permalink")).headers.get("Location") ?? "";
	const guild = idOf("Mira’s Dance Floor");
	const there = discord.guilds.get(guild);
	const { version } = await visitor.json<{ version: number }>(`/guilds/${guild}/settings`);
	return {
		visitor,
		known: {
			guild: [guild],
			channel: there?.channels.map(({ id }) => id) ?? [],
			role: there?.roles.map(({ id }) => id) ?? [],
			user: [...(there?.members.keys() ?? [])],
			member: [...(there?.members.keys() ?? [])],
			key: [permalink.replace("/avatar/", "")],
			link: [address ?? ""],
			code: ["bears"],
			emoji: ["🐻"],
			// Many small pictures rather than a few large ones.
			size: ["16", "64"],
			"If-Match": [`"${version}"`],
			"If-None-Match": ['"x"', "*"],
		},
	};
}

let asked = 0;

async function ask(visitor: Visitor, { operation }: Described, request: Asked): Promise<Response> {
	const from = new Visitor(`198.51.${++asked >> 8}.${asked & 255}`);
	const who = JSON.stringify(operation.security);
	const headers = { ...request.headers };
	// Who has logged out asks for little.
	if (who.includes("session") && operation.operationId !== "logOut")
		for (const [name, value] of visitor.cookies) from.cookies.set(name, value);
	if (who.includes("botKey")) headers.Authorization = `Bearer ${BOT_API_KEYS[0]}`;
	if (who.includes("discordSignature")) Object.assign(headers, await signed(request.body ?? ""));
	return from.ask(request.path, { ...request, headers });
}

const byTag = Map.groupBy(OPERATIONS, ({ operation }) => operation.tags[0] ?? "");

describe.each([...byTag])("what is said of %s", (_, operations) => {
	it("is true: who asks as it says is answered", async () => {
		const { visitor, known } = await mira();
		const random = new Random(SEED);
		const refused: string[] = [];
		for (const described of operations) {
			const request = requestOf(described, known, random);
			const response = await ask(visitor, described, request);
			const { status } = response;
			const text = await response.text();
			if (![400, 401, 413, 415].includes(status) || request.path.startsWith("/botapi/")) continue;
			const { code } = JSON.parse(text) as { code: string };
			const { operationId } = described.operation;
			if ([...ANYWHERE, ...(ALL_THE_SAME[operationId] ?? [])].includes(code)) continue;
			refused.push(`${request.method} ${request.path} ${request.body ?? ""}: ${status} ${text}`);
		}
		expect(refused).toEqual([]);
	});

	it("is all: whatever else somebody asks is answered as it says, too", async () => {
		const { visitor, known } = await mira();
		const random = new Random(SEED + 1);
		for (const described of operations) {
			const response = await ask(visitor, described, requestOf(described, known, random, 0.3));
			expect(response.status, response.url).toBeLessThan(500);
			await response.body?.cancel();
		}
	});
});
