import { describe, expect, it } from "vitest";
import {
	AUTOCOMPLETE,
	COMMAND,
	COMPONENT,
	EPHEMERAL,
	IS_COMPONENTS_V2,
	interactionAnswerProblems,
	PING,
	webhookMessageProblems,
} from "./interactions";

const text = (content: string) => ({ type: 10, content });
const row = (...components: object[]) => ({ type: 1, components });
const button = (changes: object = {}) => ({
	type: 2,
	style: 1,
	label: "Again",
	custom_id: "again",
	...changes,
});
const link = (changes: object = {}) => ({
	type: 2,
	style: 5,
	label: "Open",
	url: "https://bear.example",
	...changes,
});
const option = (value: string, changes: object = {}) => ({ label: value, value, ...changes });
const select = (changes: object = {}) => ({
	type: 3,
	custom_id: "style",
	options: [option("a"), option("b")],
	...changes,
});
const gallery = (url: string) => ({ type: 12, items: [{ media: { url } }] });
const container = (...components: object[]) => ({ type: 17, accent_color: 703487, components });

const components = (...list: object[]) =>
	interactionAnswerProblems(
		{ type: 4, data: { flags: IS_COMPONENTS_V2, components: list } },
		{ type: COMMAND },
	);
const message = (data: object) => interactionAnswerProblems({ type: 4, data }, { type: COMMAND });

describe("an answer", () => {
	it.each([
		["to a ping", { type: 1 }, { type: PING }],
		[
			"in words",
			{ type: 4, data: { content: "Hello", embeds: [], allowed_mentions: { parse: [] }, tts: false } },
			{ type: COMMAND },
		],
		["for one person", { type: 4, data: { content: "Hello", flags: EPHEMERAL } }, { type: COMMAND }],
		["that comes later", { type: 5 }, { type: COMMAND }],
		["that comes later, for one person", { type: 5, data: { flags: EPHEMERAL } }, { type: COMPONENT }],
		["that changes the message later", { type: 6 }, { type: COMPONENT }],
		[
			"that changes the message",
			{ type: 7, data: { content: "Changed", components: [row(button())] } },
			{ type: COMPONENT },
		],
		[
			"with choices",
			{ type: 8, data: { choices: [option("a"), { name: "A", value: "a" }].slice(1) } },
			{ type: AUTOCOMPLETE },
		],
		["with no choices", { type: 8, data: { choices: [] } }, { type: AUTOCOMPLETE }],
		[
			"of components as before the flag",
			{ type: 4, data: { content: "Which?", components: [row(select())] } },
			{ type: COMMAND },
		],
	])("%s is right", (_, answer, to) => {
		expect(interactionAnswerProblems(answer, to)).toEqual([]);
	});

	it("of every kind of component is right", () => {
		const inContainer = container(
			text("# Bear"),
			gallery("https://bear.example/a.png"),
			{ type: 14, divider: true, spacing: 2 },
			row(button(), link()),
			row(select()),
		);
		const section = {
			type: 9,
			components: [text("By"), text("Mira")],
			accessory: { type: 11, media: { url: "https://bear.example/b.png" } },
		};
		expect(
			components(inContainer, section, {
				type: 9,
				components: [text("By")],
				accessory: button({ custom_id: "x", label: undefined, emoji: { name: "🐻" } }),
			}),
		).toEqual([]);
	});

	it.each([
		["a message", PING, { type: 4, data: { content: "Hello" } }, 4],
		["a pong", COMMAND, { type: 1 }, 1],
		["a change of the message", COMMAND, { type: 7, data: { content: "Hello" } }, 7],
		["a change that comes later", COMMAND, { type: 6 }, 6],
		["choices", COMMAND, { type: 8, data: { choices: [] } }, 8],
		["choices", COMPONENT, { type: 8, data: { choices: [] } }, 8],
		["a message", AUTOCOMPLETE, { type: 4, data: { content: "Hello" } }, 4],
	])("that is %s is not for the type %i", (_, type, answer, answered) => {
		expect(interactionAnswerProblems(answer, { type })).toEqual([
			`is of type ${answered}, which an interaction of type ${type} cannot have`,
		]);
	});

	it.each([
		["nothing", undefined, "has no body"],
		["text", "hello", 'body: Instance type "string" is invalid. Expected "object".'],
		["of an unknown type", { type: 44 }, "body/type is unknown"],
		["with what there is not", { type: 4, data: { contents: "Hello" } }, "body/data/contents is unknown"],
		[
			"of 26 choices",
			{ type: 8, data: { choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })) } },
			expect.stringContaining("body/data/choices"),
		],
		[
			"with a choice of 101 characters",
			{ type: 8, data: { choices: [{ name: "x".repeat(101), value: "x" }] } },
			"body/data/choices/0/name: String is too long (101 > 100).",
		],
		[
			"with a choice whose value is of 101 characters",
			{ type: 8, data: { choices: [{ name: "x", value: "x".repeat(101) }] } },
			"body/data/choices/0/value: String is too long (101 > 100).",
		],
		["without choices", { type: 8 }, 'body: Instance does not have required property "data".'],
	])("that is %s is wrong", (_, answer, problem) => {
		expect(interactionAnswerProblems(answer, { type: AUTOCOMPLETE })).toContainEqual(problem);
	});
});

describe("a message in an answer", () => {
	it.each([
		[{}, "is an empty message"],
		[{ flags: IS_COMPONENTS_V2 }, "is an empty message"],
		[{ content: "x".repeat(2001) }, "body/data/content: String is too long (2001 > 2000)."],
		[{ content: "x", flags: 1 }, "has the flags 1, not all of which can be set"],
		[
			{ content: "x", flags: IS_COMPONENTS_V2, components: [text("y")] },
			"has content beside the flag IS_COMPONENTS_V2",
		],
		[
			{ embeds: [{ title: "x" }], flags: IS_COMPONENTS_V2, components: [text("y")] },
			"has embeds beside the flag IS_COMPONENTS_V2",
		],
		[{ components: [text("y")] }, "has a component of type 10 without the flag IS_COMPONENTS_V2"],
		[
			{ content: "x", components: Array.from({ length: 6 }, (_, n) => row(button({ custom_id: `${n}` }))) },
			"has 6 rows, and 5 are allowed",
		],
	])("is wrong as %j", (data, problem) => {
		expect(message(data)).toEqual([problem]);
	});

	it("that comes later is for one person or for all, and nothing else", () => {
		const problems = interactionAnswerProblems(
			{ type: 5, data: { flags: EPHEMERAL | IS_COMPONENTS_V2 } },
			{ type: COMMAND },
		);
		expect(problems).toEqual(["has the flags 32832: a deferred answer has EPHEMERAL only"]);
	});

	it("keeps the flag of the new components when it is changed", () => {
		const change = { type: 7, data: { components: [text("x")] } };
		expect(interactionAnswerProblems(change, { type: COMPONENT, messageFlags: IS_COMPONENTS_V2 })).toEqual(
			[],
		);
		expect(interactionAnswerProblems(change, { type: COMPONENT })).toHaveLength(1);
		const words = { type: 7, data: { content: "x" } };
		expect(
			interactionAnswerProblems(words, { type: COMPONENT, messageFlags: IS_COMPONENTS_V2 }),
		).toHaveLength(1);
	});
});

describe("components", () => {
	it.each<[string, object[], unknown]>([
		[
			"41 of them",
			Array.from({ length: 41 }, () => text("x")),
			expect.stringContaining("body/data/components"),
		],
		[
			"41 of them, nested",
			[container(...Array.from({ length: 40 }, () => text("x")))],
			"has 41 components, and 40 are allowed",
		],
		[
			"too much text",
			[text("x".repeat(4000)), container(text("y"))],
			"has 4001 characters of text, and 4000 are allowed",
		],
		["text that is empty", [text("")], "body/data/components/0/content: String is too short (0 < 1)."],
		[
			"a custom_id twice",
			[row(button()), container(row(select({ custom_id: "again" })))],
			"has the custom_id again twice",
		],
		[
			"an id twice",
			[
				{ ...text("x"), id: 3 },
				{ ...text("y"), id: 3 },
			],
			"has the id 3 twice",
		],
		[
			"a custom_id of 101",
			[row(button({ custom_id: "x".repeat(101) }))],
			"body/data/components/0/components/0/custom_id: String is too long (101 > 100).",
		],
		[
			"six buttons",
			[row(...Array.from({ length: 6 }, (_, n) => button({ custom_id: `${n}` })))],
			expect.stringContaining("body/data/components/0/components"),
		],
		[
			"two selects in a row",
			[row(select(), select({ custom_id: "b" }))],
			"has a row that is neither buttons nor one select",
		],
		[
			"a select beside a button",
			[row(select(), button())],
			"has a row that is neither buttons nor one select",
		],
		["a button at the top", [button()], expect.anything()],
		["a container in a container", [container(container(text("x")))], expect.anything()],
		[
			"a button without custom_id",
			[row(button({ custom_id: undefined }))],
			"has the button Again of style 1 without custom_id",
		],
		[
			"a button with a url",
			[row(button({ url: "https://bear.example" }))],
			"has the button Again of style 1 with url",
		],
		["a link without url", [row(link({ url: undefined }))], "has the button Open of style 5 without url"],
		[
			"a link with custom_id",
			[row(link({ custom_id: "x" }))],
			"has the button Open of style 5 with custom_id",
		],
		[
			"a link to a script",
			[row(link({ url: "javascript:alert(1)" }))],
			"has the button Open that leads to javascript:alert(1)",
		],
		[
			"a link of 513",
			[row(link({ url: `https://bear.example/${"x".repeat(492)}` }))],
			"body/data/components/0/components/0/url: String is too long (513 > 512).",
		],
		[
			"a button that says nothing",
			[row(button({ label: undefined }))],
			"has the button again with neither label nor emoji",
		],
		[
			"a label of 81",
			[row(button({ label: "x".repeat(81) }))],
			"body/data/components/0/components/0/label: String is too long (81 > 80).",
		],
		[
			"a premium button with a label",
			[row({ type: 2, style: 6, sku_id: "1", label: "Buy" })],
			"has the button Buy of style 6 with label",
		],
		[
			"26 options",
			[row(select({ options: Array.from({ length: 26 }, (_, n) => option(`${n}`)) }))],
			expect.stringContaining("body/data/components/0/components/0/options"),
		],
		[
			"no options",
			[row(select({ options: [] }))],
			expect.stringContaining("body/data/components/0/components/0/options"),
		],
		[
			"a value twice",
			[row(select({ options: [option("a"), option("a", { label: "b" })] }))],
			"has the select style with the value a twice",
		],
		[
			"two defaults",
			[row(select({ options: [option("a", { default: true }), option("b", { default: true })] }))],
			"has the select style with 2 defaults, and 1 can be chosen",
		],
		[
			"more to choose than there is",
			[row(select({ max_values: 3 }))],
			"has the select style of which 1 to 3 are to be chosen",
		],
		[
			"eleven pictures",
			[{ type: 12, items: Array.from({ length: 11 }, () => ({ media: { url: "https://bear.example" } })) }],
			expect.stringContaining("body/data/components/0/items"),
		],
		[
			"a picture that is not over TLS",
			[gallery("http://bear.example/a.png")],
			"has media at http://bear.example/a.png",
		],
		[
			"a picture in the address",
			[gallery("data:image/png;base64,AA")],
			"has media at data:image/png;base64,AA",
		],
	])("with %s are wrong", (_, list, problem) => {
		expect(components(...list)).toContainEqual(problem);
	});

	it.each(["http://localhost:8787/avatar/x.png?size=512", "http://127.0.0.1/x.png", "attachment://x.png"])(
		"may show %s",
		(url) => expect(components(gallery(url))).toEqual([]),
	);
});

describe("a message to an interaction's webhook", () => {
	it("is as one in an answer", () => {
		const list = [container(text("x"), row(button()))];
		expect(webhookMessageProblems({ flags: IS_COMPONENTS_V2, components: list }, { isNew: true })).toEqual(
			[],
		);
		expect(webhookMessageProblems({ components: list }, { isNew: false, flags: IS_COMPONENTS_V2 })).toEqual(
			[],
		);
		expect(webhookMessageProblems({ components: list }, { isNew: false })).toHaveLength(1);
		expect(webhookMessageProblems({}, { isNew: true })).toEqual(["is an empty message"]);
		expect(webhookMessageProblems({ tts: true }, { isNew: false })).toEqual(["body/tts is unknown"]);
	});
});
