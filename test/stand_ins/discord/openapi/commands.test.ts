import { describe, expect, it } from "vitest";
import { registrationProblems } from "./commands";

const slash = (changes: object = {}) => ({ name: "avatar", type: 1, description: "An avatar", ...changes });
const string = (name: string, changes: object = {}) => ({ type: 3, name, description: "What", ...changes });
const choice = (name: string) => ({ name, value: name });

describe("commands to register", () => {
	it("are right with all that there is", () => {
		const options = [
			string("style", {
				required: true,
				autocomplete: true,
				name_localizations: { de: "stil", ja: "スタイル" },
			}),
			string("mood", {
				choices: [{ ...choice("happy"), name_localizations: { de: "Fröhlich" } }, choice("sad")],
			}),
			string("extra", { min_length: 1, max_length: 40 }),
		];
		const everywhere = { integration_types: [0, 1], contexts: [0, 1, 2] };
		expect(
			registrationProblems([
				slash({ ...everywhere, options, description_localizations: { "pt-BR": "Um avatar" } }),
				{
					name: "Draw this person",
					type: 2,
					...everywhere,
					name_localizations: { fr: "Dessiner cette personne" },
				},
				{
					name: "Use for the bot here",
					type: 3,
					default_member_permissions: "32",
					contexts: [0],
					integration_types: [0],
				},
			]),
		).toEqual([]);
		expect(registrationProblems([])).toEqual([]);
	});

	it.each(["permissions_test", "生日", "γενέθλια", "l'heure", "दिन-की", "ไทย", "2-go"])(
		"may be called %s",
		(name) => {
			expect(registrationProblems([slash({ name, options: [string(name)] })])).toEqual([]);
		},
	);

	it.each(["Avatar", "two words", "ÉTÉ", "a/b", "no.dots", "🐻"])("cannot be called %s", (name) => {
		const problem = `cannot be called ${name}`;
		expect(registrationProblems([slash({ name })])).toEqual([`${name}: ${problem}`]);
		expect(registrationProblems([slash({ options: [string(name)] })])).toEqual([
			`avatar: ${name}: ${problem}`,
		]);
		expect(registrationProblems([slash({ name_localizations: { fr: name } })])).toEqual([
			`avatar: ${problem}`,
		]);
	});

	it.each<[string, object, unknown]>([
		["no description", { description: "" }, "avatar: has no description"],
		[
			"a description of 101",
			{ description: "x".repeat(101) },
			"body/0/description: String is too long (101 > 100).",
		],
		["a name of 33", { name: "x".repeat(33) }, "body/0/name: String is too long (33 > 32)."],
		[
			"26 options",
			{ options: Array.from({ length: 26 }, (_, n) => string(`o${n}`)) },
			expect.stringContaining("body/0/options"),
		],
		[
			"26 choices",
			{ options: [string("a", { choices: Array.from({ length: 26 }, (_, n) => choice(`${n}`)) })] },
			expect.stringContaining("body/0/options/0/choices"),
		],
		[
			"a choice of 101",
			{ options: [string("a", { choices: [{ name: "x", value: "x".repeat(101) }] })] },
			"body/0/options/0/choices/0/value: String is too long (101 > 100).",
		],
		["an option twice", { options: [string("a"), string("a")] }, "avatar: has the option a twice"],
		[
			"an option that is another's in German",
			{ options: [string("a"), string("b", { name_localizations: { de: "a" } })] },
			"avatar: has two options called a in de",
		],
		[
			"what is required late",
			{ options: [string("a"), string("b", { required: true })] },
			"avatar: has a required option after one that is not",
		],
		[
			"choices beside autocomplete",
			{ options: [string("a", { choices: [choice("x")], autocomplete: true })] },
			"avatar: a: has choices beside autocomplete",
		],
		[
			"no possible length",
			{ options: [string("a", { min_length: 3, max_length: 2 })] },
			"avatar: a: has no possible length",
		],
		[
			"a language that there is not",
			{ name_localizations: { en: "avatar" } },
			"avatar: is in en, which is no locale",
		],
		[
			"a choice in a language that there is not",
			{ options: [string("a", { choices: [{ ...choice("x"), name_localizations: { pt: "x" } }] })] },
			"avatar: a: is in pt, which is no locale",
		],
		[
			"permissions that are a number",
			{ default_member_permissions: 32 },
			expect.stringContaining("body/0/default_member_permissions"),
		],
		["no context", { contexts: [] }, expect.stringContaining("body/0/contexts")],
		[
			"too many characters",
			{
				options: Array.from({ length: 4 }, (_, n) =>
					string(`o${n}`, {
						choices: Array.from({ length: 25 }, (_, m) => choice(String(m).padEnd(50, "x"))),
					}),
				),
			},
			"avatar: has 10039 characters, and 8000 are allowed",
		],
		["what there is not", { colour: 1 }, "body/0/colour is unknown"],
	])("with %s are wrong", (_, changes, problem) => {
		expect(registrationProblems([slash(changes)])).toContainEqual(problem);
	});

	it("count the longest translation only", () => {
		const long = { description: "x", description_localizations: { de: "y".repeat(100), fr: "z".repeat(99) } };
		const options = Array.from({ length: 25 }, (_, n) => string(`o${n}`, long));
		expect(registrationProblems([slash({ options })])).toEqual([]);
	});

	it("from a menu have neither description nor options", () => {
		const menu = { name: "Draw", type: 2 };
		expect(registrationProblems([{ ...menu, description: "" }])).toEqual([]);
		expect(registrationProblems([{ ...menu, description: "Draws" }])).toEqual([
			"Draw: has a description, which only a slash command has",
		]);
		expect(registrationProblems([{ ...menu, options: [string("a")] }])).toEqual([
			"Draw: has options, which only a slash command has",
		]);
	});

	it("are each there once, and not too many", () => {
		expect(registrationProblems([slash(), slash()])).toEqual(["have the command of type 1 avatar twice"]);
		expect(registrationProblems([{ name: "avatar", type: 2 }, slash()])).toEqual([]);
		const many = Array.from({ length: 16 }, (_, n) => ({ name: `Draw ${n}`, type: 2 }));
		expect(registrationProblems(many)).toEqual(["are 16 commands of type 2"]);
		expect(registrationProblems("avatar")).not.toEqual([]);
	});

	it("of one guild are for no context", () => {
		expect(registrationProblems([slash()], "guild")).toEqual([]);
		expect(registrationProblems([slash({ contexts: [0] })], "guild")).toEqual([
			"avatar: only global commands have contexts and integration_types",
		]);
	});
});
