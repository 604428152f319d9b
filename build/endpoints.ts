/**
 * `npm run endpoints`: writes the endpoints of `/botapi` into docs/control-room.md, by who may use them, from the rows of
 * src/control_room/endpoint_table.ts. test/house/ fails where the list is out of date.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Endpoint } from "../src/control_room/endpoint_table.ts";
import { isClosed, whoMay } from "../src/control_room/who_may.ts";
import { workerCode } from "./worker_code.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The table, as the Worker has it. */
async function table(): Promise<readonly Endpoint[]> {
	const { ENDPOINTS } = await workerCode<{ ENDPOINTS: readonly Endpoint[] }>(
		root,
		'export { ENDPOINTS } from "./src/control_room/endpoint_table";',
	);
	return ENDPOINTS;
}

/** The rows by who may use them, those that few need after those that many do. */
function listOf(rows: readonly Endpoint[]): string {
	const groups = Map.groupBy(rows, whoMay);
	const lines = [...groups].map(([who, theirs]) => {
		const names = theirs.map(
			({ method, pattern }) => `\`${method === "GET" ? "" : `${method} `}${pattern}\``,
		);
		return `- **${who}** (${theirs.length}): ${names.join(", ")}`;
	});
	return lines.join("\n");
}

/** What the document says of them. */
export function endpointsIn(rows: readonly Endpoint[]): string {
	const reads = rows.filter((row) => row.method === "GET");
	const open = reads.filter((row) => !isClosed(row));
	return [
		`Of Discord's ${reads.length} endpoints for GET, ${open.length} are open:`,
		listOf(open),
		"The writes:",
		listOf(rows.filter((row) => row.method !== "GET")),
		"Closed:",
		listOf(reads.filter(isClosed)),
	].join("\n\n");
}

const DOCUMENT = join(root, "docs/control-room.md");
const LISTED = /(?<=<!-- listed by `npm run endpoints` -->\n\n)[\s\S]*?(?=\n\n<!-- end -->)/;

/** The document as it is, and as it should be. */
export async function document(): Promise<{ present: string; right: string }> {
	const present = await readFile(DOCUMENT, "utf8");
	const list = endpointsIn(await table());
	return { present, right: present.replace(LISTED, () => list) };
}

if (import.meta.main) await writeFile(DOCUMENT, (await document()).right);
