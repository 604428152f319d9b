import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STYLES } from "../../src/avatar/styles";
import { cleanValue, ruleOf } from "../../src/control_room/setting_rules";
import { checkedValues, filledIn, settingFields } from "../../src/control_room/settings";
import type { AppError } from "../../src/errors";
import type { SettingField, SettingValue } from "../../src/wire";

const field = (type: SettingField["type"], more: Partial<SettingField> = {}): SettingField => ({
	name: "x",
	type,
	label: "X",
	explanation: "",
	group: "G",
	default: null,
	...more,
});
const choices = ["a", "b", "c"].map((value) => ({ value, label: value.toUpperCase() }));
const avatar = { style: "lorelei", mood: "happy", backgroundColor: "b6e3f4", seed: "x" };
const tenths = { min: 0, max: 1, step: 0.1 };
const WRONG = undefined;

describe("a value of a setting", () => {
	it.each<[SettingField, unknown, SettingValue | undefined]>([
		[field("text", { maxLength: 3 }), "abc", "abc"],
		[field("text", { maxLength: 3 }), "🐻🐻🐻", "🐻🐻🐻"],
		[field("text", { maxLength: 3 }), "abcd", WRONG],
		[field("text"), "x".repeat(101), WRONG],
		[field("text"), null, ""],
		[field("text"), "a\nb", WRONG],
		[field("text"), "a\u0000b", WRONG],
		[field("text"), "\ud800", WRONG],
		[field("text"), 7, WRONG],
		[field("text", { pattern: "[a-c]+" }), "abc", "abc"],
		[field("text", { pattern: "[a-c]+" }), "abcd", WRONG],
		[field("text", { pattern: "a|b" }), "ab", WRONG],
		[field("text", { pattern: "\\S{1,5}" }), "", WRONG],
		[field("longText"), "a\r\nb\tc", "a\nb\tc"],
		[field("longText"), "a\u0007", WRONG],
		[field("longText"), "x".repeat(2001), WRONG],
		[field("number", { min: 1, max: 3 }), 3, 3],
		[field("number", { min: 1, max: 3 }), 4, WRONG],
		[field("number", { min: 1, max: 3 }), 0, WRONG],
		[field("number", { step: 5 }), 10, 10],
		[field("number", { step: 5 }), 12, WRONG],
		[field("number", { min: 2, step: 5 }), 12, 12],
		[field("number", tenths), 0.3, 0.3],
		[field("number", tenths), 0.35, WRONG],
		[field("number"), Number.NaN, WRONG],
		[field("number"), Number.POSITIVE_INFINITY, WRONG],
		[field("number"), 1e300, WRONG],
		[field("number"), "3", WRONG],
		[field("number"), null, WRONG],
		[field("boolean"), false, false],
		[field("boolean"), "false", WRONG],
		[field("boolean"), null, WRONG],
		[field("choice", { choices }), "b", "b"],
		[field("choice", { choices }), "d", WRONG],
		[field("choice", { choices }), "", null],
		[field("choice", { choices, default: "a" }), null, WRONG],
		[field("choice", { choices }), "toString", WRONG],
		[field("choices", { choices }), ["c", "a"], ["a", "c"]],
		[field("choices", { choices }), [], []],
		[field("choices", { choices }), ["a", "a"], WRONG],
		[field("choices", { choices }), ["a", "d"], WRONG],
		[field("choices", { choices, most: 1 }), ["a", "b"], WRONG],
		[field("choices", { choices }), "a", WRONG],
		[field("color"), "#B6E3F4", "#b6e3f4"],
		[field("color"), "b6e3f4", WRONG],
		[field("color"), "#fff", WRONG],
		[field("color"), "", null],
		[field("color", { default: "#000000" }), null, WRONG],
		[field("channel"), "200000000000000002", "200000000000000002"],
		[field("channel"), "", null],
		[field("channel"), "007", WRONG],
		[field("role"), "../1", WRONG],
		[field("member"), 1, WRONG],
		[field("member"), "1", "1"],
		[field("avatar"), avatar, avatar],
		[field("avatar"), { ...avatar, style: "monalisa" }, WRONG],
		[field("avatar"), { ...avatar, more: 1 }, WRONG],
		[field("avatar"), { ...avatar, seed: "x".repeat(201) }, WRONG],
		[field("avatar"), null, null],
		[field("avatar"), "data:image/png;base64,AAAA", WRONG],
	])("%j takes %j as %j", (of, value, kept) => {
		expect(cleanValue(of, value)).toEqual(kept);
	});

	it("is kept as it is once it is clean, whatever it was", () => {
		const fields = [
			field("text"),
			field("longText"),
			field("number", tenths),
			field("boolean"),
			field("choice", { choices }),
			field("choices", { choices }),
			field("color"),
			field("channel"),
			field("avatar"),
		];
		fc.assert(
			fc.property(fc.constantFrom(...fields), fc.oneof(fc.jsonValue(), fc.anything()), (of, value) => {
				const clean = cleanValue(of, value);
				if (clean !== undefined) expect(cleanValue(of, structuredClone(clean))).toEqual(clean);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe("the settings there are", () => {
	const fields = settingFields(env);

	it("have names of their own, and defaults that they take themselves", () => {
		expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
		for (const each of fields) {
			expect(each.name).toMatch(/^[a-z][a-zA-Z0-9_]{0,39}$/);
			expect(cleanValue(each, each.default), each.name).toEqual(each.default);
			for (const text of [each.label, each.group, ruleOf(each)]) expect(text).toMatch(/\S/);
		}
	});

	it("are /avatar's, with each of the styles, and a bot's own", () => {
		expect(fields.filter(({ group }) => group === "/avatar")).toHaveLength(6);
		expect(fields.find(({ name }) => name === "avatarStyle")?.choices).toHaveLength(STYLES.size);
		expect(fields.map(({ name }) => name)).toEqual(
			expect.arrayContaining(["prefix", "language", "logChannel", "welcomeText", "embedColor"]),
		);
	});

	it("are filled in where nothing was saved, or what is no value any more", () => {
		const values = filledIn(
			fields,
			new Map<string, SettingValue>([
				["prefix", "?"],
				["avatarStyle", "monalisa"],
				["gone", "x"],
			]),
		);
		expect([...values.keys()]).toEqual(fields.map(({ name }) => name));
		expect(values.get("prefix")).toBe("?");
		expect(values.get("avatarStyle")).toBe("lorelei");
	});

	it.each(["__proto__", "constructor", "toString", "nothing", ""])("have none called %j", (name) => {
		const sent = JSON.parse(`{${JSON.stringify(name)}:1,"prefix":"?"}`);
		try {
			checkedValues(fields, sent);
			expect.unreachable();
		} catch (error) {
			const { code, extras } = error as AppError;
			expect(code).toBe("setting_invalid");
			expect(extras.fields).toEqual([{ field: name, message: "There is no such setting." }]);
		}
	});
});

describe("what an operator describes", () => {
	const described = (settings: unknown) =>
		settingFields({
			...env,
			BOT_SETTINGS: typeof settings === "string" ? settings : JSON.stringify(settings),
		} as never);
	const text = { name: "motto", type: "text", label: "Motto" };

	it("takes the place of the usual set, and leaves /avatar's", () => {
		const fields = described([text, { name: "limit", type: "number", label: "Limit", min: 3 }]);
		expect(fields.slice(0, 6).every(({ group }) => group === "/avatar")).toBe(true);
		expect(fields.slice(6)).toEqual([
			{ ...text, explanation: "", group: "The bot", default: "", maxLength: 100 },
			{
				...{ name: "limit", type: "number", label: "Limit", explanation: "", group: "The bot" },
				...{ min: 3, default: 3 },
			},
		]);
	});

	it("may be of every type, and be nothing", () => {
		const own = { choice: { choices }, choices: { choices } } as Record<string, object>;
		const types = "text longText number boolean choice choices color channel role member avatar".split(" ");
		const all = types.map((type) => ({ name: `a_${type}`, type, label: type, ...own[type] }));
		expect(described(all).slice(6)).toHaveLength(types.length);
		expect(described([]).slice(6)).toEqual([]);
		expect(described([{ name: "constructor", type: "text", label: "X" }]).at(-1)?.default).toBe("");
	});

	it.each([
		["{", "BOT_SETTINGS has to be JSON"],
		["{}", "BOT_SETTINGS has to be a list of at most 100 fields"],
		[Array(101).fill(text), "BOT_SETTINGS has to be a list of at most 100 fields"],
		[[text, 7], "BOT_SETTINGS[1] has to be a field: an object"],
		[[{ ...text, type: "date" }], "BOT_SETTINGS[0].type has to be one of text, longText"],
		[[{ ...text, type: "toString" }], "BOT_SETTINGS[0].type has to be one of"],
		[[{ ...text, name: "Motto" }], "BOT_SETTINGS[0].name has to be a small letter"],
		[[{ ...text, name: "__proto__" }], "BOT_SETTINGS[0].name has to be a small letter"],
		[[{ ...text, label: "" }], "BOT_SETTINGS[0].label has to be 1 to 100 characters"],
		[[text, text], 'BOT_SETTINGS[1].name has to be a name that no other has, not "motto" again'],
		[[{ ...text, name: "avatarStyle" }], "BOT_SETTINGS[0].name has to be a name that no other has"],
		[[{ ...text, min: 3 }], 'BOT_SETTINGS[0] has to be a text, which has no "min"'],
		[[{ ...text, maxLength: 1001 }], "BOT_SETTINGS[0].maxLength has to be a whole number from 1 to 1000"],
		[[{ ...text, pattern: "(" }], "BOT_SETTINGS[0].pattern has to be a regular expression"],
		[[{ ...text, pattern: ")(" }], "BOT_SETTINGS[0].pattern has to be a regular expression"],
		[
			[{ ...text, maxLength: 2, default: "abc" }],
			"BOT_SETTINGS[0].default has to be one of its values. Use at most 2 characters",
		],
		[[{ ...text, type: "choice" }], "BOT_SETTINGS[0].choices has to be a list of 1 to 100"],
		[
			[{ ...text, type: "choice", choices: [choices[0], choices[0]] }],
			"BOT_SETTINGS[0].choices has to be a list",
		],
		[[{ ...text, type: "number", min: 2, max: 1 }], "BOT_SETTINGS[0].default has to be one of its values"],
		[[{ ...text, type: "number", max: -5 }], "BOT_SETTINGS[0].default has to be one of its values"],
		[[{ ...text, type: "role", default: "5" }], "BOT_SETTINGS[0].default has to be none"],
	])("says what is wrong with %j, and where", (settings, sentence) => {
		try {
			described(settings);
			expect.unreachable();
		} catch (error) {
			const { code, extras } = error as AppError;
			expect(code).toBe("not_configured");
			expect(extras.detail).toContain(sentence);
		}
	});
});
