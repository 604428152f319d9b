import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Whether the kernel says here what a process has used. */
export const canMeasure = process.platform === "linux";

const started = new Set<ChildProcess>();

/** Has a process end with this one, however this one ends. */
export function endWithUs<T extends ChildProcess>(child: T): T {
	started.add(child);
	child.once("exit", () => started.delete(child));
	return child;
}

process.on("exit", () => {
	for (const child of started) child.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));

export async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once("exit", resolve));
	child.kill("SIGKILL");
	await gone;
}

/**
 * The CPU time that a process has used in all its threads, in seconds; NaN where it cannot be known. `schedstat` has
 * nanoseconds, `stat` only hundredths of a second. Neither server starts processes of its own.
 */
export function cpuSeconds({ pid }: ChildProcess): number {
	if (!canMeasure) return Number.NaN;
	let nanoseconds = 0;
	for (const thread of readdirSync(`/proc/${pid}/task`)) {
		nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
	}
	return nanoseconds / 1e9;
}

/** The memory that a process holds (RSS), in MiB; NaN where it cannot be known. */
export function memoryMiB({ pid }: ChildProcess): number {
	if (!canMeasure) return Number.NaN;
	return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}
