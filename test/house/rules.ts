import { FLOORS, type Import, roomOf } from "../../build/house.ts";

/** The rooms that import only what is named here: files, or whole rooms. */
const ONLY: Readonly<Record<string, { values: readonly string[]; types?: readonly string[] }>> = {
	avatar: { values: ["outbound"] },
	/** HTML as functions of data. */
	pages: {
		values: [
			"avatar",
			"control_room/described_settings",
			"control_room/endpoint_table",
			"control_room/settings",
			"control_room/who_may",
			"discord/profile",
			"duration",
			"errors",
			"security_headers",
		],
	},
	/** What runs in the browser is data and pure functions, without zod and the styles' catalogue. */
	client: {
		values: [
			"avatar/background",
			"avatar/data_url",
			"avatar/drawing",
			"avatar/examples",
			"avatar/faint",
			"avatar/fields",
			"avatar/formats",
			"avatar/generated/engine",
			"avatar/look",
			"avatar/moods",
			"avatar/option_text",
			"avatar/options",
			"avatar/query",
			"avatar/sizes",
			"avatar/snippets",
			"avatar/style_options",
			"avatar/style_search",
			"discord/profile",
			"duration",
			"logged_out",
		],
		types: ["avatar", "errors", "wire"],
	},
};

/** The one file outside src/ that may be imported: the product's version. */
const OUTSIDE = "../package.json";

/** What is against the rules of the house, as a sentence for each. */
export function violationsIn(imports: readonly Import[]): string[] {
	return [...imports.flatMap((each) => problemOf(each) ?? []), ...circlesIn(imports)];
}

function problemOf({ from, to, types }: Import): string | undefined {
	const says = (rule: string) => `${from} imports ${to}: ${rule}.`;
	const [room, other] = [roomOf(from), roomOf(to)];
	if (to.startsWith("package:")) {
		const browser = room === "client" && !types;
		return browser ? says("client/ brings no package into the browser") : undefined;
	}
	if (to.startsWith("../"))
		return to === OUTSIDE ? undefined : says("src/ imports nothing from outside, and never from test/");
	if (room === other)
		return room === "routes" ? says("no route imports another; what routes share is in http/") : undefined;
	if (to === "wire" && !types && room !== "openapi")
		return says("wire's schemas describe what is said, and only openapi/ takes more of them than types");
	const [floor, otherFloor] = [floorOf(room), floorOf(other)];
	if (floor === -1 || otherFloor === -1)
		return says(`${floor === -1 ? room : other} has no floor in build/house.ts`);
	if (floor >= otherFloor) return says(`imports run one way, and ${other} is not below ${room}`);
	const only = ONLY[room];
	const allowed = [...(only?.values ?? []), ...((types && only?.types) || [])];
	if (only && !allowed.some((name) => to === name || to.startsWith(`${name}/`)))
		return says(`of ${types ? "types" : "values"}, ${room}/ imports only ${allowed.join(", ")}`);
	return undefined;
}

function floorOf(room: string): number {
	return FLOORS.findIndex((floor) => floor.includes(room));
}

/** Each circle of files once, types included. */
function circlesIn(imports: readonly Import[]): string[] {
	const next = Map.groupBy(imports, ({ from }) => from);
	const done = new Set<string>();
	const circles: string[] = [];
	const follow = (file: string, path: readonly string[]) => {
		const start = path.indexOf(file);
		if (start !== -1) circles.push(`${[...path.slice(start), file].join(" imports ")}: no circles.`);
		if (start !== -1 || done.has(file)) return;
		for (const { to } of next.get(file) ?? []) follow(to, [...path, file]);
		done.add(file);
	};
	for (const file of next.keys()) follow(file, []);
	return circles;
}
