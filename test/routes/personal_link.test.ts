import { listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { KEPT_FOR, NOTED_AFTER } from "../../src/journey/personal_link";
import { newLinkAddress } from "../../src/storage/link_address";
import { personTag } from "../../src/storage/person_tag";
import type { Me, PersonalLink } from "../../src/wire";
import { discord, useInternet } from "../internet";
import { signed } from "../stand_ins/discord/keys";
import { CHOICES, codeOf, Visitor } from "../visitor";

useInternet();

const MIRA = "190320984123768832";
const DAY = 24 * 60 * 60 * 1000;

async function member(name = "mira.dances"): Promise<Visitor> {
	const visitor = new Visitor();
	await visitor.logIn(name);
	return visitor;
}

const change = async (visitor: Visitor, method = "POST") =>
	(await (await visitor.ask("/me/link", { method })).json<PersonalLink>()).address;
const linkOf = async (visitor: Visitor) => (await visitor.json<PersonalLink>("/me/link")).address;
const keyOf = async (visitor: Visitor) =>
	(await visitor.json<Extract<Me, { avatar: unknown }>>("/me")).avatar?.key;
const show = (address: string | null, ending = "svg") => new Visitor().ask(`/me/${address}.${ending}`);
const shows = async (address: string | null) => {
	const answer = await show(address);
	return answer.status === 200 ? answer.text() : answer.status;
};
const pictureOf = async (visitor: Visitor) => (await visitor.ask("/avatar")).text();

const link = async (person = MIRA) => env.PERSONAL_LINK.getByName(await personTag(env, person));
const keptOf = async (person = MIRA) =>
	runInDurableObject(await link(person), (_, state) => [...state.storage.kv.list()]);
/** How often an object writes while something is done. */
async function writesIn(step: () => Promise<unknown>): Promise<number> {
	let count = 0;
	await runInDurableObject(await link(), (_, { storage }) => {
		const put = storage.kv.put.bind(storage.kv);
		storage.kv.put = (...args) => {
			count++;
			put(...args);
		};
	});
	await step();
	return count;
}

/** Discord says that they have left. */
async function leave(person = MIRA, at = Date.now()): Promise<void> {
	discord.deauthorize("mira.dances");
	const body = JSON.stringify({
		version: 1,
		application_id: "1234567890",
		type: 1,
		event: {
			type: "APPLICATION_DEAUTHORIZED",
			timestamp: new Date(at).toISOString(),
			data: { user: { id: person } },
		},
	});
	const answer = await new Visitor("35.196.132.85").ask("/discord-events", {
		method: "POST",
		headers: { "Content-Type": "application/json", ...(await signed(body, Date.now())) },
		body,
	});
	expect(answer.status).toBe(204);
	const departure = env.DEPARTURE.getByName(await personTag(env, person));
	while (await runDurableObjectAlarm(departure));
}

describe("a link that follows", () => {
	it("is there once its owner makes it, and shows what they made, in every format", async () => {
		const mira = await member();
		expect(await linkOf(mira)).toBeNull();
		const address = await change(mira);
		expect(address).toMatch(/^[\w-]{70}$/);
		expect(await linkOf(mira)).toBe(address);
		expect(await shows(address)).toBe(await pictureOf(mira));
		for (const ending of ["png?size=64", "jpg?size=64", "webp?size=64", "avif?size=64"]) {
			const [followed, stored] = [
				await show(address, ending),
				await new Visitor().ask(`/avatar/${await keyOf(mira)}.${ending}`),
			];
			expect(followed.status).toBe(200);
			expect(followed.headers.get("Content-Type")).toBe(stored.headers.get("Content-Type"));
			expect(new Uint8Array(await followed.arrayBuffer())).toEqual(
				new Uint8Array(await stored.arrayBuffer()),
			);
		}
	});

	it("shows the next one as soon as it is made, and needs one write for it, and none for the same", async () => {
		const mira = await member();
		const address = await change(mira);
		const first = await shows(address);
		expect(await writesIn(() => mira.submit({ ...CHOICES, mood: "sad" }))).toBe(1);
		expect(await shows(address)).toBe(await pictureOf(mira));
		expect(await shows(address)).not.toBe(first);
		const again = async () => {
			await mira.submit({ ...CHOICES, mood: "sad" });
			await mira.json("/me/link");
			await shows(address);
		};
		expect(await writesIn(again)).toBe(0);
	});

	it("leads to the page that says whose drawing it is now", async () => {
		const mira = await member();
		const address = await change(mira);
		const page = async () => (await new Visitor().ask(`/me/${address}`)).headers.get("Location");
		expect(await page()).toBe(`/avatar/${await keyOf(mira)}`);
		await mira.submit({ ...CHOICES, style: "micah" });
		expect(await page()).toBe(`/avatar/${await keyOf(mira)}`);
		await change(mira, "DELETE");
		expect((await new Visitor().ask(`/me/${address}`)).status).toBe(404);
	});

	it("survives the session, and follows what a later one makes", async () => {
		const mira = await member();
		const address = await change(mira);
		await mira.submitForm([], "/logout");
		expect(await shows(address)).toMatch(/^<svg/);
		const later = new Visitor();
		await later.logIn("mira.dances", { ...CHOICES, style: "thumbs" });
		expect(await linkOf(later)).toBe(address);
		expect(await shows(address)).toBe(await pictureOf(later));
	});

	it("stays with the newest, whichever session looks", async () => {
		const [phone, desktop] = [await member(), await member()];
		const address = await change(phone);
		await desktop.submit({ ...CHOICES, mood: "sad" });
		await linkOf(phone);
		expect(await shows(address)).toBe(await pictureOf(desktop));
		expect(await shows(await change(phone))).toBe(await pictureOf(desktop));
	});

	it("catches up where it could not follow as the avatar was made, which is made all the same", async () => {
		const mira = await member();
		const address = await change(mira);
		const name = vi.spyOn(env.PERSONAL_LINK, "getByName").mockImplementation(() => {
			throw new Error("overloaded");
		});
		expect((await mira.submit({ ...CHOICES, mood: "sad" })).status).toBe(200);
		expect(await codeOf(await mira.ask("/me/link"))).toBe("storage_unavailable");
		expect((await show(address)).status).toBe(503);
		name.mockRestore();
		expect(await shows(address)).not.toBe(await pictureOf(mira));
		await linkOf(mira);
		expect(await shows(address)).toBe(await pictureOf(mira));
	});

	it("is another one after it was changed, and the old one is gone", async () => {
		const mira = await member();
		const before = await change(mira);
		const after = await change(mira);
		expect(after).not.toBe(before);
		expect(await shows(before)).toBe(404);
		expect(await shows(after)).toMatch(/^<svg/);
	});

	it("is one, whoever of twenty at once asked for it last", async () => {
		const mira = await member();
		const made = await Promise.all(Array.from({ length: 10 }, () => change(mira.copy())));
		const alive = (await Promise.all(made.map(shows))).filter((said) => said !== 404);
		expect(alive).toHaveLength(1);
		expect(made).toContain(await linkOf(mira));
	});

	it("is gone once its owner deletes it, with all that was kept", async () => {
		const mira = await member();
		const address = await change(mira);
		expect(await change(mira, "DELETE")).toBeNull();
		expect(await shows(address)).toBe(404);
		expect(await linkOf(mira)).toBeNull();
		expect(await keptOf()).toEqual([]);
		expect(await runDurableObjectAlarm(await link())).toBe(false);
		expect(await change(mira, "DELETE")).toBeNull();
	});

	it("says to no cache that it is for longer than five minutes, and to no search engine that it is there", async () => {
		const address = await change(await member());
		for (const ending of ["svg", "png?size=64", "png?size=64"]) {
			const { headers } = await show(address, ending);
			expect(headers.get("Cache-Control")).toBe("public, max-age=300, stale-while-revalidate=60");
			expect(headers.get("X-Robots-Tag")).toBe("noindex");
			expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
			const etag = headers.get("ETag") ?? "";
			const again = await new Visitor().ask(`/me/${address}.${ending}`, {
				headers: { "If-None-Match": etag },
			});
			expect([again.status, again.headers.get("Cache-Control")]).toEqual([304, headers.get("Cache-Control")]);
		}
	});

	it("keeps nothing that says who it is", async () => {
		const mira = await member();
		const address = await change(mira);
		await mira.submit({ ...CHOICES, seed: "avatar" });
		await linkOf(mira);
		const [[, kept] = []] = await keptOf();
		expect(Object.keys(kept as object).sort()).toEqual(
			["address", "key", "loggedInAt", "loggedOutAt", "madeAt", "usedAt"].sort(),
		);
		const { headers } = await show(address);
		for (const text of [JSON.stringify(kept), address, JSON.stringify([...headers])])
			for (const name of ["mira", MIRA, await personTag(env, MIRA)]) expect(text).not.toContain(name);
	});
});

describe("somebody else", () => {
	it("has a link of their own, and no hands on another's", async () => {
		const [mira, paul] = [await member(), await member("plainpaul")];
		const address = await change(mira);
		const picture = await shows(address);
		expect(await linkOf(paul)).toBeNull();
		await change(paul, "DELETE");
		const own = await change(paul);
		await paul.submit({ ...CHOICES, style: "thumbs" });
		expect(own).not.toBe(address);
		expect(await shows(address)).toBe(picture);
	});

	it.each(["GET", "POST", "DELETE"])("who is a stranger is told to log in: %s", async (method) => {
		const answer = await new Visitor().ask("/me/link", { method });
		expect([answer.status, await codeOf(answer)]).toEqual([401, "not_logged_in"]);
	});

	it.each(["POST", "DELETE"])("'s page cannot %s it with the owner's cookies", async (method) => {
		const mira = await member();
		const address = await change(mira);
		for (const headers of [
			{ Origin: "https://evil.test", "Sec-Fetch-Site": "cross-site" },
			{ Origin: "https://evil.discobear.test", "Sec-Fetch-Site": "same-site" },
			{ Origin: "null", "Sec-Fetch-Site": "" },
		])
			expect(await codeOf(await mira.ask("/me/link", { method, headers }))).toBe("cross_site");
		expect(await linkOf(mira)).toBe(address);
	});

	it("cannot guess one, and wakes no object by trying", async () => {
		const address = (await change(await member())) ?? "";
		const objects = (await listDurableObjectIds(env.PERSONAL_LINK)).length;
		const getByName = vi.spyOn(env.PERSONAL_LINK, "getByName");
		const wrong = (at: number) =>
			address.slice(0, at) + (address[at] === "A" ? "B" : "A") + address.slice(at + 1);
		const guesses = [...Array(69).keys()].map(wrong);
		for (const guess of [...guesses, "A".repeat(70)]) expect((await show(guess)).status).toBe(404);
		expect(getByName).not.toHaveBeenCalled();
		expect(await listDurableObjectIds(env.PERSONAL_LINK)).toHaveLength(objects);
		// Also one that would be right, had its owner made it.
		expect((await show(await newLinkAddress(env, await personTag(env, MIRA)))).status).toBe(404);
	});

	it("without an avatar has nothing to show", async () => {
		const visitor = new Visitor();
		const login = (await visitor.open("/login?return=/servers")).headers.get("Location") ?? "";
		await visitor.open(await discord.authorize(login, "mira.dances"));
		expect(await linkOf(visitor)).toBeNull();
		expect(await codeOf(await visitor.ask("/me/link", { method: "POST" }))).toBe("avatar_missing");
	});
});

describe("how often a link changes", () => {
	it("is limited by person, wherever they are", async () => {
		const mira = await member();
		const address = await change(mira);
		vi.spyOn(env.LINK_LIMIT, "limit").mockImplementation(async ({ key }) => ({ success: key !== MIRA }));
		for (const method of ["POST", "DELETE"]) {
			const answer = await mira.ask("/me/link", { method });
			expect([answer.status, answer.headers.get("Retry-After")]).toEqual([429, "60"]);
		}
		expect(await linkOf(mira)).toBe(address);
	});
});

describe("the end of a link", () => {
	it("comes when its owner takes everything back in Discord", async () => {
		const mira = await member();
		const address = await change(mira);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + DAY });
		await leave();
		expect(await shows(address)).toBe(404);
		expect(await keptOf()).toEqual([]);
	});

	it("does not come with an event that is older than the login", async () => {
		const mira = await member();
		const address = await change(mira);
		await leave(MIRA, Date.now() - DAY);
		expect(await shows(address)).toMatch(/^<svg/);
	});

	it("does not come with the event that a logout here may make Discord tell", async () => {
		const mira = await member();
		const address = await change(mira);
		await mira.submitForm([], "/logout");
		await leave(MIRA, Date.now() + 900);
		expect(await shows(address)).toMatch(/^<svg/);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + DAY });
		await leave();
		expect(await shows(address)).toBe(404);
	});

	it("is tried again where it fails", async () => {
		const mira = await member();
		const address = await change(mira);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + DAY });
		const name = vi
			.spyOn(env.PERSONAL_LINK, "getByName")
			.mockImplementationOnce(() => {
				throw new Error("overloaded");
			})
			.mockImplementationOnce(() => {
				throw new Error("overloaded");
			});
		await leave();
		expect(name.mock.calls.length).toBeGreaterThan(3);
		expect(await shows(address)).toBe(404);
	});

	it("comes after a year without use, and a use puts it off", async () => {
		const mira = await member();
		const address = await change(mira);
		const start = Date.now();
		const alarmAt = async () => runInDurableObject(await link(), (_, state) => state.storage.getAlarm());
		expect((await alarmAt()) ?? 0).toBeGreaterThanOrEqual(start + KEPT_FOR - DAY);
		vi.useFakeTimers({ toFake: ["Date"], now: start + NOTED_AFTER + DAY });
		const look = () => shows(address);
		expect(await writesIn(look)).toBe(1);
		expect(await writesIn(look)).toBe(0);
		expect((await alarmAt()) ?? 0).toBeGreaterThanOrEqual(Date.now() + KEPT_FOR - DAY);
		expect(KEPT_FOR).toBeGreaterThan(365 * DAY);
		expect(await runDurableObjectAlarm(await link())).toBe(true);
		expect(await look()).toBe(404);
		expect(await keptOf()).toEqual([]);
	});
});
