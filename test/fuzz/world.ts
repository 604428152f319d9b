import { madeUpPeople } from "../stand_ins/discord/people.ts";
import { type Answer, valuesOf } from "./answer.ts";
import { Connection } from "./connection.ts";

/** What a style takes, as the product itself says it: one of `options.json`. */
export type StyleOptions = Readonly<
	Record<string, { type: string; values?: string[]; min?: number; max?: number }>
>;

/** A login that has begun, and the answer that Discord has for it. */
export interface BegunLogin {
	cookie: string;
	state: string;
	code: string;
}

const PEOPLE = madeUpPeople();

/** Who logs out: whoever does has to log in again before much can be asked for them. */
export const LEAVER = "nova_nitro";

/** Whose logins are under way. */
const NEWCOMER = "mira.dances";

/** How many stored avatars are remembered: a new picture costs more than one that was made before. */
const MOST_KEYS = 12;

/** How many entity tags are remembered: each has a chance to come back to its picture. */
const MOST_TAGS = 3;

/** How many logins are under way. */
const LOGINS = 6;

/** What requests can be made of that only a running site has: who is logged in, what is stored, what there is. */
export class World {
	readonly site: string;
	readonly styles: Readonly<Record<string, StyleOptions>>;
	readonly guilds: readonly string[];
	/** Those that have the bot and a name of their own: somebody may manage each. */
	readonly ourGuilds: readonly string[];
	/** The sessions' tokens by their people. */
	readonly sessions = new Map<string, string>();
	readonly logins: BegunLogin[] = [];
	/** The keys of stored avatars. */
	readonly keys = new Set<string>();
	/** The random parts of personal links: each as good as it was when its person last logged in. */
	readonly links = new Set<string>();
	/** The entity tags of pictures. */
	readonly tags = new Set<string>();
	#address = 0;

	private constructor(
		site: string,
		styles: World["styles"],
		guilds: readonly { id: string; bot?: object }[],
	) {
		this.site = site;
		this.styles = styles;
		this.guilds = guilds.map(({ id }) => id);
		this.ourGuilds = guilds.flatMap(({ id, bot }) => (bot && id.startsWith("2") ? id : []));
	}

	get host(): string {
		return new URL(this.site).host;
	}

	static async at(site: string): Promise<World> {
		const get = async (path: string) => (await fetch(new URL(path, site))).json();
		const { styles } = (await get("/10.x")) as { styles: string[] };
		const entries: [string, StyleOptions][] = [];
		for (const style of styles) entries.push([style, await get(`/10.x/${style}/options.json`)]);
		// The stand-in Discord answers at the same port, under its own name.
		const guilds = await get(`//127.0.0.1:${new URL(site).port}/_standin/guilds`);
		const world = new World(site, Object.fromEntries(entries), guilds);
		for (const { username } of PEOPLE) await world.logIn(username);
		await world.beginLogins();
		return world;
	}

	/** Logs a person in, again or for the first time, with an avatar and with what the control room needs. */
	async logIn(username: string): Promise<void> {
		for (let tries = 1; ; tries++) {
			try {
				return await this.#tryToLogIn(username);
			} catch (error) {
				// A logout meanwhile has ended at Discord all that the person gave, this login's code too.
				if (tries === 10) throw error;
			}
		}
	}

	async #tryToLogIn(username: string): Promise<void> {
		const first = await this.#ask("/get_avatar", "", {
			...{ seed: "username", extra: "", style: "lorelei", mood: "happy", backgroundColor: "b6e3f4" },
		});
		const { location } = JSON.parse(first.body.toString()) as { location: string };
		const made = await this.#finish(await this.#accept(location, cookieOf(first), username));
		const second = await this.#ask("/login?return=/servers", made);
		const [at = ""] = valuesOf(second, "location");
		const session = await this.#finish(await this.#accept(at, cookieOf(second), username), made);
		this.sessions.set(username, session.split("=")[1] ?? "");
		const me = await this.#ask("/me", session);
		const { avatar } = JSON.parse(me.body.toString()) as { avatar: { key: string } };
		this.keys.add(avatar.key);
		const link = await this.#ask("/me/link", session, {});
		const { address } = JSON.parse(link.body.toString()) as { address?: string };
		if (address) this.links.add(address);
	}

	/** Remembers a stored avatar that an answer leads to, and what a picture's entity tag is. */
	learn(answer: Answer): void {
		const key = /^\/avatar\/([\w-]{43})$/.exec(valuesOf(answer, "location")[0] ?? "")?.[1];
		if (key && this.keys.size < MOST_KEYS) this.keys.add(key);
		const [tag] = valuesOf(answer, "etag");
		if (tag && this.tags.size < MOST_TAGS) this.tags.add(tag);
	}

	/** Begins new logins in the place of those that are used up. */
	async beginLogins(): Promise<void> {
		while (this.logins.length < LOGINS) {
			const begun = await this.#ask("/login?return=/servers", "");
			const [at = ""] = valuesOf(begun, "location");
			this.logins.push(await this.#accept(at, cookieOf(begun), NEWCOMER));
		}
	}

	/** What a person does at the stand-in's page, for a login that has begun. */
	async #accept(authorizeUrl: string, cookie: string, username: string): Promise<BegunLogin> {
		const person = PEOPLE.find((one) => one.username === username);
		const pressed = await fetch(authorizeUrl, {
			method: "POST",
			redirect: "manual",
			body: new URLSearchParams({ as: person?.id ?? "", choice: "accept" }),
		});
		const callback = new URL(pressed.headers.get("Location") ?? "");
		const parameter = (name: string) => callback.searchParams.get(name) ?? "";
		return { cookie, state: parameter("state"), code: parameter("code") };
	}

	/** Comes back from Discord; gives the session's cookie. */
	async #finish({ cookie, state, code }: BegunLogin, session = ""): Promise<string> {
		const query = new URLSearchParams({ state, code });
		return cookieOf(await this.#ask(`/get_avatar?${query}`, `${cookie}; ${session}`), "__Host-session");
	}

	/** As a page of ours asks; not by `fetch`, which says by itself what a request is for. */
	async #ask(path: string, cookie: string, sent?: unknown): Promise<Answer> {
		// Each from another address, so that no limit answers.
		const n = ++this.#address;
		const body = Buffer.from(sent === undefined ? "" : JSON.stringify(sent));
		const method = sent === undefined ? "GET" : "POST";
		const head = [
			`${method} ${path} HTTP/1.1`,
			`Host: ${this.host}`,
			`Origin: ${this.site}`,
			`Cookie: ${cookie}`,
			`CF-Connecting-IP: 198.18.${n >> 8}.${n & 255}`,
			"Content-Type: application/json",
			`Content-Length: ${body.length}`,
		];
		const connection = new Connection(Number(new URL(this.site).port));
		const outcome = await connection.ask({
			method,
			head: Buffer.from(`${head.join("\r\n")}\r\n\r\n`),
			body,
		});
		connection.close();
		if ("failure" in outcome) throw new Error(`${path}: ${outcome.failure} ${outcome.detail}`);
		return outcome.answer;
	}
}

/** The cookie that an answer sets, as a browser sends it back. */
function cookieOf(answer: Answer, of = "__Host-"): string {
	const line = valuesOf(answer, "set-cookie").find(
		(cookie) => cookie.startsWith(of) && !/max-age=0\b/i.test(cookie),
	);
	const [cookie] = line?.split(";") ?? [];
	if (!cookie) throw new Error(`${answer.status} sets no ${of}: ${answer.body}`);
	return cookie;
}
