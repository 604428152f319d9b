import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { PROBLEMS } from "../../src/errors";
import type { BotInGuild, Guilds, Me, Problem } from "../../src/wire";
import { discord, useInternet } from "../internet";
import { CHOICES, Visitor } from "../visitor";

useInternet();

// What goes wrong at Discord is logged, which is not what these tests are about.
beforeEach(() => {
	vi.spyOn(console, "error").mockReturnValue();
	problems = 0;
});

/** Nobody should have to try more often, where Discord answers two calls out of three. */
const MOST_TRIES = 3;

/** How many answers of a test were problems. */
let problems: number;

/** Tries again, as somebody would who is told to, and gives the first answer that is no problem. */
async function trying(
	step: () => Promise<Response>,
	told: (problem: Response) => unknown,
): Promise<Response> {
	for (let tries = 1; ; tries++) {
		const response = await step();
		if (response.status < 400) return response;
		problems += 1;
		await told(response);
		expect(tries, "tries").toBeLessThan(MOST_TRIES);
	}
}

/** A problem that says what it is, and when to come back. */
async function expectWait(response: Response): Promise<void> {
	expect([429, 503]).toContain(response.status);
	expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
	expect(response.headers.get("Cache-Control")).toBe("private, no-store");
	// The middleman says it as Discord does, everybody else as a problem.
	const { code, retry_after } = await response.json<Problem>();
	expect(["discord_limited", "bot_limited", undefined]).toContain(code);
	expect(retry_after).toBeGreaterThan(0);
}

describe.each([3, 4, 5, 7])("in weather where Cloudflare stops every call number %i", (cloudflareEvery) => {
	it("whoever makes an avatar gets it, and loses nothing on the way", async () => {
		discord.setWeather({ cloudflareEvery });
		for (let person = 0; person < 6; person++) {
			const visitor = new Visitor(`203.0.113.${person}`);
			const done = await trying(
				// Each try is a new login, as the page's own button begins it.
				async () => visitor.open(await discord.authorize(await visitor.startLogin(), "mira.dances")),
				async (response) => {
					expect(response.status).toBe(503);
					expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
					const page = await response.text();
					expect(page).toContain(PROBLEMS.discord_limited.title);
					expect(page).toContain('action="/get_avatar"');
					expect(page).toContain('value="lorelei"');
				},
			);
			expect(done.headers.get("Location")).toBe("/show_avatar");

			const again = await trying(
				() => visitor.submit({ ...CHOICES, style: "micah" }),
				async (response) => {
					await expectWait(response);
					expect((await visitor.json<Me>("/me")).user).not.toBeNull();
				},
			);
			// Not to Discord: a session that Cloudflare came between is still one.
			expect(await again.json()).toEqual({ location: "/show_avatar" });
			expect(await visitor.json<Me>("/me")).toMatchObject({ avatar: { title: "Micah", stored: true } });
		}
		expect(problems).toBeGreaterThan(0);
	});

	it("the control room waits when it must, and makes each change once", async () => {
		const visitor = new Visitor("198.51.100.1");
		const location = (await visitor.open("/login?return=/servers")).headers.get("Location") ?? "";
		await visitor.open(await discord.authorize(location, "mira.dances"));
		const id = [...discord.guilds.values()].find(({ name }) => name.includes("Dance Floor"))?.id ?? "";
		const guild = discord.guilds.get(id);
		discord.setWeather({ cloudflareEvery });

		const paths = ["/guilds", `/guilds/${id}`, `/botapi/guilds/${id}`, `/botapi/guilds/${id}/roles`];
		let changes = 0;
		for (let round = 0; round < 3; round++) {
			for (const path of paths) {
				const answer = await trying(
					() => visitor.ask(path),
					async (problem) => {
						await expectWait(problem);
						await banIsOver();
					},
				);
				if (path === "/guilds") expect((await answer.json<Guilds>()).guilds).toHaveLength(3);
				else if (path === `/guilds/${id}`) expect((await answer.json<BotInGuild>()).guild.id).toBe(id);
				else expect(await answer.json()).toBeTruthy();
			}
			await trying(
				() => change(visitor, id, `Bear ${round}`),
				async (problem) => {
					await expectWait(problem);
					expect(guild?.auditLog).toHaveLength(changes);
					await banIsOver();
				},
			);
			changes += 1;
			expect(guild?.bot?.nick).toBe(`Bear ${round}`);
			expect(guild?.auditLog).toHaveLength(changes);
		}
		expect((await visitor.json<Me>("/me")).user).toMatchObject({ username: "mira.dances" });
		expect(problems).toBeGreaterThan(0);
	});
});

function change(visitor: Visitor, guild: string, nick: string): Promise<Response> {
	return visitor.ask(`/botapi/guilds/${guild}/members/@me`, {
		method: "PATCH",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ nick }),
	});
}

/** As it is when the time that the bot keeps still for has passed. */
async function banIsOver(): Promise<void> {
	const stub = env.BOT.getByName("bot");
	await runInDurableObject(stub, (_, state) => state.storage.deleteAll());
	await evictDurableObject(stub);
}
