import { afterEach, beforeEach, expect, it } from "vitest";
import { forgetAvatar } from "../../build/deploy/forget_avatar.ts";
import { type Cloudflare, startCloudflare } from "../stand_ins/cloudflare/cloudflare.ts";

const BUCKET = "discobear-avatars";
const KEY = `-${"a".repeat(42)}`;
const OTHER = `-${"a".repeat(41)}b`;
const of = (key: string) => [
	`${key}-64-old.png`,
	`${key}.svg`,
	...[16, 256, 64].map((size) => `images/${key}-${size}-takumi.png`),
];

let cloudflare: Cloudflare;
beforeEach(async () => {
	cloudflare = await startCloudflare();
	cloudflare.account.makeBucket(BUCKET);
	for (const name of [...of(KEY), ...of(OTHER)]) cloudflare.account.stored.add(`${BUCKET}/${name}`);
});
afterEach(() => cloudflare.close());

const forget = (key: string | undefined, env?: string) => forgetAvatar(key, env, cloudflare.environment);

it("forgets an avatar with all that was made from it, and no other; the SVG before its images", async () => {
	expect(await forget(KEY)).toEqual(of(KEY));
	expect([...cloudflare.account.stored]).toEqual(of(OTHER).map((name) => `${BUCKET}/${name}`));
	await expect(forget(KEY)).rejects.toThrow(`Nothing of that avatar is in ${BUCKET}.`);
});

it.each([undefined, "", "a", KEY.slice(1), `${KEY}a`, "images/", "../other", `${KEY.slice(1)}/`])(
	"takes nothing else for a key: %j",
	async (key) => {
		await expect(forget(key)).rejects.toThrow("Say the avatar's key");
		expect(cloudflare.calls).toEqual([]);
	},
);

it("forgets nothing of the site for an environment that there is not", async () => {
	await expect(forget(KEY, "stagin")).rejects.toThrow('has no environment "stagin"');
	expect(cloudflare.calls).toEqual([]);
});

it("says what Cloudflare says", async () => {
	cloudflare.account.r2 = false;
	await expect(forget(KEY)).rejects.toThrow(/^Cloudflare did not do it: Please enable R2/);
});
