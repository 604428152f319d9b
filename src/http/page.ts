import type { HtmlEscapedString } from "hono/utils/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { configOf } from "../config";
import { pagePolicy } from "../security_headers";
import type { AppContext } from "./browser";

/** Answers with a page that the Worker makes, under the policy of all pages. */
export function answerPage(
	c: AppContext,
	page: HtmlEscapedString | Promise<HtmlEscapedString>,
	status: ContentfulStatusCode = 200,
	headers: Record<string, string> = {},
) {
	c.header("Content-Security-Policy", pagePolicy([formTarget(c)]));
	return c.html(page, status, headers);
}

/** What the studio's page says of the site: who draws, undefined where it is the Worker, and whether `/avatar` is there in Discord. */
export function studioFacts(c: AppContext): { drawnBy: string | undefined; inDiscord: boolean } {
	const inDiscord = Boolean(c.env.DISCORD_PUBLIC_KEY);
	try {
		return { drawnBy: new URL(configOf(c.env).DICEBEAR_URL).host, inDiscord };
	} catch {
		return { drawnBy: undefined, inDiscord };
	}
}

function formTarget(c: AppContext): string {
	try {
		return configOf(c.env).DISCORD_URL;
	} catch {
		// A site that is not set up has nowhere to send a form.
		return "";
	}
}
