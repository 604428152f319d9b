import { EventEmitter } from "node:events";

/** How long a try to connect may take, how often to ask whether the other side is still there, and how long it may think. */
const CONNECT_WITHIN = 10_000;
const PING_EVERY = 20_000;
const PONG_WITHIN = 10_000;

/** How long to wait before connecting again: twice as long each time, to this. In milliseconds, as all here. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** How long an answer may take. */
const ANSWER_WITHIN = 10_000;

/**
 * A guild's settings as they are at a version, by the names of the fields.
 * @typedef {{ guild: string, version: number, values: Record<string, any> }} GuildSettings
 *
 * What the stream says: `BotSettingsChanges` in Discobear's `src/wire.ts`.
 * @typedef {{ cursor: number, anew: boolean, changes: { guild: string, version: number }[] }} Message
 */

/**
 * The bot's settings in each guild, always fresh: what was read is kept, and read again when the stream says that it has
 * changed. While there is no stream, each reading asks whether it has. For Node 22 and later; no package is needed.
 *
 * Events: `change` with a guild's settings and, as `before`, its values as they were last read (undefined where they were
 * not); `connect`; `trouble` with an error, after which it goes on by itself.
 *
 * @example
 * const settings = new Settings({ site: "https://…", key: process.env.BOT_API_KEY });
 * await settings.connect();
 * client.on(Events.MessageCreate, async (message) => {
 *   const { prefix } = await settings.for(message.guildId);
 * });
 */
export class Settings extends EventEmitter {
	#site;
	#key;
	/** @type {Map<string, GuildSettings & { etag: string }>} What was read last. */
	#read = new Map();
	/** @type {Set<string>} The guilds where that is still so, as far as the stream says. */
	#fresh = new Set();
	/** @type {Map<string, number>} The newest version that the stream has named. */
	#announced = new Map();
	/** @type {Map<string, Promise<GuildSettings>>} What is being read. */
	#reading = new Map();
	/** @type {number | undefined} How far the stream was heard. */
	#cursor;
	/** @type {WebSocket | undefined} */
	#socket;
	/** @type {ReturnType<typeof setTimeout> | undefined} The next step: a ping, the end of patience, another try. */
	#next;
	#live = false;
	#tries = 0;
	#closed = false;
	/** The changes are told one after the other. */
	#telling = Promise.resolve();

	/**
	 * @param {{ site: string, key: string }} options `site`: where Discobear is, as an origin; `key`: one of its BOT_API_KEY
	 */
	constructor({ site, key }) {
		super();
		this.#site = new URL(site);
		this.#key = key;
	}

	/**
	 * Opens the stream, and resolves once it is there. It is opened again by itself whenever it breaks; `trouble` says why
	 * that takes so long.
	 */
	async connect() {
		const connected = new Promise((resolve) => this.once("connect", resolve));
		this.#closed = false;
		this.#open();
		await connected;
	}

	/** Ends the stream. */
	close() {
		this.#closed = true;
		clearTimeout(this.#next);
		this.#socket?.close(1000);
		this.#live = false;
	}

	/**
	 * A guild's settings, with the defaults filled in. Where Discobear does not answer, what was read last.
	 * @param {string} guild its id
	 * @returns {Promise<Record<string, any>>}
	 * @throws {Error} where it does not answer and nothing was read yet, or does not take the key
	 */
	async for(guild) {
		const known = this.#read.get(guild);
		if (known && this.#live && this.#fresh.has(guild)) return known.values;
		return (await this.#readOnce(guild)).values;
	}

	/** Who asks while somebody else does waits for the same answer. @param {string} guild */
	#readOnce(guild) {
		let reading = this.#reading.get(guild);
		if (!reading) {
			reading = this.#readAgain(guild).finally(() => this.#reading.delete(guild));
			this.#reading.set(guild, reading);
		}
		return reading;
	}

	/** @param {string} guild @returns {Promise<GuildSettings>} */
	async #readAgain(guild) {
		const known = this.#read.get(guild);
		const response = await fetch(new URL(`/bot/guilds/${guild}/settings`, this.#site), {
			headers: { Authorization: `Bearer ${this.#key}`, ...(known && { "If-None-Match": known.etag }) },
			signal: AbortSignal.timeout(ANSWER_WITHIN),
		}).catch((error) => this.#doWithout(known, error));
		if (!response) return /** @type {GuildSettings} */ (known);
		if (response.status !== 200 && !(response.status === 304 && known)) {
			const error = new Error(`Discobear answered ${response.status} ${await response.text()}`);
			if (response.status < 500 && response.status !== 429) throw error;
			this.#doWithout(known, error);
			return /** @type {GuildSettings} */ (known);
		}
		const read =
			response.status === 304
				? known
				: {
						.../** @type {GuildSettings} */ (await response.json()),
						etag: response.headers.get("ETag") ?? "",
					};
		if (!read) throw new Error("Discobear answered nothing");
		// It was changed while the answer was on its way.
		if (read.version < (this.#announced.get(guild) ?? 0)) return this.#readAgain(guild);
		this.#read.set(guild, read);
		this.#fresh.add(guild);
		return read;
	}

	/** @param {GuildSettings | undefined} known @param {unknown} error @returns {undefined} */
	#doWithout(known, error) {
		if (!known) throw error;
		this.emit("trouble", error);
	}

	#open() {
		const url = new URL("/bot/settings/stream", this.#site);
		url.protocol = url.protocol.replace("http", "ws");
		if (this.#cursor !== undefined) url.searchParams.set("since", String(this.#cursor));
		// Node's own takes headers, which a browser's does not.
		const options = /** @type {any} */ ({ headers: { Authorization: `Bearer ${this.#key}` } });
		const socket = new WebSocket(url, options);
		this.#socket = socket;
		const broken = () => {
			if (this.#socket === socket) this.#reopen();
		};
		socket.addEventListener("message", ({ data }) => {
			if (this.#socket === socket) this.#hear(String(data));
		});
		socket.addEventListener("close", broken);
		socket.addEventListener("error", broken);
		this.#then(CONNECT_WITHIN, broken);
	}

	#reopen() {
		const socket = this.#socket;
		this.#socket = undefined;
		this.#live = false;
		socket?.close();
		if (this.#closed) return;
		this.emit("trouble", new Error("The stream of settings is broken: it is opened again"));
		// Not all bots at the same moment.
		const wait = Math.min(FIRST_WAIT * 2 ** this.#tries++, LONGEST_WAIT) * (0.5 + Math.random() / 2);
		this.#then(wait, () => this.#open());
	}

	/** @param {string} data */
	#hear(data) {
		this.#then(PING_EVERY, () => {
			this.#socket?.send("ping");
			this.#then(PONG_WITHIN, () => this.#reopen());
		});
		if (data === "pong") return;
		const { cursor, anew, changes } = /** @type {Message} */ (JSON.parse(data));
		this.#cursor = cursor;
		if (anew) this.#fresh.clear();
		for (const { guild, version } of changes) {
			this.#announced.set(guild, version);
			if ((this.#read.get(guild)?.version ?? -1) < version) this.#fresh.delete(guild);
			this.#tell(guild);
		}
		if (this.#live) return;
		this.#live = true;
		this.#tries = 0;
		this.emit("connect");
	}

	/** @param {string} guild */
	#tell(guild) {
		const before = this.#read.get(guild)?.values;
		if (this.listenerCount("change") === 0) return;
		this.#telling = this.#telling.then(async () => {
			try {
				this.emit("change", { ...(await this.#readOnce(guild)), before });
			} catch (error) {
				this.emit("trouble", error);
			}
		});
	}

	/** @param {number} wait in milliseconds @param {() => void} step */
	#then(wait, step) {
		clearTimeout(this.#next);
		this.#next = setTimeout(step, wait);
	}
}
