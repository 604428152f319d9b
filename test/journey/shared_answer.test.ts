import { describe, expect, it } from "vitest";
import { SharedAnswer } from "../../src/journey/shared_answer";

const T = Date.UTC(2026, 0, 1);
const KEEP_FOR = 15_000;

/** Somebody to ask, who answers when told to. */
function open() {
	const shared = new SharedAnswer<string>(KEEP_FOR);
	const asked: PromiseWithResolvers<string>[] = [];
	const ask = () => {
		const answer = Promise.withResolvers<string>();
		asked.push(answer);
		return answer.promise;
	};
	return { shared, asked, get: (now: number, fresh = false) => shared.get(ask, now, fresh) };
}

describe("an answer", () => {
	it("is asked for once, however many want it at the same time", async () => {
		const { asked, get } = open();
		const all = Array.from({ length: 50 }, (_, i) => get(T + i));
		asked[0]?.resolve("a");
		expect(new Set(await Promise.all(all))).toEqual(new Set(["a"]));
		expect(asked).toHaveLength(1);
	});

	it.each([
		[KEEP_FOR - 1, 1],
		[KEEP_FOR, 2],
	])("is good for a while: after %i ms it was asked for %i times", async (ms, times) => {
		const { asked, get } = open();
		const first = get(T);
		asked[0]?.resolve("a");
		await first;
		void get(T + ms);
		expect(asked).toHaveLength(times);
	});

	it("is not good for whoever needs a fresh one, not even one that is on its way", async () => {
		const { asked, get } = open();
		const early = get(T);
		const fresh = get(T + 1, true);
		asked[1]?.resolve("new");
		asked[0]?.resolve("old");
		expect([await early, await fresh]).toEqual(["old", "new"]);
	});

	it("that was asked for last is the one that is kept, whichever comes last", async () => {
		const { asked, get } = open();
		const early = get(T);
		void get(T + 1, true);
		asked[1]?.resolve("new");
		asked[0]?.resolve("old");
		await early;
		expect(await get(T + 2)).toBe("new");
		expect(asked).toHaveLength(2);
	});

	it("that cannot be had fails all who wait for it, and nobody who comes later", async () => {
		const { asked, get } = open();
		const both = [get(T), get(T)];
		asked[0]?.reject(new Error("no"));
		expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
		const later = get(T + 1);
		asked[1]?.resolve("a");
		expect(await later).toBe("a");
	});

	it("that cannot be had takes nothing from a newer one", async () => {
		const { asked, get } = open();
		const early = get(T);
		const fresh = get(T + 1, true);
		asked[1]?.resolve("new");
		asked[0]?.reject(new Error("no"));
		await Promise.allSettled([early, fresh]);
		expect(await get(T + 2)).toBe("new");
		expect(asked).toHaveLength(2);
	});

	it("is forgotten when told, also one that is still on its way", async () => {
		const { shared, asked, get } = open();
		const early = get(T);
		shared.forget();
		void get(T + 1);
		asked[0]?.resolve("a");
		await early;
		void get(T + 2);
		expect(asked).toHaveLength(2);
	});
});
