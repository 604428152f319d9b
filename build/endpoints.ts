/**
 * `npm run endpoints`: writes the endpoints of `/botapi` into docs/control-room.md, by who may use them, from the rows of
 * src/control_room/endpoint_table.ts. test/house/ fails where the list is out of date.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Endpoint } from "../src/control_room/endpoint_table.ts";
import type { whoMay } from "../src/control_room/who_may.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

type WhoMay = typeof whoMay;

/** The table, and its rights in words, as the Worker has them. */
async function table(): Promise<{ ENDPOINTS: readonly Endpoint[]; whoMay: WhoMay }> {
	const { outputFiles } = await build({
		stdin: {
			contents: 'export * from "./endpoint_table"; export * from "./who_may";',
			resolveDir: join(root, "src/control_room"),
		},
		bundle: true,
		format: "esm",
		write: false,
	});
	const [file] = outputFiles;
	const code = Buffer.from(file?.contents ?? []).toString("base64");
	return import(`data:text/javascript;base64,${code}`);
}

/** The rows by who may use them, those that few need after those that many do. */
function listOf(rows: readonly Endpoint[], whoMay: WhoMay): string {
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
export function endpointsIn(rows: readonly Endpoint[], whoMay: WhoMay): string {
	const isClosed = ({ right }: Endpoint) => typeof right === "object" && "never" in right;
	const reads = rows.filter((row) => row.method === "GET");
	const open = reads.filter((row) => !isClosed(row));
	return [
		`Of Discord's ${reads.length} endpoints for GET, ${open.length} are open:`,
		listOf(open, whoMay),
		"The writes:",
		listOf(
			rows.filter((row) => row.method !== "GET"),
			whoMay,
		),
		"Closed:",
		listOf(reads.filter(isClosed), whoMay),
	].join("\n\n");
}

const DOCUMENT = join(root, "docs/control-room.md");
const LISTED = /(?<=<!-- listed by `npm run endpoints` -->\n\n)[\s\S]*?(?=\n\n<!-- end -->)/;

/** The document as it is, and as it should be. */
export async function document(): Promise<{ present: string; right: string }> {
	const present = await readFile(DOCUMENT, "utf8");
	const { ENDPOINTS, whoMay } = await table();
	const list = endpointsIn(ENDPOINTS, whoMay);
	return { present, right: present.replace(LISTED, () => list) };
}

if (import.meta.main) await writeFile(DOCUMENT, (await document()).right);
