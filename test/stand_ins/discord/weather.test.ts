import { describe, expect, it } from "vitest";
import { AGENT, authorizeUrl, discord, ORIGIN } from "./application.fixture";
import type { StandIn } from "./stand_in";

const TOKEN = "made-up-token";
const ask = (standIn: StandIn, path = "/api/v10/users/@me") =>
	standIn.fetch(new Request(ORIGIN + path, { headers: { ...AGENT, Authorization: `Bot ${TOKEN}` } }));

async function statuses(standIn: StandIn, count: number): Promise<number[]> {
	const found: number[] = [];
	for (let i = 0; i < count; i++) found.push((await ask(standIn)).status);
	return found;
}

describe("Cloudflare in front of Discord", () => {
	it("stops every so manieth call, until it is told not to", async () => {
		const { standIn } = discord({ botToken: TOKEN });
		standIn.setWeather({ cloudflareEvery: 3 });
		expect(await statuses(standIn, 7)).toEqual([200, 200, 429, 200, 200, 429, 200]);
		standIn.setWeather({ cloudflareEvery: undefined });
		expect(await statuses(standIn, 5)).toEqual([200, 200, 200, 200, 200]);
	});

	it("answers in HTML, with Retry-After and without", async () => {
		const { standIn } = discord({ botToken: TOKEN });
		standIn.setWeather({ cloudflareEvery: 1 });
		const waits: (string | null)[] = [];
		for (let i = 0; i < 4; i++) {
			const { headers } = await ask(standIn);
			expect(headers.get("Content-Type")).toMatch(/^text\/html\b/);
			expect([...headers.keys()].filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
			waits.push(headers.get("Retry-After"));
		}
		expect(waits).toEqual([null, "600", null, "600"]);
	});

	it("counts as an invalid request of the bot's", async () => {
		const { standIn } = discord({ botToken: TOKEN });
		standIn.setWeather({ cloudflareEvery: 2 });
		await statuses(standIn, 6);
		expect(standIn.botLimits.invalidRequests).toBe(3);
	});

	it("never stops people at the authorise page: their address is another", async () => {
		const { standIn } = discord();
		standIn.setWeather({ cloudflareEvery: 1 });
		await expect(standIn.authorize(authorizeUrl(), "mira.dances")).resolves.toContain("code=");
	});

	it("is set through the control door, and forgotten with all else", async () => {
		const { standIn } = discord({ botToken: TOKEN });
		const set = async (body: unknown) => {
			const door = `${ORIGIN}/_standin/weather`;
			return (await standIn.fetch(new Request(door, { method: "POST", body: JSON.stringify(body) }))).status;
		};
		expect(await set({ cloudflareEvery: 1 })).toBe(204);
		expect(await statuses(standIn, 2)).toEqual([429, 429]);
		expect(await set({ cloudflareEvery: null })).toBe(204);
		expect(await statuses(standIn, 2)).toEqual([200, 200]);
		for (const wrong of [{}, { cloudflareEvery: 0 }, { cloudflareEvery: 1, rain: true }])
			expect(await set(wrong)).toBe(400);
		standIn.setWeather({ cloudflareEvery: 1 });
		standIn.reset();
		expect(await statuses(standIn, 2)).toEqual([200, 200]);
	});
});
