/**
 * `npm run house`: reads who imports whom in src/, and draws it into docs/architecture.md. test/house/ holds the rules,
 * and fails where the drawing is out of date.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, posix, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** An import of one file of src/ by another, both without their endings: `routes/login`, `http/limits`. */
export interface Import {
	from: string;
	/** A file of src/; `../` and more for one outside; `package:` and its name for a package. */
	to: string;
	/** Whether it brings types, and so nothing that runs. */
	types: boolean;
}

/** The rooms, from the top of the house to its bottom: each imports only what is on lower floors. */
export const FLOORS = [
	["index", "client"],
	["app", "openapi"],
	["routes"],
	["http"],
	["pages"],
	["departure", "interactions"],
	["control_room"],
	["wire"],
	["journey"],
	["storage", "discord"],
	["avatar"],
	["config"],
	["metrics"],
	["errors", "outbound", "security_headers", "duration", "logged_out"],
];

/** A file's room: its folder in src/, or itself. */
export function roomOf(file: string): string {
	return file.split("/")[0] ?? file;
}

/** Every import in src/, but for what the build has generated. */
export async function importsOfHouse(): Promise<Import[]> {
	const names = await readdir(join(root, "src"), { recursive: true });
	const files = names.map((name) => name.replaceAll(sep, "/")).filter((name) => /\.tsx?$/.test(name));
	const written = files.filter((name) => !name.startsWith("avatar/generated/")).sort();
	const read = written.map(async (name) => importsIn(name, await readFile(join(root, "src", name), "utf8")));
	return (await Promise.all(read)).flat();
}

const IMPORT = /(?:^(?:import|export)\s(?<what>[^"=;()]*?)\sfrom\s|^import\s|\bimport\(\s*)"(?<to>[^"]+)"/gm;
const TYPES = /^type\s|^\{(?:\s*type\s[^,}]+,?)+\s*\}$/;

function importsIn(name: string, text: string): Import[] {
	return [...text.matchAll(IMPORT)].map(({ groups: { what = "", to = "" } = {} }) => ({
		from: withoutEnding(name),
		to: to.startsWith(".") ? withoutEnding(posix.join(posix.dirname(name), to)) : `package:${to}`,
		types: TYPES.test(what),
	}));
}

function withoutEnding(name: string): string {
	return name.replace(/(?:\.d)?\.tsx?$/, "");
}

/** Who imports whom, as a Mermaid flowchart and a list, for docs/architecture.md. */
export function drawingOf(imports: readonly Import[]): string {
	const rooms = FLOORS.flat();
	const between = imports.filter(({ from, to }) => rooms.includes(roomOf(to)) && roomOf(from) !== roomOf(to));
	const below = (room: string) => {
		const own = between.filter(({ from }) => roomOf(from) === room);
		return rooms.filter((other) => own.some(({ to }) => roomOf(to) === other));
	};
	const reaches = (room: string, other: string): boolean =>
		below(room).some((next) => next === other || reaches(next, other));
	const arrows = rooms.flatMap((room) => {
		const all = below(room);
		const direct = all.filter((other) => !all.some((next) => next !== other && reaches(next, other)));
		return direct.map((other) => `  ${room} --> ${other}`);
	});
	const lines = rooms.map((room) => `- \`${room}\` imports ${below(room).join(", ") || "no room"}`);
	return ["```mermaid", "flowchart TB", ...arrows, "```", "", ...lines].join("\n");
}

const DOCUMENT = join(root, "docs/architecture.md");
const DRAWN = /(?<=<!-- drawn by `npm run house` -->\n\n)[\s\S]*?(?=\n\n<!-- end -->)/;

/** The document as it is, and as it should be. */
export async function documents(): Promise<{ present: string; right: string }> {
	const present = await readFile(DOCUMENT, "utf8");
	const drawing = drawingOf(await importsOfHouse());
	return { present, right: present.replace(DRAWN, () => drawing) };
}

if (import.meta.main) await writeFile(DOCUMENT, (await documents()).right);
