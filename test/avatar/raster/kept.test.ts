import { describe, expect, it } from "vitest";
import { kept } from "../../../src/avatar/raster/kept";

/** Counts how often it is started. */
function instances() {
	const started: object[] = [];
	const run = kept(async () => {
		const instance = {};
		started.push(instance);
		return instance;
	});
	return { started, run };
}

describe("an instance of WebAssembly", () => {
	it("is started once for all who need it", async () => {
		const { started, run } = instances();
		const used = await Promise.all([run((one) => one), run((one) => one)]);
		expect([...used, await run((one) => one)].every((one) => one === started[0])).toBe(true);
		expect(started).toHaveLength(1);
	});

	it("is started again after it could not be", async () => {
		let times = 0;
		const run = kept(async () => {
			if (++times < 3) throw new Error(`failed ${times}`);
			return {};
		});
		const both = await Promise.allSettled([run(() => times), run(() => times)]);
		expect(both.map((one) => one.status === "rejected" && one.reason.message)).toEqual([
			"failed 1",
			"failed 1",
		]);
		await expect(run(() => times)).rejects.toThrow("failed 2");
		expect([await run(() => times), await run(() => times)]).toEqual([3, 3]);
	});

	it("is kept when what it does cannot be done", async () => {
		const { started, run } = instances();
		const refuse = () => {
			throw new TypeError("no picture");
		};
		await expect(run(refuse)).rejects.toThrow("no picture");
		await run(() => undefined);
		expect(started).toHaveLength(1);
	});

	it("is thrown away when it broke", async () => {
		const { started, run } = instances();
		const panic = () => {
			throw new WebAssembly.RuntimeError("unreachable");
		};
		await expect(run(panic)).rejects.toThrow("unreachable");
		await run(() => undefined);
		expect(started).toHaveLength(2);
	});
});
