import { COMMANDS } from "../../../../src/interactions/commands";
import { AGENT, CLIENT, discord, ORIGIN } from "../application.fixture";
import type { StandIn } from "../stand_in";

export const MIRA = "190320984123768832";
export const PAUL = "412347780841865216";
export const NOVA = "872190465113092096";
/** Mira's, where the bot is; and where it is not. */
export const DANCE_FLOOR = "200000000000000001";
export const PRACTICE_ROOM = "200000004194304001";

/** An interaction as it reached the application. */
// biome-ignore lint/suspicious/noExplicitAny: whatever it is, the tests say what it must be.
export type Sent = any;

/** A stand-in with a client, and an application that answers as told. */
export function client(answer: (sent: Sent) => unknown = () => ({ type: 6 })) {
	const sent: { path: string; headers: Headers; text: string; body: Sent }[] = [];
	const { standIn, pass } = discord({
		botToken: "token",
		commands: COMMANDS,
		site: "https://bear.example/",
		async send(request) {
			const text = await request.text();
			const body = JSON.parse(text);
			sent.push({ path: new URL(request.url).pathname, headers: request.headers, text, body });
			const answered = await answer(body);
			return answered instanceof Response ? answered : Response.json(answered);
		},
	});
	/** Somebody, somewhere, in a language. */
	const at = (as = MIRA, place = DANCE_FLOOR, locale = "en-GB") => {
		const query = new URLSearchParams({ as, in: place, locale });
		const ask = (path: string, form?: Record<string, string>) =>
			standIn.fetch(
				new Request(`${ORIGIN}/channels${path}?${query}`, {
					...(form && { method: "POST", body: new URLSearchParams(form) }),
				}),
			);
		return {
			page: async () => (await ask("")).text(),
			/** Gives what the page says is to be mended, or nothing. */
			async say(text: string): Promise<string> {
				const response = await ask("", { do: "say", text });
				return response.status === 303
					? ""
					: (/id="problem"[^>]*>([^<]*)</.exec(await response.text())?.[1] ?? "?");
			},
			suggest: async (text: string) =>
				(await ask("/suggest", { text })).json<{ label: string; detail: string; text: string }[]>(),
			do: (form: Record<string, string>) => ask("", form),
			ask,
		};
	};
	return { standIn, pass, sent, at };
}

/** A call to an interaction's webhook. */
export function webhook(
	standIn: StandIn,
	token: string,
	method: string,
	body?: object,
	application = CLIENT.clientId,
) {
	const path = `/api/v10/webhooks/${application}/${token}${method === "POST" ? "" : "/messages/@original"}`;
	return standIn.fetch(
		new Request(ORIGIN + path, {
			method,
			headers: { ...AGENT, ...(body && { "Content-Type": "application/json" }) },
			...(body && { body: JSON.stringify(body) }),
		}),
	);
}

export const text = (content: string) => ({ type: 10, content });
/** A message of components, as an answer's data. */
export const message = (...components: object[]) => ({ flags: 1 << 15, components });
