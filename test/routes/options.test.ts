import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { Choices } from "../../src/avatar/choices";
import { OPTIONS_MAX } from "../../src/avatar/fields";
import { moodsOf } from "../../src/avatar/moods";
import { keyOf, recipeOf } from "../../src/avatar/recipe";
import { render } from "../../src/avatar/render";
import { STYLES } from "../../src/avatar/styles";
import { LOGINS_MAX } from "../../src/http/logins";
import { seal, sealingKey } from "../../src/storage/sealed";
import { sessions } from "../../src/storage/sessions";
import type { Me, Problem } from "../../src/wire";
import { CLIENT_SECRET, dicebear, discord, useInternet } from "../internet";
import { CHOICES, Visitor } from "../visitor";

useInternet();

const MIRA = { username: "mira.dances", avatar: null };
const PARTS = { ...CHOICES, options: "hairVariant=variant01&rotate=10" };
const avatarOf = async (visitor: Visitor) =>
	(await visitor.json<Extract<Me, { avatar: unknown }>>("/me")).avatar;
const problemsOf = async (response: Response) => (await response.json<Problem>()).errors;
const drawnHere = () => dicebear.fail(() => new Response("no", { status: 500 }));

async function loggedIn(choices: Choices = CHOICES): Promise<Visitor> {
	const visitor = new Visitor();
	await visitor.logIn("mira.dances", choices);
	return visitor;
}

/** The login's cookies, as a browser has them. */
const loginsOf = (visitor: Visitor) => [...visitor.cookies].filter(([name]) => name.includes("login_"));

describe("a recipe without options", () => {
	it("has the key that it had before there were any", async () => {
		const keys: string[] = [];
		for (const style of STYLES.keys())
			for (const mood of ["", ...moodsOf(style)] as const)
				for (const backgroundColor of ["b6e3f4", "transparent"]) {
					const choices = { ...CHOICES, extra: "x", style, mood, backgroundColor };
					keys.push(await keyOf({ ...recipeOf(choices, MIRA), version: "1" }));
				}
		const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(keys.join("")));
		expect([keys.length, new Uint8Array(digest).toHex().slice(0, 16)]).toEqual([254, "97d5ef34312f80c7"]);
	});
});

describe("options", () => {
	it.each([
		["at DiceBear", () => {}],
		["here", drawnHere],
	])("are of the picture that was drawn %s, of the session, and of what is stored", async (_, before) => {
		before();
		const visitor = await loggedIn({
			...PARTS,
			options: "rotate=1e1&hairVariant=variant01&mouthVariant=sad04",
		});
		const avatar = await avatarOf(visitor);
		expect(avatar?.choices).toEqual(PARTS);
		expect(avatar?.key).toBe(await keyOf(recipeOf(PARTS, MIRA)));
		expect(avatar?.key).not.toBe(await keyOf(recipeOf(CHOICES, MIRA)));
		const svg = await (await visitor.ask(`/avatar/${avatar?.key}.svg`)).text();
		const { seed, options } = recipeOf(PARTS, MIRA);
		expect(svg).toBe(render("lorelei", seed, options));
		expect(svg).toContain("rotate(10,");
		const stored = await env.AVATARS.head(`${avatar?.key}.svg`);
		const { mood, backgroundColor, options: chosen } = PARTS;
		expect(stored?.customMetadata).toMatchObject({
			style: "lorelei",
			mood,
			backgroundColor,
			options: chosen,
		});
		expect(JSON.stringify(stored?.customMetadata)).not.toContain("mira");
	});

	it("make a gradient of two colours, the first of them first", async () => {
		drawnHere();
		const visitor = await loggedIn({
			...PARTS,
			backgroundColor: "ff0000,00ff00",
			options: "backgroundColorAngle=90",
		});
		const svg = await (await visitor.ask("/avatar")).text();
		expect(svg).toMatch(
			/<linearGradient id="background-color-\w+" gradientTransform="rotate\(90, 0.5, 0.5\)">/,
		);
		expect(svg).toContain(
			'<stop offset="0%" stop-color="#ff0000"/><stop offset="100%" stop-color="#00ff00"/>',
		);
		const radial = await visitor.submit({
			...PARTS,
			backgroundColor: "00ff00,ff0000",
			options: "backgroundColorFill=radial",
		});
		expect(radial.status).toBe(200);
		expect(await (await visitor.ask("/avatar")).text()).toMatch(
			/<radialGradient [^>]*><stop offset="0%" stop-color="#00ff00"\/>/,
		);
	});

	it("that move a picture are stored once, and drawn as they move", async () => {
		drawnHere();
		const moving: Choices = { ...CHOICES, style: "blobs", mood: "", options: "animationVariant=fast" };
		const visitor = await loggedIn(moving);
		const put = vi.spyOn(env.AVATARS, "put");
		expect((await visitor.submit(moving)).status).toBe(200);
		expect(await (await visitor.ask("/avatar")).text()).toContain("@keyframes");
		expect(put).not.toHaveBeenCalled();
	});

	it.each([
		["the page's script", (visitor: Visitor, body: Choices) => visitor.submit(body)],
		["a login", (visitor: Visitor, body: Choices) => new Visitor(visitor.address).logIn("mira.dances", body)],
	])("that come to too much are refused at their field, to %s, and nothing is kept", async (_, send) => {
		drawnHere();
		const visitor = await loggedIn();
		const before = (await env.AVATARS.list()).objects.length;
		const large: Choices = { ...CHOICES, style: "glass", mood: "", options: "scale=10" };
		const response = await send(visitor, large);
		expect(response.status).toBe(400);
		expect(await response.text()).toContain("This is too much to draw.");
		expect((await env.AVATARS.list()).objects).toHaveLength(before);
		expect((await avatarOf(visitor))?.choices).toEqual(CHOICES);
	});

	it("come back as a page with the sentence at their field, and can be corrected", async () => {
		const wrong = '"><script>alert(1)</script>=1';
		const page = await (await new Visitor().submitForm({ ...CHOICES, options: wrong })).text();
		expect(page).toMatch(/<details id="options" class="group" open/);
		expect(page).toContain("This style has no option of that name.");
		expect(page).toContain("&quot;&gt;&lt;script&gt;alert(1)");
		expect(page).not.toContain("<script>alert");
		const form = await (await new Visitor().submitForm({ ...PARTS }, "/studio")).text();
		expect(form).toContain('value="hairVariant=variant01&amp;rotate=10"');
		expect(form).toContain("hairVariant=variant01&amp;rotate=10&amp;mouthVariant=happy01,");
	});

	it("are sent again from a page that says what went wrong", async () => {
		const visitor = new Visitor();
		const callback = await discord.authorize(await visitor.startLogin(PARTS), "mira.dances");
		discord.fail({ path: "/api/v10/users/@me", status: 500 });
		expect(await (await visitor.open(callback)).text()).toContain(
			'<input type="hidden" name="options" value="hairVariant=variant01&amp;rotate=10"',
		);
	});

	it("of 200 kB are refused before they are read", async () => {
		expect((await new Visitor().submit({ ...CHOICES, options: "rotate=1&".repeat(25_000) })).status).toBe(
			413,
		);
		expect(
			(await new Visitor().submitForm({ ...CHOICES, options: "x".repeat(200_000) }, "/studio")).status,
		).toBe(413);
	});

	it("say what is wrong, in a sentence", async () => {
		const response = await new Visitor().submit({ ...CHOICES, options: "hairVariant=variant01&scale=11" });
		expect(await problemsOf(response)).toEqual([
			{ field: "options", message: "Size in the picture goes from 0 to 10." },
		]);
		const long = await new Visitor().submit({ ...CHOICES, options: "x".repeat(OPTIONS_MAX + 1) });
		expect(await problemsOf(long)).toEqual([
			{ field: "options", message: expect.stringMatching(/^Use at most 1500 characters/) },
		]);
	});
});

describe("a login's cookie", () => {
	/** As much as there may be: colours are the least alike. */
	const longest = (): Choices => {
		const colours = (most: number) =>
			Array.from({ length: most }, (_, n) => (n * 99_991 + most).toString(16).padStart(8, "a")).join(",");
		return {
			...CHOICES,
			extra: "🐻".repeat(50),
			options: `hairColor=${colours(128)}&skinColor=${colours(36)}`,
		};
	};

	it("is under 3,500 characters with the longest options and extra seed", async () => {
		const visitor = new Visitor();
		const choices = longest();
		await visitor.logIn("mira.dances", choices);
		const { options = "", extra } = (await avatarOf(visitor))?.choices ?? {};
		expect(options.length).toBeGreaterThan(OPTIONS_MAX - 40);
		expect([options, extra]).toEqual([choices.options, choices.extra]);
		await visitor.startLogin(choices);
		const other = new Visitor();
		await other.startLogin(choices);
		const [[name = "", value = ""] = []] = loginsOf(other);
		expect(name.length + value.length).toBeGreaterThan(2_500);
		expect(name.length + value.length).toBeLessThan(3_500);
	});

	it("leaves room for the others: the newest stay", async () => {
		const visitor = new Visitor();
		const callbacks: string[] = [];
		for (let n = 0; n < 4; n++) {
			callbacks.push(await discord.authorize(await visitor.startLogin(longest()), "mira.dances"));
			const all = loginsOf(visitor).reduce((sum, [, value]) => sum + value.length, 0);
			expect(all).toBeLessThanOrEqual(LOGINS_MAX);
		}
		const answers: number[] = [];
		for (const callback of callbacks) answers.push((await visitor.copy().open(callback)).status);
		expect(answers).toEqual([400, 303, 303, 303]);
	});

	it("of before there were options goes on", async () => {
		const visitor = new Visitor();
		const callback = new URL(await discord.authorize(await visitor.startLogin(), "mira.dances"));
		const state = callback.searchParams.get("state") ?? "";
		const [[name = ""] = []] = loginsOf(visitor);
		const { options: _, ...choices } = CHOICES;
		const verifier = "v".repeat(43);
		const login = {
			verifier,
			choices,
			returnTo: "/show_avatar",
			silent: true,
			expiresAt: Date.now() + 60_000,
		};
		const sealed = await seal(await sealingKey(CLIENT_SECRET, "login"), login, state);
		visitor.cookies.set(name, sealed.toBase64({ alphabet: "base64url", omitPadding: true }));
		// Opened, though the verifier is another than Discord was told of.
		const page = await (await visitor.open(callback.href)).text();
		expect(page).toContain('<input type="hidden" name="style" value="lorelei"');
	});
});

describe("a session", () => {
	/** Another session in the same browser: as an earlier release, or an earlier DiceBear, left it. */
	async function withChoices(choices: object, key?: string): Promise<Visitor> {
		const visitor = await loggedIn();
		const token = visitor.cookies.get("__Host-session") ?? "";
		const session = await sessions(env).get(token);
		if (!session?.avatar) throw new Error("There is no avatar");
		const avatar = { ...session.avatar, choices: choices as Choices, ...(key && { key }) };
		await sessions(env).put(token, { ...session, avatar });
		return visitor;
	}

	it("of before there were options has none", async () => {
		const { options: _, ...choices } = CHOICES;
		const visitor = await withChoices(choices);
		expect((await avatarOf(visitor))?.choices).toEqual(CHOICES);
		expect((await visitor.ask("/avatar")).status).toBe(200);
	});

	it("with options that its style has no more is drawn with the others", async () => {
		const gone = "hairVariant=gone&rotate=10&scale=99";
		const visitor = await withChoices({ ...CHOICES, options: gone }, "A".repeat(43));
		const avatar = await avatarOf(visitor);
		expect(avatar).toMatchObject({ stored: true, choices: { options: gone } });
		expect(avatar?.key).toBe(await keyOf(recipeOf({ ...CHOICES, options: "rotate=10" }, MIRA)));
	});

	it("with options that come to too much by now says that it is not stored", async () => {
		drawnHere();
		const large = { ...CHOICES, style: "glass", mood: "", options: "scale=10" };
		const visitor = await withChoices(large, "A".repeat(43));
		expect(await avatarOf(visitor)).toMatchObject({ stored: false });
	});
});
