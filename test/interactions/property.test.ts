import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KINDS } from "../../src/avatar/kinds";
import { STYLES } from "../../src/avatar/styles";
import { fetchSite, SITE, useInternet } from "../internet";
import {
	type Answer,
	avatarCommand,
	componentsIn,
	direct,
	drawCommand,
	followUps,
	post,
	press,
	problemsOf,
	somebody,
	typing,
	useCommand,
} from "./discord_sends";

useInternet();

/** Within what Discord wants an answer, in milliseconds. */
const DEADLINE = 3000;

/** Custom ids that were given before, for what is pressed next. */
const given: string[] = [""];

/** Few of them, so that most pictures exist already. */
const style = fc.constantFrom("lorelei", "rings", "micah");
const text = fc.oneof(
	fc.string({ unit: "binary", maxLength: 60 }),
	fc.constantFrom("", "**@everyone**", "<@1>", "\u202e", "\0", "x".repeat(6001), "__proto__", "\ud83d"),
);
const or = (good: fc.Arbitrary<string>) =>
	fc.oneof({ weight: 15, arbitrary: good }, { weight: 1, arbitrary: text });
const options = fc.record(
	{
		style: or(fc.oneof({ weight: 9, arbitrary: style }, fc.constantFrom(...STYLES.keys()))),
		mood: or(fc.constantFrom("happy", "sad")),
		background: or(fc.constantFrom("Sky", "himmel", "#ffcf5c", "transparent")),
		seed: or(fc.constantFrom("username", "avatar")),
		extra: or(fc.constantFrom("", "x")),
		show: or(fc.constantFrom("me", "everybody")),
	},
	{ requiredKeys: [] },
);
const person = fc.record({
	username: fc.constantFrom("mira.dances", "plainpaul", "_", "x".repeat(32)),
	avatar: fc.constantFrom("8342729096ea3675442027381ff50dfe", "a_8342729096ea3675442027381ff50dfe", null),
});
const place = fc.constantFrom("guild", "direct", "elsewhere", "elsewhere");
const locale = fc.constantFrom("en-GB", "de", "ja", "pt-BR", "tlh", "", "x".repeat(200));
const values = or(
	fc.oneof(
		fc.constantFrom(...Object.keys(KINDS), "").map((kind) => `kind/${kind}`),
		style.map((name) => `style/${name}`),
	),
);

/** An interaction as Discord could send it. */
const interaction = fc
	.record({
		what: fc.constantFrom("avatar", "avatar", "draw", "use", "press", "press", "pick", "typing"),
		of: person,
		target: person,
		options,
		place,
		locale,
		value: values,
		pressed: fc.noBias(fc.nat()),
		foreign: fc.boolean(),
		option: fc.constantFrom("style", "background", "extra"),
		typed: or(fc.constantFrom("", "mi", "pixel", "sk", "#ff")),
		permissions: fc.constantFrom("0", "32", "2147483647", "x"),
		linked: fc.constantFrom("", `${SITE}/avatar/${"A".repeat(43)}`),
	})
	.map((made) => {
		const [of, target] = [somebody(made.of), somebody(made.target)];
		// A guild may ask only so often, and the object of each takes its time to begin.
		const guild_id = String(41_771_983_423_143_937n + BigInt(made.pressed % 20));
		const places: Record<string, object> = {
			guild: { guild_id, authorizing_integration_owners: { "0": guild_id } },
			direct: direct(of),
			elsewhere: { guild_id, authorizing_integration_owners: { "1": of.id } },
		};
		const more = { locale: made.locale, ...places[made.place] };
		const id = given[made.pressed % given.length] ?? "";
		const metadata = {
			...(made.foreign && { owner: target }),
			...(made.value.length % 2 === 0 && { target }),
		};
		const all: Record<string, () => { type: number }> = {
			avatar: () => avatarCommand(of, made.options, more),
			draw: () => drawCommand(of, target, more),
			use: () =>
				useCommand(
					of,
					{ content: made.linked },
					{ ...more, member: { user: of, roles: [], permissions: made.permissions } },
				),
			press: () => press(of, id, metadata, more),
			pick: () => press(of, id, { ...metadata, values: [made.value] }, more),
			typing: () => typing(of, made.option, made.typed, more, made.options),
		};
		return all[made.what]?.() ?? { type: 1 };
	});

/** One of its parts is not there, or something else: which, is counted from its beginning. */
const spoilt = fc
	.tuple(interaction, fc.noBias(fc.nat()), fc.option(fc.oneof(fc.jsonValue(), text), { nil: undefined }))
	.map(([whole, at, instead]) => {
		const parts = JSON.stringify(whole).match(/"\w+":/g)?.length ?? 1;
		let seen = 0;
		return JSON.parse(JSON.stringify(whole), (name, value) =>
			/^\d*$/.test(name) || seen++ !== at % parts ? value : instead,
		) as { type: number };
	});

const sent = fc.oneof(
	{ weight: 9, arbitrary: interaction.map((each) => JSON.stringify(each)) },
	{ weight: 4, arbitrary: spoilt.map((each) => JSON.stringify(each) ?? "") },
	{ weight: 1, arbitrary: fc.json() },
	{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)) },
);

const typeIn = (body: string | Uint8Array) => {
	try {
		return JSON.parse(body as string)?.type as unknown;
	} catch {
		return undefined;
	}
};

describe("whatever Discord sends", () => {
	it("is answered in time, as Discord takes it, and never by a failure", async () => {
		followUps();
		const counts = new Map<string, number>();
		const property = fc.asyncProperty(sent, async (body) => {
			const begun = Date.now();
			const response = await post(body);
			expect(Date.now() - begun).toBeLessThan(DEADLINE);
			const type = typeIn(body);
			if (!Number.isInteger(type)) {
				expect(response.status).toBe(400);
				return;
			}
			expect(response.status).toBe(200);
			const answer = await response.json<Answer>();
			// What is of no type that we know is answered like a command.
			const known = [1, 2, 3, 4, 5].includes(type as number) ? (type as number) : 2;
			expect(problemsOf(answer, { type: known })).toEqual([]);
			const ids = componentsIn(answer).flatMap(({ custom_id }) => custom_id ?? []);
			given.push(...ids);
			const kind = `${known}: ${answer.type}${ids.length > 0 ? " with an avatar" : ""}`;
			counts.set(kind, (counts.get(kind) ?? 0) + 1);
		});
		await fc.assert(property, { numRuns: 1000, seed: 20_261_128, endOnFailure: true });
		// It was not only sentences.
		expect(Object.fromEntries(counts)).toMatchObject({
			"2: 4 with an avatar": expect.any(Number),
			"3: 7 with an avatar": expect.any(Number),
			"3: 4 with an avatar": expect.any(Number),
			"4: 8": expect.any(Number),
		});
	}, 240_000);

	it("is refused without its signature, whatever it is", async () => {
		const signature = fc.record(
			{
				"X-Signature-Ed25519": fc.oneof(
					fc.stringMatching(/^[0-9a-f]{128}$/),
					fc.stringMatching(/^[\x21-\x7e]{0,200}$/),
				),
				"X-Signature-Timestamp": fc.oneof(
					fc.constantFrom("0", "1e9", "-1", ""),
					fc.integer().map(() => String(Math.floor(Date.now() / 1000))),
				),
			},
			{ requiredKeys: [] },
		);
		await fc.assert(
			fc.asyncProperty(sent, signature, async (body, headers) => {
				const asked = new Request(`${SITE}/interactions`, { method: "POST", headers, body });
				const response = await fetchSite(asked);
				expect([response.status, await response.text()]).toEqual([401, ""]);
			}),
			{ numRuns: 200, seed: 20_261_128 },
		);
	});
});
