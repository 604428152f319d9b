import { DurableObject } from "cloudflare:workers";
import type { Env } from "../config";
import { personTags } from "../storage/person_tag";
import type { SettingChange, SettingDifference, SettingSaver, SettingValue } from "../wire";
import { type GuildNews, settingsHub } from "./settings_hub";

/** How long it is kept who saved what, in milliseconds: 90 days. */
export const HISTORY_LIFETIME = 90 * 24 * 60 * 60 * 1000;

/** How many saves are kept at most, and how many characters of what they changed. */
export const MOST_SAVES = 500;
const MOST_CHARACTERS = 1_000_000;

/** How long after a save the hub is told again, if it has not heard, in milliseconds; each time twice as long. */
const TELL_AGAIN_AFTER = 1_000;
const LONGEST_PAUSE = 60_000;

/** In the place of whoever saved, once they have left. */
export const SOMEBODY: SettingSaver = { id: "", name: "Somebody who left" };

/** What is kept of a guild's settings, as it is kept. */
export interface KeptSettings {
	/** What was saved, by name: defaults are not in it. */
	values: Map<string, SettingValue>;
	/** How often there was a save; 0 where nothing is kept. */
	version: number;
	/** Newest first. */
	history: SettingChange[];
	/** The id of the role that is let in. */
	role: string | null;
}

/** What somebody wants to save. */
export interface Save {
	/** Names this save: told twice, it is done once. */
	id: string;
	/** The version that they had read. */
	based: number;
	/** Right values, by name. */
	values: ReadonlyMap<string, SettingValue>;
	/** What these settings are where nothing was saved. */
	defaults: ReadonlyMap<string, SettingValue>;
	by: SettingSaver;
}

/** What came of it: nothing is saved over a version that whoever saves has not seen. */
export type Saved = { kept: KeptSettings } | { version: number; differences: SettingDifference[] };

/** The names of what is in its storage, beside the table of saves. */
const VALUES = "values";
const VERSION = "version";
const ROLE = "role";
const UNTOLD = "untold";
const BIOGRAPHY = "biography";

type Row = { version: number; at: number; person: string; name: string; changes: string };

/**
 * What we keep of one guild: the bot's settings there with who changed what, the role that may set them, and the bot's
 * biography. Reach it by `ask_guild.ts`. All that reads or saves comes here, one after the other, so that what was saved
 * is what the next reader gets, wherever they are. It knows neither fields nor rights: what comes was checked.
 *
 * A save is written together with the news of it for the hub, and with an alarm: whatever happens then, the hub hears
 * of it, and so do the bots.
 */
export class GuildKeeper extends DurableObject<Env> {
	#telling: Promise<void> | undefined;
	#pause = TELL_AGAIN_AFTER;

	read(): KeptSettings {
		return {
			values: this.#values,
			version: this.#version,
			history: this.#saves(Date.now() - HISTORY_LIFETIME).map(({ version, at, person, name, changes }) => ({
				version,
				at: new Date(at).toISOString(),
				by: { id: person, name },
				changes: JSON.parse(changes),
			})),
			role: this.role(),
		};
	}

	/** What is kept of this guild's settings without who saved it: what a bot reads. */
	current(): Pick<KeptSettings, "values" | "version"> {
		return { values: this.#values, version: this.#version };
	}

	/** @param guild its id, which an object does not know */
	async save(guild: string, { id, based, values, defaults, by }: Save): Promise<Saved> {
		if (this.#isDone(id)) return { kept: this.read() };
		const version = this.#version;
		if (based !== version) return { version, differences: this.#differencesSince(based) };
		const kept = this.#values;
		const changes = [...values].flatMap(([name, to]) => {
			const from = (kept.has(name) ? kept.get(name) : defaults.get(name)) ?? null;
			return isSame(from, to) ? [] : [{ name, from, to }];
		});
		if (changes.length > 0) {
			for (const { name, to } of changes) kept.set(name, to);
			this.ctx.storage.transactionSync(() => {
				this.#write(id, version + 1, by, JSON.stringify(changes));
				this.ctx.storage.kv.put(VALUES, kept);
				this.ctx.storage.kv.put(VERSION, version + 1);
			});
			await this.#news(guild);
		}
		return { kept: this.read() };
	}

	/** Lets a role in, in the place of the one before; null: none. */
	async letIn(guild: string, role: string | null): Promise<KeptSettings> {
		if (role !== this.role()) {
			this.ctx.storage.kv.put(ROLE, role);
			await this.#news(guild);
		}
		return this.read();
	}

	/** The id of the role that is let in. */
	role(): string | null {
		return this.ctx.storage.kv.get<string | null>(ROLE) ?? null;
	}

	/**
	 * Takes the name of somebody who has left from what they saved.
	 * @param tag what stands for them: see `storage/person_tag.ts`
	 * @param until what they saved later keeps their name, in milliseconds since 1970
	 * @returns whether there is anything of theirs that is later
	 */
	async forgetSaver(tag: string, until: number): Promise<boolean> {
		const saver = (await this.#savers()).find((each) => each.tag === tag);
		if (!saver) return false;
		this.ctx.storage.sql.exec(
			"UPDATE save SET person = ?, name = ? WHERE person = ? AND at <= ?",
			SOMEBODY.id,
			SOMEBODY.name,
			saver.person,
			until,
		);
		return saver.at > until;
	}

	/**
	 * The bot's biography here, as it was last set with us. It was in KV before there were these objects: what is there is
	 * taken over once.
	 */
	async biography(guild: string): Promise<string | null> {
		const kept = this.#biography;
		if (kept !== undefined) return kept;
		const before = await this.env.SESSIONS.get(inKv(guild));
		// Meanwhile it may have been set.
		if (this.#biography === undefined) this.ctx.storage.kv.put(BIOGRAPHY, before);
		if (before !== null) await this.#forgetInKv(guild);
		return this.#biography ?? null;
	}

	async setBiography(guild: string, text: string | null): Promise<void> {
		const first = this.#biography === undefined;
		this.ctx.storage.kv.put(BIOGRAPHY, text);
		if (first) await this.#forgetInKv(guild);
	}

	override async alarm(): Promise<void> {
		this.#forgetOld();
		try {
			await this.#tell();
		} catch {
			await this.ctx.storage.setAlarm(Date.now() + this.#pause);
			this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
		}
	}

	get #values(): Map<string, SettingValue> {
		return this.ctx.storage.kv.get<Map<string, SettingValue>>(VALUES) ?? new Map();
	}

	get #version(): number {
		return this.ctx.storage.kv.get<number>(VERSION) ?? 0;
	}

	/** Undefined where it was neither set here nor looked for in KV yet. */
	get #biography(): string | null | undefined {
		return this.ctx.storage.kv.get<string | null>(BIOGRAPHY);
	}

	/** Where it is not deleted, KV forgets it within a year, and nobody looks there any more. */
	#forgetInKv(guild: string): Promise<void> {
		return this.env.SESSIONS.delete(inKv(guild)).catch((error: unknown) =>
			console.warn("A biography is still in KV:", error instanceof Error ? error.name : ""),
		);
	}

	/** Newest first. There is a table from the first save on, so that reading makes none. */
	#saves(after: number): Row[] {
		if (this.#version === 0) return [];
		return this.ctx.storage.sql
			.exec<Row>(
				"SELECT version, at, person, name, changes FROM save WHERE at > ? ORDER BY version DESC",
				after,
			)
			.toArray();
	}

	/** All whom the history names, and when they saved last. */
	async #savers(): Promise<{ person: string; tag: string; at: number }[]> {
		if (this.#version === 0) return [];
		const rows = this.ctx.storage.sql
			.exec<{ person: string; at: number }>(
				"SELECT person, MAX(at) AS at FROM save WHERE person <> ? GROUP BY person",
				SOMEBODY.id,
			)
			.toArray();
		const tags = await personTags(
			this.env,
			rows.map(({ person }) => person),
		);
		return rows.map((row, n) => ({ ...row, tag: tags[n] ?? "" }));
	}

	#isDone(id: string): boolean {
		return (
			this.#version > 0 &&
			this.ctx.storage.sql.exec("SELECT 1 FROM save WHERE id = ?", id).toArray().length > 0
		);
	}

	#write(id: string, version: number, by: SettingSaver, changes: string): void {
		const { sql } = this.ctx.storage;
		sql.exec(
			"CREATE TABLE IF NOT EXISTS save (version INTEGER PRIMARY KEY, id TEXT NOT NULL, at INTEGER NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, changes TEXT NOT NULL)",
		);
		sql.exec("INSERT INTO save VALUES (?, ?, ?, ?, ?, ?)", version, id, Date.now(), by.id, by.name, changes);
		sql.exec(
			`DELETE FROM save WHERE version < ? AND version IN (
				SELECT version FROM (
					SELECT version, SUM(LENGTH(changes)) OVER (ORDER BY version DESC) AS characters FROM save
				) WHERE characters > ? OR version <= ?
			)`,
			version,
			MOST_CHARACTERS,
			version - MOST_SAVES,
		);
	}

	#forgetOld(): void {
		if (this.#version > 0)
			this.ctx.storage.sql.exec("DELETE FROM save WHERE at <= ?", Date.now() - HISTORY_LIFETIME);
	}

	/** What is another value now than at a version, as far back as the history goes. */
	#differencesSince(version: number): SettingDifference[] {
		const differences = new Map<string, SettingDifference>();
		for (const row of this.#saves(0).reverse()) {
			if (row.version <= version) continue;
			const last = { by: { id: row.person, name: row.name }, at: new Date(row.at).toISOString() };
			for (const { name, from, to } of JSON.parse(row.changes) as SettingChange["changes"])
				differences.set(name, { name, from, ...differences.get(name), to, ...last });
		}
		return [...differences.values()].filter(({ from, to }) => !isSame(from, to));
	}

	/** Something has changed that the hub must hear of: written with the change, so that neither is without the other. */
	async #news(guild: string): Promise<void> {
		const news: GuildNews = { guild, version: this.#version, role: this.role() };
		this.ctx.storage.kv.put(UNTOLD, news);
		await this.ctx.storage.setAlarm(Date.now() + TELL_AGAIN_AFTER);
		this.ctx.waitUntil(
			this.#tell().catch((error: unknown) =>
				console.warn("The hub has not heard of a save yet:", error instanceof Error ? error.name : ""),
			),
		);
	}

	/** Tells the hub all that it has not heard; rejects where it does not listen. */
	#tell(): Promise<void> {
		this.#telling ??= Promise.resolve().then(() => this.#tellAll());
		return this.#telling;
	}

	async #tellAll(): Promise<void> {
		try {
			for (let news = this.#untold; news; news = this.#untold) {
				const savers = await this.#savers();
				await settingsHub(this.env).hear(
					news,
					savers.map(({ tag, at }) => ({ tag, until: at + HISTORY_LIFETIME })),
				);
				const { version, role } = this.#untold ?? {};
				if (version === news.version && role === news.role) this.ctx.storage.kv.delete(UNTOLD);
			}
		} finally {
			// At once: what is saved from here on is told anew.
			this.#telling = undefined;
		}
		this.#pause = TELL_AGAIN_AFTER;
		const oldest = this.#saves(0).at(-1);
		if (oldest) await this.ctx.storage.setAlarm(oldest.at + HISTORY_LIFETIME);
		else await this.ctx.storage.deleteAlarm();
	}

	/** What the hub has not heard yet. */
	get #untold(): GuildNews | undefined {
		return this.ctx.storage.kv.get<GuildNews>(UNTOLD);
	}
}

const inKv = (guild: string) => `biography:${guild}`;

function isSame(a: SettingValue, b: SettingValue): boolean {
	return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** An avatar's parts in one order. */
function sorted(value: SettingValue): unknown {
	return value !== null && typeof value === "object" && !Array.isArray(value)
		? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
		: value;
}
