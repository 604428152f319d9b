import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { app } from "../../src/app";
import { READY_FOR } from "../../src/routes/health";
import { useInternet } from "../internet";
import { countWithoutClock, RATE_LIMITS } from "../rate_limits";
import { Visitor } from "../visitor";

useInternet();

/** What each isolate has found out, it forgets when its time comes. */
beforeEach(() => {
	now += READY_FOR * 2;
	vi.spyOn(Date, "now").mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());
let now = Date.now();

const ready = async (visitor = new Visitor()) => {
	const response = await visitor.ask("/health/ready");
	return { status: response.status, body: await response.text() };
};
const WELL = { configuration: "ok", sessions: "ok", avatars: "ok", objects: "ok" };

const broken = async () => {
	throw new Error("secret-marker");
};

describe("/health", () => {
	it("says that the Worker runs, and asks for nothing", async () => {
		const get = vi.spyOn(env.SESSIONS, "get");
		expect(await new Visitor().json("/health")).toEqual({ status: "ok" });
		const bare = await app.request("/health", {}, { ...env, DISCORD_CLIENT_ID: "" });
		expect(bare.status).toBe(200);
		expect(get).not.toHaveBeenCalled();
	});
});

describe("/health/ready", () => {
	it("says that all is there", async () => {
		expect(await ready()).toEqual({ status: 200, body: JSON.stringify({ status: "ok", ...WELL }) });
	});

	it.each([
		["sessions", () => vi.spyOn(env.SESSIONS, "get").mockImplementation(broken as never)],
		["avatars", () => vi.spyOn(env.AVATARS, "head").mockImplementation(broken as never)],
		[
			"objects",
			() => vi.spyOn(env.PERSONAL_LINK, "getByName").mockImplementation(() => ({ show: broken }) as never),
		],
	])("says which is not there, and never why: %s", async (name, breakIt) => {
		const logged = vi.spyOn(console, "error").mockImplementation(() => {});
		breakIt();
		const body = JSON.stringify({ status: "failed", ...WELL, [name]: "failed" });
		expect(await ready()).toEqual({ status: 503, body });
		expect(logged).toHaveBeenCalledWith(`Not ready: ${name}`, new Error("secret-marker"));
	});

	it("says that something is not set, but not what", async () => {
		vi.spyOn(console, "error").mockImplementation(() => {});
		const response = await app.request("/health/ready", {}, { ...env, DISCORD_CLIENT_SECRET: "" });
		expect(response.status).toBe(503);
		expect(await response.text()).toBe(
			JSON.stringify({ status: "failed", ...WELL, configuration: "failed" }),
		);
	});

	it("does not wait for what does not answer", async () => {
		vi.spyOn(console, "error").mockImplementation(() => {});
		vi.spyOn(globalThis, "setTimeout").mockImplementation(((done: () => void) =>
			queueMicrotask(done)) as never);
		vi.spyOn(env.AVATARS, "head").mockImplementation(() => new Promise(() => {}));
		expect(JSON.parse((await ready()).body)).toMatchObject({ avatars: "failed" });
	});

	it("asks once in a while, however often it is asked", async () => {
		const calls = [
			vi.spyOn(env.SESSIONS, "get"),
			vi.spyOn(env.AVATARS, "head"),
			vi.spyOn(env.PERSONAL_LINK, "getByName"),
		];
		await ready();
		for (let time = 0; time < 20; time++) await ready();
		for (const call of calls) expect(call).toHaveBeenCalledTimes(1);
		now += READY_FOR;
		await ready();
		for (const call of calls) expect(call).toHaveBeenCalledTimes(2);
	});

	it("asks no more often for one address than a login may", async () => {
		countWithoutClock();
		const head = vi.spyOn(env.AVATARS, "head");
		const visitor = new Visitor();
		for (let time = 0; time < (RATE_LIMITS.LOGIN_LIMIT ?? 0); time++) {
			now += READY_FOR;
			expect((await ready(visitor)).status).toBe(200);
		}
		now += READY_FOR;
		expect((await ready(visitor)).status).toBe(429);
		expect(head).toHaveBeenCalledTimes(RATE_LIMITS.LOGIN_LIMIT ?? 0);
	});

	it("writes nothing", async () => {
		const writes = [vi.spyOn(env.SESSIONS, "put"), vi.spyOn(env.AVATARS, "put")];
		await ready();
		for (const write of writes) expect(write).not.toHaveBeenCalled();
	});
});
