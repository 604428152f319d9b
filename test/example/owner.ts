import { request } from "node:http";
import { madeUpPeople } from "../stand_ins/discord/people.ts";

interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
}

/** Somebody at the product that is served, who saves settings as the page does. */
export class Owner {
	readonly site: string;
	readonly #cookies = new Map<string, string>();

	private constructor(site: string) {
		this.site = site;
	}

	static async logIn(site: string, username: string): Promise<Owner> {
		const owner = new Owner(site);
		const begun = await owner.#ask("GET", "/login?return=/servers");
		const { id = "" } = madeUpPeople().find((person) => person.username === username) ?? {};
		const pressed = await fetch(String(begun.headers.location), {
			method: "POST",
			redirect: "manual",
			body: new URLSearchParams({ as: id, choice: "accept" }),
		});
		const { pathname, search } = new URL(pressed.headers.get("Location") ?? "");
		const back = await owner.#ask("GET", pathname + search);
		if (back.headers.location !== "/servers") throw new Error(`${back.status} ${back.text}`);
		return owner;
	}

	/** Saves over whatever there is; gives the new version. */
	async save(guild: string, values: object): Promise<number> {
		const path = `/guilds/${guild}/settings`;
		const { headers } = await this.#ask("GET", path);
		const { status, text } = await this.#ask("PATCH", path, { values }, { "If-Match": String(headers.etag) });
		if (status !== 200) throw new Error(`${status} ${text}`);
		return JSON.parse(text).version;
	}

	/** Not by `fetch`, which says by itself what a request is for. */
	#ask(method: string, path: string, body?: object, more: Record<string, string> = {}): Promise<Answer> {
		const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
		const headers = { Cookie: cookie, Origin: this.site, "Content-Type": "application/json", ...more };
		return new Promise((resolve, reject) => {
			const asked = request(new URL(path, this.site), { method, headers }, (response) => {
				for (const line of response.headers["set-cookie"] ?? []) {
					const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
					this.#cookies.set(name, value);
				}
				let text = "";
				response.on("data", (data) => {
					text += data;
				});
				response.on("end", () =>
					resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
				);
			});
			asked.on("error", reject);
			asked.end(body && JSON.stringify(body));
		});
	}
}
