import { AppError } from "../errors";
import type { AppContext } from "./browser";

/** The one entity tag of a version: RFC 9110, 8.8.3. A weak one is none, and `*` would be any. */
const VERSION = /^"(\d{1,15})"$/;

/** A version as an entity tag. */
export function versionTag(version: number): string {
	return `"${version}"`;
}

/**
 * The version that a write was based on, as `If-Match` says it (RFC 9110, 13.1.1).
 * @throws AppError `version_missing` where it says none: RFC 6585, 3
 */
export function requireVersion(c: AppContext): number {
	const [, version] = VERSION.exec(c.req.header("If-Match")?.trim() ?? "") ?? [];
	if (version === undefined) throw new AppError("version_missing");
	return Number(version);
}
