/**
 * Every style of every version but 10, drawn by the deployed Worker on workerd and by the version's own library on Node: all must
 * be the same, byte for byte.
 *
 *     npm run versions -- --seeds 50
 *
 * `--write` writes the sample that the tests hold the Worker against (test/versions/sample.json), by the libraries alone.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { COLLECTIONS } from "../../build/collections.ts";
import { end } from "../bench/process.ts";
import { bundleProduct, bundleReferences, startWorkerd, writeProductConfig } from "../bench/workerd.ts";
import { Random } from "../fuzz/random.ts";
import { collectionLibrary, type Library, nextLibrary } from "./library.ts";

/** Asked at once: the machine draws each picture twice. */
const CONNECTIONS = 8;

const { values } = parseArgs({
	options: { seeds: { type: "string", default: "50" }, write: { type: "boolean", default: false } },
});

const libraries = [...(await Promise.all(COLLECTIONS.map(collectionLibrary))), await nextLibrary()];
if (values.write) writeSample();
else process.exitCode = (await compareAll(Number(values.seeds))) ? 0 : 1;

/** For each style of each version one address, and the beginning of its picture's SHA-256. */
function writeSample(): void {
	const sample = libraries.flatMap(({ name, styles, ask }) =>
		styles.map((style, i) => {
			const { query, svg } = ask(style, i, new Random(i + 1));
			return [`/${name}/${style}/svg?${query}`, digestOf(svg)];
		}),
	);
	writeFileSync(join(import.meta.dirname, "sample.json"), `${JSON.stringify(sample, undefined, "\t")}\n`);
}

function digestOf(svg: string): string {
	return createHash("sha256").update(svg).digest("hex").slice(0, 16);
}

/** Whether all are the same. Says how many there were, and names the first few that are not. */
async function compareAll(seeds: number): Promise<boolean> {
	const folder = mkdtempSync(join(tmpdir(), "discobear-versions-"));
	bundleProduct(join(folder, "product"));
	await bundleReferences(join(folder, "references"));
	const server = await startWorkerd(writeProductConfig(folder, "<svg/>"), 2);
	const site = `http://127.0.0.1:${server.ports.get("product")}`;
	try {
		const rows: Record<string, object> = {};
		for (const library of libraries) {
			const wrong = await compare(site, library, seeds);
			rows[library.name] = {
				styles: library.styles.length,
				pictures: library.styles.length * seeds,
				different: wrong.length,
			};
			for (const path of wrong.slice(0, 5)) console.error(`Not the same: ${path}`);
		}
		console.table(rows);
		return Object.values(rows).every((row) => "different" in row && row.different === 0);
	} finally {
		await end(server.process);
		rmSync(folder, { recursive: true });
	}
}

/** The addresses whose pictures differ. */
async function compare(site: string, { name, styles, ask }: Library, seeds: number): Promise<string[]> {
	const wrong: string[] = [];
	const asked = styles.flatMap((style) => Array.from({ length: seeds }, (_, seed) => ({ style, seed })));
	const converse = async () => {
		for (let next = asked.pop(); next; next = asked.pop()) {
			const { style, seed } = next;
			const { query, svg, json } = ask(style, seed, new Random(seed * 1009 + style.length));
			// In the path, what is encoded is decoded twice.
			const inQuery = seed % 2 || query.includes("%");
			const path = inQuery ? `/${name}/${style}/svg?${query}` : `/${name}/${style}/svg/${query}`;
			const same = (await (await fetch(`${site}${path}`)).text()) === Buffer.from(svg).toString();
			const told = await fetch(`${site}/${name}/${style}/json?${query}`);
			if (!same || (await told.text()) !== Buffer.from(JSON.stringify(json)).toString()) wrong.push(path);
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, converse));
	return wrong;
}
