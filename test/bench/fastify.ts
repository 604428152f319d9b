import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { endWithUs } from "./process.ts";

/** Starts Fastify in a process of its own; it listens when this resolves. */
export async function startFastify(svg: string): Promise<{ process: ChildProcess; port: number }> {
	const child = endWithUs(
		spawn(process.execPath, [join(import.meta.dirname, "fastify_server.ts")], {
			stdio: ["ignore", "pipe", "inherit"],
			env: { ...process.env, NODE_ENV: "production", SVG: svg },
		}),
	);
	const [port] = await once(createInterface({ input: child.stdout }), "line");
	return { process: child, port: Number(port) };
}
