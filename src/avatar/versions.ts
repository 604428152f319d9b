import { collectionVersion } from "./versions/collection";
import { v10 } from "./versions/v10";
import { v11 } from "./versions/v11";
import type { Version } from "./versions/version";

export type { Picture, StyleReader, Version } from "./versions/version";

/** A row of the table: how a version is had, and whether it is final. */
export interface VersionRow {
	/** Gets it ready when it is first asked for, and then has it. */
	version(): Version | Promise<Version>;
	/** A release candidate: its pictures may still change. */
	isNext?: true;
}

/** The major versions of DiceBear that are drawn here, as they begin an address. */
export const VERSIONS: ReadonlyMap<string, VersionRow> = new Map<string, VersionRow>([
	["5.x", kept(() => collectionVersion(5))],
	["6.x", kept(() => collectionVersion(6))],
	["7.x", kept(() => collectionVersion(7))],
	["8.x", kept(() => collectionVersion(8))],
	["9.x", kept(() => collectionVersion(9))],
	["10.x", { version: () => v10 }],
	["11.x", { ...kept(v11), isNext: true }],
]);

function kept(start: () => Promise<Version>): VersionRow {
	let there: Version | undefined;
	return {
		version() {
			return (
				there ??
				start().then((version) => {
					there = version;
					return version;
				})
			);
		},
	};
}
