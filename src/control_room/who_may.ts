import type { Endpoint } from "./endpoint_table";

/** Who may use an endpoint, in words. */
export function whoMay({ pattern, right }: Endpoint): string {
	if (right === "session") return "whoever is logged in";
	if (right === "member") return "every member of the guild";
	if ("never" in right) return `nobody, for ${right.never}`;
	const either = (need: string) =>
		need.replace(/^(\w+)\|(\w+)$/, right.length > 1 ? "($1 or $2)" : "$1 or $2");
	return `${right.map(either).join(" and ")}${pattern.includes("{channel}") ? ", in the channel" : ""}`;
}

/** Whether an endpoint is closed to everybody. */
export function isClosed({ right }: Endpoint): boolean {
	return typeof right === "object" && "never" in right;
}
