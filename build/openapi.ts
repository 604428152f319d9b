/** Makes `/openapi.json` for build.ts, with the Worker's own schemas and tables. */
import { workerCode } from "./worker_code.ts";

export async function openApi(root: string): Promise<string> {
	const { openApi } = await workerCode<{ openApi: () => Promise<object> }>(
		root,
		'export { openApi } from "./src/openapi/document";',
	);
	return JSON.stringify(await openApi());
}
