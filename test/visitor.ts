import type { Choices } from "../src/avatar/choices";
import { discord, fetchSite, SITE } from "./internet";

/** What most tests choose. */
export const CHOICES: Choices = {
	seed: "username",
	extra: "",
	style: "lorelei",
	mood: "happy",
	backgroundColor: "b6e3f4",
	options: "",
};

interface Ask {
	method?: string;
	headers?: Record<string, string>;
	body?: BodyInit;
}

/** A person at a browser: keeps cookies, sends what browsers send, and follows no redirect by itself. */
export class Visitor {
	readonly cookies = new Map<string, string>();
	readonly address: string;

	constructor(address = "203.0.113.7") {
		this.address = address;
	}

	/** The same browser a second time: another request at the same moment, or somebody who has copied its cookies. */
	copy(): Visitor {
		const copy = new Visitor(this.address);
		for (const [name, value] of this.cookies) copy.cookies.set(name, value);
		return copy;
	}

	async ask(path: string, { method = "GET", headers = {}, body }: Ask = {}): Promise<Response> {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
		const response = await fetchSite(
			new Request(new URL(path, SITE), {
				method,
				redirect: "manual",
				headers: {
					"CF-Connecting-IP": this.address,
					...(cookie && { Cookie: cookie }),
					...(method !== "GET" && { Origin: SITE, "Sec-Fetch-Site": "same-origin" }),
					...headers,
				},
				...(body !== undefined && { body }),
			}),
		);
		for (const line of response.headers.getSetCookie()) {
			const [, name = "", value = ""] = line.match(/^([^=]+)=([^;]*)/) ?? [];
			if (/max-age=0\b/i.test(line)) this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
		return response;
	}

	/** Opens a page, as the address bar does. */
	open(path: string, headers: Record<string, string> = {}): Promise<Response> {
		return this.ask(path, { headers: { Accept: "text/html,application/xhtml+xml", ...headers } });
	}

	/** Sends the form as the page's script does. */
	submit(choices: unknown = CHOICES, headers: Record<string, string> = {}): Promise<Response> {
		return this.ask("/get_avatar", {
			method: "POST",
			headers: { Accept: "application/json", "Content-Type": "application/json", ...headers },
			body: typeof choices === "string" ? choices : JSON.stringify(choices),
		});
	}

	/** Sends the form as a browser without script does. */
	submitForm(fields: Record<string, string> | [string, string][], path = "/get_avatar"): Promise<Response> {
		return this.ask(path, {
			method: "POST",
			headers: { Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded" },
			body: new URLSearchParams(fields).toString(),
		});
	}

	/** Sends the form, and gives the address at Discord it leads to. */
	async startLogin(choices: Choices = CHOICES): Promise<string> {
		const response = await this.submit(choices);
		const { location } = await response.json<{ location: string }>();
		return location;
	}

	/** The whole journey: form, Discord, callback. Gives the callback's answer. */
	async logIn(as = "mira.dances", choices: Choices = CHOICES): Promise<Response> {
		return this.open(await discord.authorize(await this.startLogin(choices), as));
	}

	async json<T>(path: string): Promise<T> {
		return (await this.ask(path, { headers: { Accept: "application/json" } })).json<T>();
	}
}

/** The stable code of an error's answer. */
export async function codeOf(response: Response): Promise<string | undefined> {
	return (await response.json<{ code?: string }>()).code;
}
