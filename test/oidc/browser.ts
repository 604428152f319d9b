import { request } from "node:http";

/** A browser as far as it takes to log in: keeps each host's cookies, and follows a redirect when told to. */
export class Browser {
	readonly #cookies = new Map<string, Map<string, string>>();

	async open(url: string, init: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
		const { hostname } = new URL(url);
		const kept = this.#cookies.get(hostname) ?? new Map<string, string>();
		this.#cookies.set(hostname, kept);
		const response = await send(url, {
			...init,
			headers: {
				Accept: "text/html",
				"Sec-Fetch-Dest": "document",
				"Sec-Fetch-Mode": "navigate",
				Cookie: [...kept].map(([name, value]) => `${name}=${value}`).join("; "),
				...init.headers,
			},
		});
		for (const line of response.headers.getSetCookie()) {
			const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (value === "" || /max-age=0\b/i.test(line)) kept.delete(name);
			else kept.set(name, value);
		}
		return response;
	}

	/** Sends JSON, as a script of the page's own site does. */
	send(url: string, body: unknown) {
		const headers = {
			Accept: "application/json",
			"Content-Type": "application/json",
			Origin: new URL(url).origin,
			"Sec-Fetch-Site": "same-origin",
		};
		return this.open(url, { method: "POST", headers, body: JSON.stringify(body) });
	}

	/** Sends a form, as the page it is on does. */
	submit(url: string, fields: Record<string, string>) {
		const headers = {
			"Content-Type": "application/x-www-form-urlencoded",
			Origin: new URL(url).origin,
			"Sec-Fetch-Site": "same-origin",
		};
		return this.open(url, { method: "POST", headers, body: new URLSearchParams(fields).toString() });
	}

	hasCookie(url: string, name: string): boolean {
		return this.#cookies.get(new URL(url).hostname)?.has(name) ?? false;
	}
}

/** Not `fetch`: Node's says of itself that it is a script (`Sec-Fetch-Mode: cors`), whatever it is told to say. */
function send(
	url: string,
	{ body, ...options }: { method?: string; headers: Record<string, string>; body?: string },
): Promise<Response> {
	return new Promise((resolve, reject) => {
		const sent = request(url, options, async (message) => {
			const chunks: Uint8Array[] = [];
			for await (const chunk of message) chunks.push(chunk);
			const headers = new Headers();
			for (const [name, values = []] of Object.entries(message.headersDistinct))
				for (const value of values) headers.append(name, value);
			const text = chunks.length > 0 ? Buffer.concat(chunks) : null;
			resolve(new Response(text, { status: message.statusCode ?? 0, headers }));
		});
		sent.on("error", reject).end(body);
	});
}
