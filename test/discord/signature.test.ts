import { describe, expect, it } from "vitest";
import { isSigned, isSignedByDiscord } from "../../src/discord/signature";
import { PUBLIC_KEY, signed as signedHeaders } from "../stand_ins/discord/keys";

/** RFC 8032, 7.1: public key, message, signature. */
const RFC_8032 = [
	[
		"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
		"",
		"e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
	],
	[
		PUBLIC_KEY,
		"72",
		"92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
	],
	[
		"fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
		"af82",
		"6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
	],
	[
		"ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
		"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
		"dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
	],
] as const;

const NOW = Date.UTC(2026, 10, 28);
const BODY = '{"type":1}';
const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text));

async function signed(change: Record<string, string> = {}, at = NOW): Promise<Headers> {
	return new Headers({ ...(await signedHeaders(BODY, at)), ...change });
}

describe("a signature", () => {
	it.each(RFC_8032)("is checked as RFC 8032 has it: %s", async (key, message, signature) => {
		const told = Uint8Array.fromHex(message);
		expect(await isSigned(key, signature, told)).toBe(true);
		expect(await isSigned(key, signature.toUpperCase(), told)).toBe(true);
		expect(await isSigned(key, signature, new Uint8Array([...told, 0]))).toBe(false);
		for (const [other] of RFC_8032.filter(([each]) => each !== key))
			expect(await isSigned(other, signature, told)).toBe(false);
	});

	/** y of the points of order 1, 2, 4 and 8, and y + p where that fits: computed from the curve, not copied. */
	const smallOrder = () => {
		const p = 2n ** 255n - 19n;
		const mod = (n: bigint) => ((n % p) + p) % p;
		const power = (base: bigint, by: bigint): bigint =>
			by === 0n ? 1n : mod(power(mod(base * base), by / 2n) * (by % 2n ? base : 1n));
		const inverse = (n: bigint) => power(mod(n), p - 2n);
		const root = (n: bigint) => {
			const [i, candidate] = [power(2n, (p - 1n) / 4n), power(mod(n), (p + 3n) / 8n)];
			return [candidate, mod(candidate * i)].find((each) => mod(each * each) === mod(n));
		};
		// Doubled, a point of order 8 has y = 0: x² = -y², so that d·y⁴ + 2·y² - 1 = 0 on the curve.
		const d = mod(-121665n * inverse(121666n));
		const squares = [1n, -1n].map((sign) => mod((-1n + sign * (root(1n + d) ?? 0n)) * inverse(d)));
		const eighths = squares.flatMap((square) => root(square) ?? []).flatMap((y) => [y, p - y]);
		const ys = [0n, 1n, p - 1n, ...eighths];
		const encoded = [...ys, ...ys.map((y) => y + p).filter((y) => y < 2n ** 255n)];
		const hex = (n: bigint) => Uint8Array.fromHex(n.toString(16).padStart(64, "0")).toReversed().toHex();
		return encoded.flatMap((y) => [hex(y), hex(y | (2n ** 255n))]);
	};

	it("is nobody's under a key of small order, where anybody could make one", async () => {
		const points = smallOrder();
		expect(points).toHaveLength(14);
		const found: string[] = [];
		for (const key of points)
			for (const r of points)
				for (const text of ["a", "b", "c", "d"])
					if (await isSigned(key, r + "0".repeat(64), bytes(text))) found.push(`${key} ${text}`);
		expect(found).toEqual([]);
	});

	it("of Discord's is over the timestamp and the body", async () => {
		expect(await isSignedByDiscord(PUBLIC_KEY, await signed(), bytes(BODY), NOW)).toBe(true);
		expect(await isSignedByDiscord(PUBLIC_KEY.toUpperCase(), await signed(), bytes(BODY), NOW)).toBe(true);
	});

	it("is over the bytes as they came, also where they are no text", async () => {
		const body = new Uint8Array([0xff, 0xfe, 0x00, 0xc3, 0x28]);
		const headers = new Headers(await signedHeaders(body, NOW));
		expect(await isSignedByDiscord(PUBLIC_KEY, headers, body, NOW)).toBe(true);
		const replaced = bytes(new TextDecoder().decode(body));
		expect(await isSignedByDiscord(PUBLIC_KEY, headers, replaced, NOW)).toBe(false);
	});

	it.each([
		["tampered body", {}, `${BODY} `, PUBLIC_KEY],
		["tampered timestamp", { "X-Signature-Timestamp": String(NOW / 1000 + 1) }, BODY, PUBLIC_KEY],
		["other key", {}, BODY, RFC_8032[0][0]],
		["signature of something else", { "X-Signature-Ed25519": RFC_8032[1][2] }, BODY, PUBLIC_KEY],
		["signature of nothing", { "X-Signature-Ed25519": "0".repeat(128) }, BODY, PUBLIC_KEY],
		["short signature", { "X-Signature-Ed25519": "92a009" }, BODY, PUBLIC_KEY],
		["signature that is no hex", { "X-Signature-Ed25519": "g".repeat(128) }, BODY, PUBLIC_KEY],
		["empty signature", { "X-Signature-Ed25519": "" }, BODY, PUBLIC_KEY],
		["empty timestamp", { "X-Signature-Timestamp": "" }, BODY, PUBLIC_KEY],
		["timestamp that is no number", { "X-Signature-Timestamp": "now" }, BODY, PUBLIC_KEY],
		["key that is none", {}, BODY, "0".repeat(63)],
		["key that is no point of the curve", {}, BODY, "f".repeat(64)],
	])("is refused: %s", async (_, change, body, key) => {
		expect(await isSignedByDiscord(key, await signed(change), bytes(body), NOW)).toBe(false);
	});

	it.each(["X-Signature-Timestamp", "X-Signature-Ed25519"])("is refused without %s", async (name) => {
		const headers = await signed();
		headers.delete(name);
		expect(await isSignedByDiscord(PUBLIC_KEY, headers, bytes(BODY), NOW)).toBe(false);
	});

	it.each([
		[-301, false],
		[-300, true],
		[300, true],
		[301, false],
	])("from %i seconds away counts: %s", async (seconds, counts) => {
		const headers = await signed({}, NOW + seconds * 1000);
		expect(await isSignedByDiscord(PUBLIC_KEY, headers, bytes(BODY), NOW)).toBe(counts);
	});
});
