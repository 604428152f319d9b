import { type Context, Hono } from "hono";
import type { Discord } from "../discord";
import { invalidForm, numberedError } from "../errors";
import { type SentMessage, webhookMessageProblems } from "../openapi/interactions";
import { rateLimitHeaders } from "../rate_limit";
import type { ChatMessage, Interaction } from "./chat";
import { chatMessageObject } from "./message_object";

/**
 * What an application says after its first answer, by the interaction's token alone:
 * https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
 */
export function webhookRoutes(discord: Discord): Hono {
	const { application, chat, now } = discord;
	const routes = new Hono();
	const ORIGINAL = "/webhooks/:application/:token/messages/@original";

	routes.post("/webhooks/:application/:token", async (c) => {
		const interaction = interactionOf(c);
		if (interaction instanceof Response) return interaction;
		const sent = await messageIn(c, { isNew: true });
		return sent instanceof Response ? sent : json(chat.answer(interaction, sent));
	});

	routes.get(ORIGINAL, (c) => withOriginal(c, json));

	routes.patch(ORIGINAL, (c) =>
		withOriginal(c, async (message) => {
			const sent = await messageIn(c, { isNew: false, flags: message.flags }, message);
			return sent instanceof Response ? sent : json(chat.edit(message, sent));
		}),
	);

	routes.delete(ORIGINAL, (c) =>
		withOriginal(c, (message) => {
			chat.remove(message.id);
			return new Response(null, { status: 204 });
		}),
	);

	/** @returns an answer of 401 or 404 where the token is wrong or too old, or the application another */
	function interactionOf(c: Context): Interaction | Response {
		if (c.req.param("application") !== application.clientId) return numberedError("unknownWebhook");
		return chat.interactionOf(c.req.param("token") ?? "") ?? numberedError("invalidWebhookToken");
	}

	function withOriginal(
		c: Context,
		answer: (message: ChatMessage) => Response | Promise<Response>,
	): Response | Promise<Response> {
		const interaction = interactionOf(c);
		if (interaction instanceof Response) return interaction;
		const message = chat.find(interaction.originalId);
		return message ? answer(message) : numberedError("unknownMessage");
	}

	/** What is refused is shown at the message that it was for. */
	async function messageIn(
		c: Context,
		of: { isNew: boolean; flags?: number },
		message?: ChatMessage,
	): Promise<SentMessage | Response> {
		const body: unknown = await c.req.json().catch(() => undefined);
		const problems = webhookMessageProblems(body, of);
		if (problems.length === 0) return body as SentMessage;
		const call = `${c.req.method} /webhooks/…`;
		for (const problem of problems) discord.violations.report({ call, of: "request", problem });
		if (message) message.problems = problems;
		return invalidForm({}, { code: "MESSAGE_INVALID", message: problems.join("; ") });
	}

	function json(message: ChatMessage): Response {
		return Response.json(chatMessageObject(discord, message), {
			headers: rateLimitHeaders("interaction-webhook", now()),
		});
	}

	return routes;
}
