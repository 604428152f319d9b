import { describe, expect, it } from "vitest";
import { PUBLIC_KEY, signatureOf, signed } from "./keys";

const bytes = (digits: string) =>
	new Uint8Array((digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));

describe("what Discord signs", () => {
	it("is signed as RFC 8032 has it, section 7.1, TEST 2", async () => {
		expect(await signatureOf(new Uint8Array([0x72]))).toBe(
			"92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da" +
				"085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
		);
	});

	it("is its timestamp in seconds, and its body as it is sent", async () => {
		const body = new Uint8Array([0x7b, 0xff, 0x7d]);
		const headers = await signed(body, 1_700_000_000_999);
		const timestamp = headers["X-Signature-Timestamp"] ?? "";
		expect(timestamp).toBe("1700000000");
		const key = await crypto.subtle.importKey("raw", bytes(PUBLIC_KEY), "Ed25519", false, ["verify"]);
		const signature = bytes(headers["X-Signature-Ed25519"] ?? "");
		const text = new Uint8Array([...new TextEncoder().encode(timestamp), ...body]);
		expect(await crypto.subtle.verify("Ed25519", key, signature, text)).toBe(true);
	});
});
