/** What would change at Discord when commands are registered, as data and in words. Nothing here asks anybody. */
import type {
	APIApplicationCommand,
	RESTPutAPIApplicationCommandsJSONBody as Commands,
} from "discord-api-types/v10";

type Command = Commands[number];

/** What Discord says of a command besides what was registered: its own, or followed from something else. */
const DISCORDS_OWN = [
	"application_id",
	"guild_id",
	"version",
	"dm_permission",
	"default_permission",
	"name_localized",
	"description_localized",
];

/** "Only for globally-scoped commands": in one guild they have no meaning, and are not kept. */
const GLOBAL_ONLY = ["contexts", "integration_types"];

/** What becomes of one command. */
export interface Change {
	/** As people see it: `/avatar`. */
	title: string;
	is: "added" | "changed" | "removed" | "kept" | "same";
	/** For a changed one: `options.style.description: "…" → "…"`. */
	fields: string[];
}

/**
 * What a registration does, and what is sent for it.
 * @param ours the commands as they are to be
 * @param there the commands as Discord has them, with all localisations
 */
export function changesFrom(
	there: readonly APIApplicationCommand[],
	ours: Commands,
	{ inGuild = false, removeOthers = false } = {},
): { changes: Change[]; body: Commands } {
	const left = inGuild ? [...DISCORDS_OWN, ...GLOBAL_ONLY] : DISCORDS_OWN;
	const wanted = ours.map((command) => without(command, inGuild ? GLOBAL_ONLY : []) as Command);
	const others = there.filter((command) => !wanted.some((own) => keyOf(own) === keyOf(command)));
	const changes = wanted.map((own): Change => {
		const present = there.find((command) => keyOf(command) === keyOf(own));
		if (!present) return { title: titleOf(own), is: "added", fields: [] };
		const fields = differences(partsOf(without(present, [...left, "id"])), partsOf(own));
		return { title: titleOf(own), is: fields.length > 0 ? "changed" : "same", fields };
	});
	const fate = others.map(
		(command): Change => ({ title: titleOf(command), is: removeOthers ? "removed" : "kept", fields: [] }),
	);
	// A bulk overwrite removes what it does not name.
	const kept = removeOthers ? [] : others.map((command) => without(command, left) as Command);
	return { changes: [...changes, ...fate], body: [...wanted, ...kept] };
}

const SIGNS = { added: "+", changed: "~", removed: "-", kept: " ", same: "=" } as const;

/** The changes as lines for a terminal. */
export function inLines(changes: readonly Change[]): string[] {
	return changes.flatMap(({ title, is, fields }) => [
		`${SIGNS[is]} ${title}${is === "kept" ? " (not ours: it stays)" : ""}`,
		...fields.map((field) => `    ${field}`),
	]);
}

/** What Discord tells commands apart by: there may be two of a name, of different types. */
const keyOf = ({ type, name }: Pick<Command, "type" | "name">) => `${type ?? 1} ${name}`;

/** How a command reads: `/avatar`, or in which menu it stands. */
export function titleOf({ type = 1, name }: Pick<Command, "type" | "name">): string {
	return type === 1 ? `/${name}` : `${name}${{ 2: " (on a person)", 3: " (on a message)" }[type as 2] ?? ""}`;
}

function without(command: object, names: readonly string[]): object {
	return Object.fromEntries(Object.entries(command).filter(([name]) => !names.includes(name)));
}

/** A command's parts by where they are: `options.mood.choices.happy.name` → `"Happy"`. */
function partsOf(command: object): Map<string, string> {
	return new Map(leaves("", { type: 1, ...command }));
}

function leaves(path: string, value: unknown): [string, string][] {
	// Discord leaves out what is not said, and says what was left out: both mean the same.
	if (value === null || value === undefined || value === false || value === "") return [];
	const at = (name: string) => (path ? `${path}.${name}` : name);
	if (Array.isArray(value)) {
		const named = value.filter((each) => Object(each) === each);
		if (named.length === 0)
			return value.length === 0 ? [] : [[path, JSON.stringify(value.map(String).sort())]];
		const nameOf = (each: { name: string; value?: unknown }) => String(each.value ?? each.name);
		// Their order is the order in which people see them.
		const order: [string, string] = [path, named.map(nameOf).join(", ")];
		return [order, ...named.flatMap((each) => leaves(at(nameOf(each)), each))];
	}
	if (typeof value !== "object") return [[path, JSON.stringify(value)]];
	return Object.entries(value).flatMap(([name, part]) => leaves(at(name), part));
}

function differences(present: Map<string, string>, wanted: Map<string, string>): string[] {
	const paths = [...new Set([...present.keys(), ...wanted.keys()])].sort();
	return paths
		.filter((path) => present.get(path) !== wanted.get(path))
		.map((path) => `${path}: ${present.get(path) ?? "none"} → ${wanted.get(path) ?? "none"}`);
}
