import { describe, expect, it, vi } from "vitest";
import { bitsOf, type Permission } from "../../src/discord/permissions";
import { member } from "../control_visitor";
import { discord, holdBack, useInternet } from "../internet";
import type { Guild } from "../stand_ins/discord/guilds";
import type { Visitor } from "../visitor";

useInternet();

const SPEAK = ["MANAGE_GUILD", "VIEW_CHANNEL", "SEND_MESSAGES", "READ_MESSAGE_HISTORY"] as const;
const MIB = 1024 * 1024;

/** The guild that Mira owns and Paul is in, with these permissions. */
function floor(...permissions: Permission[]): Guild {
	const guild = [...discord.guilds.values()].find(({ name }) => name === "Mira’s Dance Floor");
	if (!guild) throw new Error("There is no dance floor");
	discord.setPermissions("plainpaul", guild.id, String(bitsOf(...permissions)));
	return guild;
}
const pathOf = (guild: Guild) => `channels/${guild.channels[0]?.id}/messages`;
const posts = () => discord.requests.filter(({ method }) => method === "POST");

type File = [n: number, bytes: number | string | Uint8Array<ArrayBuffer>, filename?: string, type?: string];

function formOf(fields: unknown, ...files: File[]): FormData {
	const form = new FormData();
	if (fields !== undefined) form.set("payload_json", JSON.stringify(fields));
	for (const [n, content, filename = `${n}.png`, type = "image/png"] of files) {
		const bytes = typeof content === "number" ? new Uint8Array(content) : content;
		form.set(`files[${n}]`, new Blob([bytes], { type }), filename);
	}
	return form;
}
const send = (visitor: Visitor, guild: Guild, body: FormData) =>
	visitor.ask(`/botapi/${pathOf(guild)}`, { method: "POST", body });

/** A form letter by letter, as no library writes it. */
const sendRaw = (
	visitor: Visitor,
	guild: Guild,
	body: BodyInit,
	type = "multipart/form-data; boundary=x",
	headers: Record<string, string> = {},
) =>
	visitor.ask(`/botapi/${pathOf(guild)}`, {
		method: "POST",
		headers: { "Content-Type": type, ...headers },
		body,
	});
const part = (disposition: string, content = "x", more = "") =>
	`--x\r\nContent-Disposition: form-data; ${disposition}${more}\r\n\r\n${content}\r\n`;

describe("a message with files", () => {
	it("arrives with them, their names and what they show; and mentions nobody", async () => {
		const guild = floor(...SPEAK, "ATTACH_FILES");
		const bytes = crypto.getRandomValues(new Uint8Array(60_000));
		const fetched: Uint8Array[] = [];
		const internet = vi.mocked(globalThis.fetch);
		const answer = internet.getMockImplementation();
		internet.mockImplementation(async (input, init) => {
			const request = new Request(input, init);
			if (request.method === "POST") {
				const file = (await request.clone().formData()).get("files[3]");
				if (file instanceof File) fetched.push(new Uint8Array(await file.arrayBuffer()));
			}
			return answer?.(request) ?? new Response();
		});
		const fields = {
			content: "@everyone",
			allowed_mentions: { parse: ["everyone"] },
			attachments: [{ id: "3", filename: "bär 🐻.png", description: "A bear that dances" }],
		};
		const response = await send(
			await member("plainpaul"),
			guild,
			formOf(fields, [3, bytes, "x.png"], [0, "text", "a.txt", "text/plain"]),
		);
		expect(response.status).toBe(200);
		expect(guild.messages).toMatchObject([
			{
				content: "@everyone",
				allowedMentions: { parse: [] },
				flags: 4,
				attachments: [
					{
						filename: "bär 🐻.png",
						size: 60_000,
						content_type: "image/png",
						description: "A bear that dances",
					},
					{ filename: "a.txt", size: 4, content_type: "text/plain" },
				],
			},
		]);
		expect(fetched).toEqual([bytes]);
		expect(posts()[0]?.headers).toMatchObject({
			"x-audit-log-reason": expect.stringContaining("412347780841865216"),
		});
	});

	it("may be nothing but a file", async () => {
		const guild = floor(...SPEAK, "ATTACH_FILES");
		expect((await send(await member("plainpaul"), guild, formOf(undefined, [0, 5]))).status).toBe(200);
		expect(guild.messages[0]?.attachments).toMatchObject([{ filename: "0.png", size: 5 }]);
	});

	it("is not written by somebody who may not attach files there, with or without saying so", async () => {
		const guild = floor(...SPEAK);
		const visitor = await member("plainpaul");
		for (const fields of [{ content: "x" }, { content: "x", attachments: [{ id: 0 }] }]) {
			const response = await send(visitor, guild, formOf(fields, [0, 5]));
			expect(response.status).toBe(400);
			expect(await response.json()).toMatchObject({ errors: [{ field: "attachments" }] });
		}
		expect(posts()).toEqual([]);
	});

	it("is not read of somebody who may not write there", async () => {
		const guild = floor("VIEW_CHANNEL");
		// What is wrong with it, they do not hear.
		const response = await sendRaw(await member("plainpaul"), guild, "x");
		expect(response.status).toBe(404);
	});

	it("is written by nobody whose right ended while it came", async () => {
		const guild = floor(...SPEAK, "ATTACH_FILES");
		const visitor = await member("plainpaul");
		const letters = `${part('name="files[0]"; filename="a"')}--x--`;
		const body = new ReadableStream(
			{
				pull(controller) {
					floor("VIEW_CHANNEL");
					controller.enqueue(new TextEncoder().encode(letters));
					controller.close();
				},
			},
			{ highWaterMark: 0 },
		);
		expect((await sendRaw(visitor, guild, body)).status).toBe(404);
		expect(posts()).toEqual([]);
	});

	it("takes a file of 20 MiB, and tells what is too large for Discord", async () => {
		const guild = floor(...SPEAK, "ATTACH_FILES");
		const visitor = await member("plainpaul");
		expect((await send(visitor, guild, formOf({}, [0, 20 * MIB]))).status).toBe(200);
		expect(guild.messages[0]?.attachments).toMatchObject([{ size: 20 * MIB }]);
		const body = { message: "Request entity too large", code: 40005 };
		discord.fail({ path: /messages$/, status: 413, body, times: 1 });
		const refused = await send(visitor, guild, formOf({}, [0, 1]));
		expect([refused.status, await refused.json()]).toEqual([413, body]);
	});

	it.each<[string, unknown, File[], string]>([
		["that is described twice", { attachments: [{ id: 0 }, { id: "0" }] }, [[0, 1]], "attachments"],
		["that is described and did not come", { attachments: [{ id: 1 }] }, [[0, 1]], "attachments"],
		["of another message", { attachments: [{ id: "300000000000000000" }] }, [[0, 1]], "attachments"],
		[
			"that was uploaded elsewhere",
			{ attachments: [{ id: 0, uploaded_filename: "x" }] },
			[[0, 1]],
			"attachments",
		],
		[
			"whose description is none",
			{ attachments: [{ id: 0, description: "\ud83d" }] },
			[[0, 1]],
			"attachments",
		],
		["with a field that there is not", { components: [] }, [[0, 1]], "components"],
		["that is an eleventh", {}, Array.from({ length: 11 }, (_, n): File => [n, 1]), "files"],
	])("is not sent with one %s", async (_, fields, files, field) => {
		const guild = floor(...SPEAK, "ATTACH_FILES");
		const response = await send(await member("plainpaul"), guild, formOf(fields, ...files));
		expect(await response.json()).toMatchObject({ status: 400, code: "field_invalid", errors: [{ field }] });
		expect(posts()).toEqual([]);
	});

	it("comes from no other site's page, and with no other write", async () => {
		const guild = floor(...SPEAK, "ATTACH_FILES");
		const visitor = await member("plainpaul");
		const form = `${part('name="payload_json"', '{"content":"x"}')}--x--`;
		const type = "multipart/form-data; boundary=x";
		const elsewhere = await sendRaw(visitor, guild, form, type, { "Sec-Fetch-Site": "cross-site" });
		expect(elsewhere.status).toBe(403);
		for (const [method, path, body, status] of [
			["PATCH", `channels/${guild.channels[0]?.id}/messages/1`, form, 415],
			["PATCH", `guilds/${guild.id}/members/@me`, form, 415],
			["PATCH", `guilds/${guild.id}/members/@me`, "x".repeat(2_400_000), 413],
			["POST", "channels/1/nothing", "x".repeat(2_400_000), 413],
		] as const) {
			const response = await visitor.ask(`/botapi/${path}`, {
				method,
				headers: { "Content-Type": type },
				body,
			});
			expect([path, response.status]).toEqual([path, status]);
		}
		// As JSON it is no larger than before.
		const large = await visitor.ask(`/botapi/${pathOf(guild)}`, {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify({ content: "x".repeat(2_400_000) }),
		});
		expect(large.status).toBe(413);
	});
});

/** Twice as many as there is room for. */
const MANY = 8;

describe("many at once", () => {
	it("of 5 MiB: some arrive, the others are told to wait, and what is small goes on", {
		timeout: 60_000,
	}, async () => {
		const guild = floor(...SPEAK, "ATTACH_FILES");
		const mira = await member("mira.dances");
		const paul = await member("plainpaul");
		const held = holdBack(`/api/v10/${pathOf(guild)}`);
		const statuses: number[] = [];
		const body = new Blob([part('name="files[0]"; filename="a"', "x".repeat(5 * MIB)), "--x--"]);
		const all = Array.from({ length: MANY }, async (_, i) => {
			const response = await sendRaw(i % 2 ? mira : paul, guild, body);
			statuses.push(response.status);
			if (response.status === 429) {
				expect(Number(response.headers.get("Retry-After"))).toBeGreaterThanOrEqual(1);
				expect(await response.json()).toMatchObject({ retry_after: expect.any(Number), global: false });
			}
		});
		await held.arrived();
		const small = await paul.ask(`/botapi/guilds/${guild.id}/members/@me`, {
			method: "PATCH",
			headers: { "Content-Type": "application/json" },
			body: '{"nick":"Disco"}',
		});
		expect(small.status).toBe(200);
		held.release();
		await Promise.all(all);
		const taken = statuses.filter((status) => status === 200).length;
		expect(taken).toBeGreaterThan(0);
		expect(statuses.filter((status) => status === 429)).toHaveLength(MANY - taken);
		expect(guild.messages).toHaveLength(taken);
	});
});
