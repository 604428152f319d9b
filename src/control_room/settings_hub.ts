import { DurableObject } from "cloudflare:workers";
import type { Env } from "../config";
import type { BotSettingsChanges } from "../wire";

/** How many guilds' last changes are remembered: whoever was away for longer reads all anew. */
export const MOST_CHANGES = 10_000;

/** Of how many people in a guild it is remembered that they saved there: more would be read with each save. */
export const MOST_SAVERS = 20_000;

/** What the hub hears of a guild. */
export interface GuildNews {
	guild: string;
	version: number;
	/** The role that is let in; null for none. */
	role: string | null;
}

/** That the history of a guild's settings names somebody. */
export interface Saver {
	/** What stands for them: see `storage/person_tag.ts`. */
	tag: string;
	/** When the history will have forgotten them, in milliseconds since 1970. */
	until: number;
}

/** The name of the highest cursor that was forgotten, in its storage. */
const FORGOTTEN = "forgotten";

/** WebSocket close code 1003: https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const UNSUPPORTED = 1003;

/**
 * What concerns the settings of all guilds together: which have changed, in which order, which have let a role in, and
 * which have a history that names somebody.
 * There is one of it: reach it by `settingsHub`. The bots' sockets end here, and it hibernates while nothing changes.
 *
 * Of each guild only the last change is kept, under a new number each time, the cursor. So what has changed since a cursor
 * is a row for each guild, however often it was saved.
 */
export class SettingsHub extends DurableObject<Env> {
	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		const { sql } = ctx.storage;
		sql.exec(
			"CREATE TABLE IF NOT EXISTS change (cursor INTEGER PRIMARY KEY AUTOINCREMENT, guild TEXT NOT NULL UNIQUE, version INTEGER NOT NULL)",
		);
		sql.exec("CREATE TABLE IF NOT EXISTS let_in (guild TEXT PRIMARY KEY, role TEXT NOT NULL)");
		sql.exec(
			"CREATE TABLE IF NOT EXISTS saver (tag TEXT NOT NULL, guild TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (tag, guild)) WITHOUT ROWID",
		);
		sql.exec("CREATE INDEX IF NOT EXISTS saver_until ON saver (until)");
		// Answered without waking it.
		ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
	}

	/**
	 * Takes in what is new of a guild, and tells the bots. What it knows already it does not tell again.
	 * @param savers all that the guild's history names
	 */
	async hear({ guild, version, role }: GuildNews, savers: readonly Saver[] = []): Promise<void> {
		const { sql } = this.ctx.storage;
		const before = this.#last;
		this.ctx.storage.transactionSync(() => {
			if (role === null) sql.exec("DELETE FROM let_in WHERE guild = ?", guild);
			else sql.exec("INSERT OR REPLACE INTO let_in VALUES (?, ?)", guild, role);
			const known = sql.exec("SELECT 1 FROM change WHERE guild = ? AND version >= ?", guild, version);
			if (version === 0 || known.toArray().length > 0) return;
			sql.exec("DELETE FROM change WHERE guild = ?", guild);
			sql.exec("INSERT INTO change (guild, version) VALUES (?, ?)", guild, version);
			this.#forget();
		});
		if (this.#last !== before) {
			const message = JSON.stringify(this.since(before));
			for (const socket of this.ctx.getWebSockets()) send(socket, message);
		}
		if (savers.length > 0) await this.#rememberSavers(guild, savers);
	}

	/**
	 * What has changed since a cursor.
	 * @param cursor undefined for who has read nothing yet
	 */
	since(cursor: number | undefined): BotSettingsChanges {
		const last = this.#last;
		const forgotten = this.ctx.storage.kv.get<number>(FORGOTTEN) ?? 0;
		if (cursor === undefined || cursor < forgotten || cursor > last)
			return { cursor: last, anew: true, changes: [] };
		const changes = this.ctx.storage.sql
			.exec<{ guild: string; version: number; cursor: number }>(
				"SELECT guild, version, cursor FROM change WHERE cursor > ? ORDER BY cursor",
				cursor,
			)
			.toArray();
		return { cursor: last, anew: false, changes };
	}

	/** Of some guilds, those that have let a role in. */
	letIn(guilds: readonly string[]): { guild: string; role: string }[] {
		return this.ctx.storage.sql
			.exec<{ guild: string; role: string }>(
				"SELECT guild, role FROM let_in WHERE guild IN (SELECT value FROM json_each(?)) ORDER BY guild",
				JSON.stringify(guilds),
			)
			.toArray();
	}

	/** The guilds whose history names somebody. */
	guildsOf(tag: string): { guild: string; until: number }[] {
		return this.ctx.storage.sql
			.exec<{ guild: string; until: number }>("SELECT guild, until FROM saver WHERE tag = ?", tag)
			.toArray();
	}

	/** Forgets that some guilds name somebody, where they have saved nothing since. */
	forgetSaver(tag: string, guilds: readonly { guild: string; until: number }[]): void {
		for (const { guild, until } of guilds)
			this.ctx.storage.sql.exec(
				"DELETE FROM saver WHERE tag = ? AND guild = ? AND until <= ?",
				tag,
				guild,
				until,
			);
	}

	override async alarm(): Promise<void> {
		this.ctx.storage.sql.exec("DELETE FROM saver WHERE until <= ?", Date.now());
		await this.#forgetInTime();
	}

	/** A bot's socket: its first message is what has changed since `?since=`, and each other one what has changed then. */
	override fetch(request: Request): Response {
		const { 0: client, 1: server } = new WebSocketPair();
		this.ctx.acceptWebSocket(server);
		send(server, JSON.stringify(this.since(cursorIn(new URL(request.url).searchParams))));
		return new Response(null, { status: 101, webSocket: client });
	}

	override webSocketMessage(socket: WebSocket): void {
		socket.close(UNSUPPORTED, "Nothing is read here.");
	}

	async #rememberSavers(guild: string, savers: readonly Saver[]): Promise<void> {
		const { sql } = this.ctx.storage;
		this.ctx.storage.transactionSync(() => {
			for (const { tag, until } of savers)
				sql.exec(
					"INSERT INTO saver VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET until = excluded.until WHERE excluded.until > until",
					tag,
					guild,
					until,
				);
			sql.exec(
				"DELETE FROM saver WHERE (tag, guild) IN (SELECT tag, guild FROM saver ORDER BY until DESC LIMIT -1 OFFSET ?)",
				MOST_SAVERS,
			);
		});
		if ((await this.ctx.storage.getAlarm()) === null) await this.#forgetInTime();
	}

	/** Sets the alarm for when the first of the savers is to be forgotten. */
	async #forgetInTime(): Promise<void> {
		const { first } = this.ctx.storage.sql
			.exec<{ first: number | null }>("SELECT MIN(until) AS first FROM saver")
			.one();
		if (first !== null) await this.ctx.storage.setAlarm(first);
	}

	get #last(): number {
		const { cursor } = this.ctx.storage.sql
			.exec<{ cursor: number | null }>("SELECT MAX(cursor) AS cursor FROM change")
			.one();
		return cursor ?? 0;
	}

	#forget(): void {
		const forgotten = this.ctx.storage.sql
			.exec<{ cursor: number }>(
				"DELETE FROM change WHERE cursor IN (SELECT cursor FROM change ORDER BY cursor DESC LIMIT -1 OFFSET ?) RETURNING cursor",
				MOST_CHANGES,
			)
			.toArray();
		if (forgotten.length > 0)
			this.ctx.storage.kv.put(FORGOTTEN, Math.max(...forgotten.map(({ cursor }) => cursor)));
	}
}

/** The one there is. */
export function settingsHub(env: Env): DurableObjectStub<SettingsHub> {
	return env.SETTINGS_HUB.getByName("hub");
}

/** The cursor that a bot names; undefined where it names none. */
export function cursorIn(query: URLSearchParams): number | undefined {
	const since = query.get("since") ?? "";
	return /^\d{1,15}$/.test(since) ? Number(since) : undefined;
}

function send(socket: WebSocket, message: string): void {
	try {
		socket.send(message);
	} catch {
		// It is closing: whoever it was catches up.
	}
}
