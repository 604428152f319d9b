import { describe, expect, it } from "vitest";
import { client, DANCE_FLOOR, MIRA, type Sent } from "./client.fixture";

const STYLES = ["Big Smile", "Bottts"].map((name) => ({ name, value: name.toLowerCase().replace(" ", "-") }));
const answers = ({ type, data }: Sent) => {
	if (type !== 4) return { type: 4, data: { content: "Drawn" } };
	const typed = data.options.at(-1).value.toLowerCase();
	return { type: 8, data: { choices: STYLES.filter(({ name }) => name.toLowerCase().includes(typed)) } };
};
const labels = (suggestions: { label: string }[]) => suggestions.map(({ label }) => label);

describe("what could come next", () => {
	it("is a command, in the person's language", async () => {
		const { at } = client();
		expect(await at().suggest("/a")).toEqual([
			{ label: "/avatar", detail: "Draw an avatar from your Discord name or picture.", text: "/avatar " },
		]);
		expect(labels(await at(MIRA, DANCE_FLOOR, "ja").suggest("/"))).toEqual(["/アバター"]);
		expect(await at().suggest("/b")).toEqual([]);
		expect(await at().suggest("hello")).toEqual([]);
	});

	it("is an option that is not there yet", async () => {
		const { at } = client();
		expect(labels(await at().suggest("/avatar "))).toEqual([
			"style",
			"mood",
			"background",
			"seed",
			"extra",
			"show",
		]);
		expect(await at().suggest("/avatar mood: Happy s")).toMatchObject([
			{ label: "style", text: "/avatar mood: Happy style: " },
			{ label: "seed" },
			{ label: "show" },
		]);
		expect(labels(await at(MIRA, DANCE_FLOOR, "de").suggest("/avatar sti"))).toEqual(["stil", "stimmung"]);
	});

	it("is one of an option's choices", async () => {
		const { sent, at } = client();
		expect(await at().suggest("/avatar mood:h")).toMatchObject([
			{ label: "Happy", text: "/avatar mood: Happy " },
		]);
		expect(labels(await at(MIRA, DANCE_FLOOR, "fr").suggest("/avatar humeur:"))).toHaveLength(2);
		expect(sent).toEqual([]);
	});

	it("is what the application offers, asked as Discord asks", async () => {
		const { sent, at } = client(answers);
		expect(await at().suggest("/avatar mood: Sad style: big s")).toMatchObject([
			{ label: "Big Smile", text: "/avatar mood: Sad style: Big Smile " },
		]);
		expect(sent[0]?.body).toMatchObject({
			type: 4,
			data: {
				name: "avatar",
				options: [
					{ name: "mood", value: "sad" },
					{ name: "style", value: "big s", focused: true },
				],
			},
		});
		// Once it is picked, the next option comes.
		expect(labels(await at().suggest("/avatar mood: Sad style: Big Smile "))[0]).toBe("background");
		await at().say("/avatar mood: Sad style: Big Smile");
		expect(sent.at(-1)?.body.data.options.at(-1)).toEqual({ type: 3, name: "style", value: "big-smile" });
	});

	it("is nothing where the application offers too much, which is taken down", async () => {
		const { standIn, at } = client(() => ({
			type: 8,
			data: { choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })) },
		}));
		expect(await at().suggest("/avatar style:")).toEqual([]);
		expect(standIn.violations).not.toEqual([]);
	});
});

describe("a command line", () => {
	it.each([
		["/avatar mood: angry", "mood is one of: Happy, Sad."],
		["/avatar mood:", "mood is empty."],
		[`/avatar extra: ${"x".repeat(41)}`, "extra has 41 characters; 1 to 40 are possible."],
		["/avatar happy", "“happy” is none of the options."],
		["/avatar mood: sad mood: happy", "mood is there twice."],
		["/draw", "There is no such command here."],
	])("such as %s is to be mended first", async (line, problem) => {
		const { sent, at } = client(answers);
		expect(await at().say(line)).toBe(problem);
		expect(sent).toEqual([]);
	});

	it("takes 40 characters, and not their bytes", async () => {
		const { sent, at } = client(answers);
		expect(await at().say(`/avatar extra: ${"🐻".repeat(40)}`)).toBe("");
		expect(await at().say("/avatar extra: a:b style:x")).toBe("");
		expect(sent.at(-1)?.body.data.options).toEqual([
			{ type: 3, name: "extra", value: "a:b" },
			{ type: 3, name: "style", value: "x" },
		]);
	});
});
