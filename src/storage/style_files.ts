import files from "../avatar/generated/style_files.json";
import type { StyleReader } from "../avatar/versions";
import type { Env } from "../config";
import { AppError } from "../errors";
import { withinDeadline } from "../outbound";

/**
 * Reads the styles' files in static/styles/, which build/build.ts puts there.
 * What it throws: AppError `storage_unavailable`
 */
export function styleFiles({ ASSETS }: Pick<Env, "ASSETS">): StyleReader {
	return async (major, style) => {
		const path = `/styles/${files.version}/${major}/${style}.json`;
		try {
			return await withinDeadline(read(ASSETS, path));
		} catch (cause) {
			throw new AppError("storage_unavailable", { cause });
		}
	};
}

/** @throws Error for whatever is not a style's file */
async function read(assets: Fetcher, path: string): Promise<string> {
	const response = await assets.fetch(new URL(path, "https://assets.invalid"));
	const text = await response.text();
	if (!response.ok || !text.startsWith("{")) throw new Error(`${path}: ${response.status}, and not a style`);
	return text;
}
