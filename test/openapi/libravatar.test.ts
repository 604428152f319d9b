import { expect, it } from "vitest";
import { useInternet } from "../internet";
import { Visitor } from "../visitor";
import { type Described, OPERATIONS } from "./contract";

useInternet();

const visitor = new Visitor();
const HASH = "40f8d096a3777232204cb3f796c577b7";

const described = OPERATIONS.filter(({ path }) => path.startsWith("/libravatar/"));

/** The paths of each ending that is described, or the one without. */
function filesOf({ path, parameters }: Described): string[] {
	const endings = parameters.find(({ name }) => name === "ending")?.schema.enum ?? [""];
	return endings.map((ending) => path.replace("{hash}", HASH).replace("{ending}", String(ending)));
}

const codesIn = ({ answers }: Described, status: number) =>
	JSON.stringify(answers[status]).match(/(?<=`)\w+(?=`:)/g) ?? [];

it.each(described)("what is said of $path is what it answers, and no more", async (operation) => {
	const types = new Set<string>();
	for (const file of filesOf(operation)) {
		const response = await visitor.ask(`${file}?s=16`);
		expect(response.status, file).toBe(200);
		types.add(response.headers.get("Content-Type") ?? "");
		const named = Object.keys(operation.answers[200]?.headers ?? {});
		expect(named.filter((name) => !response.headers.has(name))).toEqual([]);
		await response.body?.cancel();
	}
	expect(Object.keys(operation.answers[200]?.content ?? {}).sort()).toEqual([...types].sort());
	expect(codesIn(operation, 400)).toEqual(["option_invalid", "picture_undrawable"]);
	expect(codesIn(operation, 404)).toEqual(["file_not_found", "style_unknown"]);
});
