import { describe, expect, it } from "vitest";
import { deliveryOf, formContent, jsonContent, take } from "../../../src/discord/bot/content";

describe("a body", () => {
	it("with files is read by others as what it was made of", async () => {
		const buffer = crypto.getRandomValues(new Uint8Array(300));
		const files = [
			{
				id: 3,
				filename: "bär 🐻.png",
				type: "image/png",
				pieces: [buffer.subarray(0, 100), buffer.subarray(100)],
			},
			{ id: 0, filename: "a;b=c", type: "text/plain", pieces: [] },
		];
		const { type, bytes } = await take(deliveryOf(formContent({ content: "Bär" }, files)));
		const form = await new Response(bytes, { headers: { "Content-Type": type } }).formData();
		expect([...form.keys()]).toEqual(["payload_json", "files[3]", "files[0]"]);
		expect(form.get("payload_json")).toBe('{"content":"Bär"}');
		const [three, zero] = [form.get("files[3]"), form.get("files[0]")] as unknown as File[];
		expect([three?.name, three?.type, zero?.name, zero?.size]).toEqual([
			"bär 🐻.png",
			"image/png",
			"a;b=c",
			0,
		]);
		expect(await three?.bytes()).toEqual(buffer);
	});

	it("is parted by what no file can hold", () => {
		const types = Array.from({ length: 2 }, () => formContent({}, []).type);
		expect(new Set(types).size).toBe(2);
	});

	it("arrives whole, or not at all", async () => {
		const delivery = deliveryOf(jsonContent({ nick: "Bär" }));
		expect(delivery.size).toBe(15);
		for (const size of [14, 16]) {
			const wrong = { ...deliveryOf(jsonContent({ nick: "Bär" })), size };
			await expect(take(wrong)).rejects.toThrow();
		}
		expect(new TextDecoder().decode((await take(delivery)).bytes)).toBe('{"nick":"Bär"}');
	});
});
