import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { sealedRecords } from "../../src/storage/sealed_records";
import { useInternet } from "../internet";

useInternet();

const SECRET = "s".repeat(43);
const records = (prefix = "test:") =>
	sealedRecords<{ name: string }>(env.SESSIONS, {
		prefix,
		lifetime: 60,
		check: (value) =>
			typeof value === "object" && value !== null && "name" in value
				? { name: String(value.name) }
				: undefined,
		failed: (cause) => new Error("storage", { cause }),
	});
const nameInStore = async () => (await env.SESSIONS.list()).keys[0]?.name ?? "";

describe("a sealed record", () => {
	it("comes back to who has the secret, and to nobody else", async () => {
		await records().put(SECRET, { name: "Mira" });
		expect(await records().get(SECRET)).toEqual({ name: "Mira" });
		expect(await records().get(`${SECRET}x`)).toBeUndefined();
		expect(await records("other:").get(SECRET)).toBeUndefined();
	});

	it("is gone when it is deleted", async () => {
		await records().put(SECRET, { name: "Mira" });
		await records().delete(SECRET);
		expect(await records().get(SECRET)).toBeUndefined();
	});

	it("does not open when a bit of it has changed", async () => {
		await records().put(SECRET, { name: "Mira" });
		const name = await nameInStore();
		const bytes = new Uint8Array((await env.SESSIONS.get(name, "arrayBuffer")) ?? new ArrayBuffer(0));
		bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
		await env.SESSIONS.put(name, bytes);
		expect(await records().get(SECRET)).toBeUndefined();
	});

	it("does not open in another record's place", async () => {
		await records().put(SECRET, { name: "Mira" });
		const value = await env.SESSIONS.get(await nameInStore(), "arrayBuffer");
		await records().put("other", { name: "Tom" });
		for (const { name } of (await env.SESSIONS.list()).keys) await env.SESSIONS.put(name, value ?? "");
		expect(await records().get("other")).toBeUndefined();
	});

	it("is not given back when it is of an older shape", async () => {
		await records().put(SECRET, JSON.parse('{"nom":"Mira"}'));
		expect(await records().get(SECRET)).toBeUndefined();
	});

	it("looks different each time it is written", async () => {
		await records().put(SECRET, { name: "Mira" });
		const first = await env.SESSIONS.get(await nameInStore());
		await records().put(SECRET, { name: "Mira" });
		expect(await env.SESSIONS.get(await nameInStore())).not.toBe(first);
	});
});
