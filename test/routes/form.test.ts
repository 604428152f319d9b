import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/wire";
import { useInternet } from "../internet";
import { CHOICES, codeOf, Visitor } from "../visitor";

useInternet();

const without = (field: keyof typeof CHOICES) => {
	const { [field]: _, ...rest } = CHOICES;
	return rest;
};

describe("a body in another character set than UTF-8", () => {
	const FORM = "application/x-www-form-urlencoded";
	it.each([
		[`${FORM}; charset=utf-16`, 415],
		[`${FORM};charset="UTF-16LE"`, 415],
		[`${FORM}; charset=iso-8859-1`, 415],
		[`${FORM}; charset=`, 415],
		["application/json; charset=utf-16", 415],
		["multipart/form-data; boundary=x", 415],
		["text/plain", 415],
		["", 415],
		[FORM, 200],
		[`${FORM}; charset=UTF-8`, 200],
		[`${FORM}; charset="utf-8"`, 200],
		[`${FORM}; boundary=x; charset=utf8`, 200],
		[";charset=utf-8", 415],
	])("%s is answered with %i, at both forms", async (type, status) => {
		const body = type.startsWith("application/json")
			? JSON.stringify(CHOICES)
			: `${new URLSearchParams(CHOICES)}`;
		for (const path of ["/get_avatar", "/studio"]) {
			const response = await new Visitor().ask(path, {
				method: "POST",
				headers: { Accept: "application/json", "Content-Type": type },
				body: new TextEncoder().encode(body),
			});
			expect(response.status < 400 ? 200 : response.status).toBe(status);
			if (status === 415) expect(await codeOf(response)).toBe("content_type_unsupported");
		}
	});
});

describe("the form", () => {
	it.each([
		["no seed", without("seed"), "seed"],
		["an unknown seed", { ...CHOICES, seed: "password" }, "seed"],
		["a seed that is a list", { ...CHOICES, seed: ["username"] }, "seed"],
		["no style", without("style"), "style"],
		["an unknown style", { ...CHOICES, style: "monalisa" }, "style"],
		["a style that is every object's", { ...CHOICES, style: "constructor" }, "style"],
		["a style that is a number", { ...CHOICES, style: 7 }, "style"],
		["no mood for a style with a face", without("mood"), "mood"],
		["an unknown mood", { ...CHOICES, mood: "angry" }, "mood"],
		["a mood that the style has no drawing for", { ...CHOICES, style: "bottts", mood: "sad" }, "mood"],
		["a mood for a style without a face", { ...CHOICES, style: "rings" }, "mood"],
		["no background", without("backgroundColor"), "backgroundColor"],
		["a background with a hash", { ...CHOICES, backgroundColor: "#b6e3f4" }, "backgroundColor"],
		["a background that is a name", { ...CHOICES, backgroundColor: "red" }, "backgroundColor"],
		["a background that is null", { ...CHOICES, backgroundColor: null }, "backgroundColor"],
		["an extra seed that is too long", { ...CHOICES, extra: "x".repeat(101) }, "extra"],
		["an extra seed with a bear too many", { ...CHOICES, extra: "🐻".repeat(101) }, "extra"],
		["an extra seed with a line break", { ...CHOICES, extra: "a\r\nX-Evil: b" }, "extra"],
		["an extra seed with half a character", { ...CHOICES, extra: "\ud83d" }, "extra"],
		["an extra seed that is an object", { ...CHOICES, extra: {} }, "extra"],
		[
			"three colours of a background",
			{ ...CHOICES, backgroundColor: "ff0000,00ff00,0000ff" },
			"backgroundColor",
		],
		["half a gradient", { ...CHOICES, backgroundColor: "ff0000," }, "backgroundColor"],
		["a gradient to nothing", { ...CHOICES, backgroundColor: "ff0000,transparent" }, "backgroundColor"],
		["another style's options", { ...CHOICES, options: "topVariant=bun" }, "options"],
		["a variant that there is not", { ...CHOICES, options: "hairVariant=variant99" }, "options"],
		["options that every object has", { ...CHOICES, options: "__proto__=1&constructor=1" }, "options"],
		["options that are an object", { ...CHOICES, options: { rotate: "10" } }, "options"],
		["options that are a list", { ...CHOICES, options: ["rotate=10"] }, "options"],
		["options that are null", { ...CHOICES, options: null }, "options"],
		["options out of range", { ...CHOICES, options: "rotate=361" }, "options"],
		["options in brackets", { ...CHOICES, options: "hairVariant[]=variant01" }, "options"],
		["options with an encoded end of text", { ...CHOICES, options: "rotate=1%000" }, "options"],
		["options that are no UTF-8", { ...CHOICES, options: "hairVariant=%ff" }, "options"],
		["options with half a character", { ...CHOICES, options: "rotate=\udc00" }, "options"],
		["more options than there may be", { ...CHOICES, options: `rotate=${"0".repeat(1494)}` }, "options"],
		["a size", { ...CHOICES, options: "size=4096" }, "options"],
		["an unknown field", { ...CHOICES, admin: true }, "admin"],
		["a prototype", `{"__proto__":{"seed":"username"},"style":"lorelei"}`, "seed"],
	])("refuses %s and names the field", async (_, body, field) => {
		const response = await new Visitor().submit(body);
		expect(response.status).toBe(400);
		expect(response.headers.get("Content-Type")).toBe("application/problem+json");
		const problem = await response.json<Problem>();
		expect(problem.code).toBe("field_invalid");
		expect(problem.errors?.map((error) => error.field)).toContain(field);
		for (const { message } of problem.errors ?? []) expect(message).toMatch(/^[A-Z].+\.$/);
	});

	it.each([
		["a list", "[]"],
		["a number", "1"],
		["null", "null"],
		["text", '"lorelei"'],
	])("refuses JSON that is %s", async (_, body) => {
		const response = await new Visitor().submit(body);
		expect(response.status).toBe(400);
		expect(await codeOf(response)).toBe("field_invalid");
	});

	it("names every field that is wrong, once", async () => {
		const { errors } = await (await new Visitor().submit({})).json<Problem>();
		expect(errors?.map(({ field }) => field).sort()).toEqual(["backgroundColor", "seed", "style"]);
	});

	it.each([
		["broken JSON", 400, "body_malformed", "application/json", "{"],
		["nothing", 400, "body_malformed", "application/json", ""],
		["another type", 415, "content_type_unsupported", "text/plain", "seed=username"],
		["a file upload", 415, "content_type_unsupported", "multipart/form-data; boundary=x", "--x--"],
		["no type", 415, "content_type_unsupported", "", "x"],
		[
			"more than 8 KiB",
			413,
			"body_too_large",
			"application/json",
			JSON.stringify({ extra: "x".repeat(8192) }),
		],
	])("refuses %s", async (_, status, code, type, body) => {
		const response = await new Visitor().submit(body, { "Content-Type": type });
		expect(response.status).toBe(status);
		expect(await codeOf(response)).toBe(code);
	});

	it("counts the bytes of a body that does not say its length", async () => {
		const stream = new Blob([JSON.stringify({ ...CHOICES, extra: "x".repeat(9000) })]).stream();
		const response = await new Visitor().ask("/get_avatar", {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: stream,
		});
		expect(await codeOf(response)).toBe("body_too_large");
	});

	it("refuses a field that comes twice", async () => {
		const fields = Object.entries({ ...CHOICES }) as [string, string][];
		const response = await new Visitor().ask("/get_avatar", {
			method: "POST",
			headers: { "Content-Type": "application/x-www-form-urlencoded" },
			body: new URLSearchParams([...fields, ["seed", "avatar"]]).toString(),
		});
		const { errors } = await response.json<Problem>();
		expect(errors?.map(({ field }) => field)).toEqual(["seed"]);
	});

	it.each([
		["a style without a face and no mood", { ...without("mood"), style: "rings" }],
		["an empty mood for a style without a face", { ...CHOICES, style: "rings", mood: "" }],
		["no extra seed", without("extra")],
		["a background in capitals", { ...CHOICES, backgroundColor: "B6E3F4" }],
		["no background", { ...CHOICES, backgroundColor: "transparent" }],
		["the longest extra seed", { ...CHOICES, extra: "🐻".repeat(100) }],
		["no options", without("options")],
		["options", { ...CHOICES, options: "hairVariant=variant01&rotate=10" }],
		["options that the mood overrides", { ...CHOICES, options: "mouthVariant=sad04&mouthProbability=0" }],
		["the longest options", { ...CHOICES, options: `rotate=${"0".repeat(1493)}` }],
		["a gradient", { ...CHOICES, backgroundColor: "FF0000,00ff00", options: "backgroundColorFill=radial" }],
	])("takes %s", async (_, body) => {
		expect((await new Visitor().submit(body)).status).toBe(200);
	});

	it("comes back as a page, filled in, with the sentence at its field, for a browser without script", async () => {
		const response = await new Visitor().submitForm({
			...CHOICES,
			style: "bottts",
			mood: "sad",
			extra: '"><script>alert(1)</script>',
		});
		expect(response.status).toBe(400);
		expect(response.headers.get("Content-Type")).toMatch(/^text\/html/);
		const page = await response.text();
		expect(page).toContain("Bottts cannot look sad.");
		expect(page).toContain("&quot;&gt;&lt;script&gt;alert(1)");
		expect(page).not.toContain("<script>alert");
	});
});
