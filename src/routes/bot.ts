import { Hono } from "hono";
import { keptOf } from "../control_room/ask_guild";
import { filledIn, settingFields } from "../control_room/settings";
import { cursorIn, settingsHub } from "../control_room/settings_hub";
import { SNOWFLAKE } from "../discord/snowflake";
import { AppError } from "../errors";
import { botOnly } from "../http/bot_key";
import type { AppContext, AppEnv } from "../http/browser";
import { conditional } from "../http/conditional";
import { jsonProblem } from "../http/problem";
import { sha256 } from "../storage/sealed_records";
import type { BotSettings, BotSettingsChanges } from "../wire";

/** The settings for the bot itself, by its key. */
export const bot = new Hono<AppEnv>()
	.use("/bot/*", botOnly)

	.get(`/bot/guilds/:id{${SNOWFLAKE}}/settings`, conditional, async (c) => {
		const guild = c.req.param("id");
		const { values, version } = await keptOf(c.env, guild).current();
		const filled = Object.fromEntries(filledIn(settingFields(c.env), values));
		return c.json<BotSettings>({ guild, values: filled, version }, 200, {
			// Also another one where only a default is: that is no new version.
			ETag: `"${version}-${(await sha256(JSON.stringify(filled))).slice(0, 16)}"`,
		});
	})

	.get("/bot/settings", conditional, async (c) => {
		const changes = await fromHub(c, (hub) => hub.since(cursorIn(new URL(c.req.url).searchParams)));
		return c.json<BotSettingsChanges>(changes, 200, { ETag: `"${changes.cursor}"` });
	})

	.get("/bot/settings/stream", async (c) => {
		if (c.req.header("Upgrade")?.toLowerCase() !== "websocket") {
			c.header("Upgrade", "websocket");
			throw new AppError("upgrade_required");
		}
		const { status, webSocket } = await fromHub(c, (hub) => hub.fetch(c.req.raw));
		// One of our own: another's headers cannot be added to.
		return new Response(null, { status, webSocket });
	})

	.onError((error, c) => jsonProblem(c, error));

/** Asks the hub. @throws AppError `storage_unavailable` */
async function fromHub<T>(
	c: AppContext,
	ask: (hub: ReturnType<typeof settingsHub>) => T | Promise<T>,
): Promise<T> {
	try {
		return await ask(settingsHub(c.env));
	} catch (cause) {
		throw new AppError("storage_unavailable", { cause });
	}
}
