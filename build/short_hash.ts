import { createHash } from "node:crypto";

/** What a name tells of what is in a file. */
export function shortHash(contents: string): string {
	return createHash("sha256").update(contents).digest("hex").slice(0, 8);
}
