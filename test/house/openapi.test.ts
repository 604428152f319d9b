import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Linted by what nobody here wrote. It asks nobody for anything: its telemetry and its look for updates are off. */
function lint(file: string) {
	const cli = join(root, "node_modules/@redocly/cli/bin/cli.js");
	const { status, stdout } = spawnSync(
		process.execPath,
		[cli, "lint", file, "--config", "test/house/redocly.yaml", "--format", "json"],
		{
			cwd: root,
			encoding: "utf8",
			env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
		},
	);
	const { problems } = JSON.parse(stdout) as { problems: { ruleId: string; message: string }[] };
	return { status, problems: problems.map(({ ruleId, message }) => `${ruleId}: ${message}`) };
}

it("/openapi.json is what OpenAPI 3.1 wants, with examples that fit their schemas", () => {
	expect(lint("static/openapi.json")).toEqual({ status: 0, problems: [] });
});
