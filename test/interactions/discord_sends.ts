import { expect, vi } from "vitest";
import type { Message } from "../../src/interactions/message";
import { fetchSite, SITE } from "../internet";
import { signed } from "../stand_ins/discord/keys";
import { allOf, type Component } from "../stand_ins/discord/openapi/components";
import {
	AUTOCOMPLETE,
	COMMAND,
	COMPONENT,
	IS_COMPONENTS_V2,
	interactionAnswerProblems,
	webhookMessageProblems,
} from "../stand_ins/discord/openapi/interactions";

export const GUILD = "41771983423143937";

/** What an interaction is answered with, as far as it is looked at. */
export interface Answer {
	type: number;
	data?: Message & { choices?: { name: string; value: string }[] };
}

let people = 0;

/** Somebody new, who has asked for nothing yet. */
export function somebody(changes: object = {}) {
	return {
		id: String(80_351_110_224_678_912n + BigInt(++people)),
		username: "mira.dances",
		global_name: "Mira *the* bear",
		discriminator: "0",
		avatar: "8342729096ea3675442027381ff50dfe" as string | null,
		...changes,
	};
}

export type Somebody = ReturnType<typeof somebody>;

/** What Discord says of every interaction; in a guild where the application is installed. */
export function interaction(type: number, of: Somebody, more: object = {}) {
	return {
		id: "1234567890123456789",
		application_id: "1234567890",
		type,
		token: "aW50ZXJhY3Rpb246.token-marker",
		version: 1,
		locale: "en-GB",
		guild_locale: "en-US",
		guild_id: GUILD,
		channel_id: "645027906669510667",
		context: 0,
		member: { user: of, roles: [], permissions: "2147483647", nick: null, deaf: false, mute: false },
		app_permissions: "442368",
		entitlements: [],
		attachment_size_limit: 10_485_760,
		authorizing_integration_owners: { "0": GUILD },
		...more,
	};
}

/** The same in a direct message, for who has installed the application for themselves. */
export function direct(of: Somebody) {
	return {
		guild_id: undefined,
		member: undefined,
		user: of,
		context: 2,
		authorizing_integration_owners: { "1": of.id },
	};
}

const asOptions = (options: Readonly<Record<string, string>>) =>
	Object.entries(options).map(([name, value]) => ({ name, value, type: 3 }));

export function avatarCommand(
	of: Somebody,
	options: Readonly<Record<string, string>> = {},
	more: object = {},
) {
	const data = { id: "1", name: "avatar", type: 1, options: asOptions(options) };
	return interaction(COMMAND, of, { data, ...more });
}

export function drawCommand(of: Somebody, target: Somebody, more: object = {}) {
	const resolved = { users: { [target.id]: target }, members: { [target.id]: { roles: [] } } };
	const data = { id: "2", name: "Draw this person", type: 2, target_id: target.id, resolved };
	return interaction(COMMAND, of, { data, ...more });
}

export function useCommand(of: Somebody, message: object, more: object = {}) {
	const resolved = { messages: { "9876543210": { id: "9876543210", ...message } } };
	const data = { id: "3", name: "Use for the bot here", type: 3, target_id: "9876543210", resolved };
	return interaction(COMMAND, of, { data, ...more });
}

export function typing(
	of: Somebody,
	option: string,
	value: string,
	more: object = {},
	others: Readonly<Record<string, string>> = {},
) {
	const options = [...asOptions(others), { name: option, type: 3, value, focused: true }];
	return interaction(AUTOCOMPLETE, of, { data: { id: "1", name: "avatar", type: 1, options }, ...more });
}

/** Somebody uses a component of a message that answers an interaction of its owner's. */
export function press(
	of: Somebody,
	custom_id: string,
	{ owner = of, target, values }: { owner?: Somebody; target?: Somebody; values?: string[] } = {},
	more: object = {},
) {
	const metadata = { id: "1", type: 2, user: owner, authorizing_integration_owners: { "0": GUILD } };
	return interaction(COMPONENT, of, {
		data: { custom_id, component_type: values ? 3 : 2, ...(values && { values }) },
		message: {
			id: "9876543210",
			flags: IS_COMPONENTS_V2,
			interaction_metadata: { ...metadata, ...(target && { target_user: target }) },
		},
		...more,
	});
}

/** Posts a body as Discord does, with its signature. */
export async function post(body: string | Uint8Array<ArrayBuffer>): Promise<Response> {
	return fetchSite(
		new Request(`${SITE}/interactions`, {
			method: "POST",
			headers: {
				"Content-Type": "application/json",
				"User-Agent": "Discord-Interactions/1.0 (+https://discord.com)",
				...(await signed(body, Date.now())),
			},
			body,
		}),
	);
}

/** The answer to an interaction; it is always one that Discord takes. */
export async function answerTo(asked: { type: number }): Promise<Answer> {
	const response = await post(JSON.stringify(asked));
	expect(response.status).toBe(200);
	const answer = await response.json<Answer>();
	expect(problemsOf(answer, asked)).toEqual([]);
	return answer;
}

export function problemsOf(answer: unknown, { type }: { type: number }): string[] {
	return interactionAnswerProblems(answer, { type, messageFlags: IS_COMPONENTS_V2 });
}

/** Everything in a message that is shown. */
export function componentsIn({ data }: Answer): Component[] {
	return allOf((data?.components ?? []) as unknown as Component[]);
}

export function textIn(answer: Answer): string {
	return componentsIn(answer)
		.flatMap(({ content }) => content ?? [])
		.join("\n");
}

export function pictureIn(answer: Answer): string | undefined {
	return componentsIn(answer).find(({ items }) => items)?.items?.[0]?.media.url;
}

/** What the picture's permanent link has for a name. */
export function keyIn(answer: Answer): string | undefined {
	return /\/avatar\/([\w-]{43})\.png\?size=512$/.exec(pictureIn(answer) ?? "")?.[1];
}

export function buttonIn(answer: Answer, label: string): Component | undefined {
	return componentsIn(answer).find((component) => component.type === 2 && component.label === label);
}

export function idOf(answer: Answer, label: string): string {
	return buttonIn(answer, label)?.custom_id ?? "";
}

export function selectIn(answer: Answer): Component | undefined {
	return componentsIn(answer).find(({ type }) => type === 3);
}

export function isOnlyForThem({ data }: Answer): boolean {
	return ((data?.flags ?? 0) & 64) !== 0;
}

/** What was sent to the interactions' webhooks from now on; each of it is what Discord takes. */
export function followUps(status = 200) {
	const sent: { method: string; path: string; headers: Headers; body: Message }[] = [];
	const internet = vi.mocked(globalThis.fetch);
	const others = internet.getMockImplementation();
	internet.mockImplementation(async (input, init) => {
		const request = new Request(input, init);
		const { pathname } = new URL(request.url);
		if (!pathname.startsWith("/api/v10/webhooks/")) return others?.(input, init) ?? new Response();
		const body = await request.json<Message>();
		sent.push({ method: request.method, path: pathname, headers: request.headers, body });
		expect(webhookMessageProblems(body, { isNew: request.method === "POST" })).toEqual([]);
		return Response.json({}, { status });
	});
	return sent;
}
