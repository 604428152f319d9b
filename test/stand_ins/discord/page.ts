import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What every page of the stand-in has around it; says first that it is one. */
export function page(content: Html): Html {
	return html`<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<meta name="color-scheme" content="light dark">
		<title>Stand-in Discord</title>
		<style>${STYLE}</style>
	</head>
	<body>
		<main>
			<h1>Stand-in Discord</h1>
			<p class="notice"><strong>This is not Discord.</strong> It stands in for Discord while an application is tried out
				or tested. Everybody here is made up, and no real account is used.</p>
			${content}
		</main>
	</body>
</html>`;
}

/** Nothing is loaded and nobody may frame it. No `form-action`: it would bind the redirect to the application too. */
export const PAGE_HEADERS = {
	"Cache-Control": "no-store",
	"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
	"Referrer-Policy": "no-referrer",
};

const STYLE = `
:root { --page: #eef0f5; --card: #fff; --text: #1d1e22; --faint: #565a65; --line: #c3c7d1; --note: #fff3d1; --blue: #4752c4 }
@media (prefers-color-scheme: dark) {
	:root { --page: #1a1b1e; --card: #2a2c31; --text: #f2f3f5; --faint: #b5bac1; --line: #50545d; --note: #40371f; --blue: #4752c4 }
}
* { box-sizing: border-box }
body { margin: 0; padding: 1rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 30rem; margin: 0 auto; padding: 1.25rem; background: var(--card); border-radius: .75rem; overflow-wrap: anywhere }
h1 { margin: 0; font-size: 1.5rem }
h2 { margin: 1.25rem 0 .5rem }
legend { margin: 0 0 .5rem }
h2, legend { padding: 0; font-size: 1.05rem; font-weight: 600 }
.notice { margin: .75rem 0 0; padding: .75rem; background: var(--note); border-radius: .5rem }
fieldset { margin: 1.25rem 0 0; padding: 0; border: 0; min-width: 0 }
.person { display: flex; gap: .75rem; align-items: center; padding: .5rem .75rem; margin-bottom: .4rem; border: 1px solid var(--line); border-radius: .5rem; cursor: pointer }
.person:has(:checked) { border-color: var(--text); box-shadow: inset 0 0 0 1px var(--text) }
.person input { flex: none; width: 1.2rem; height: 1.2rem; accent-color: var(--blue) }
.username, small { display: block; color: var(--faint); font-size: .875rem }
ul { margin: 0; padding-left: 1.25rem }
.choice { display: flex; gap: .75rem; margin-top: 1.5rem }
button { flex: 1; min-height: 2.75rem; font: inherit; font-weight: 600; color: var(--text); background: none; border: 1px solid var(--line); border-radius: .5rem; cursor: pointer }
button.accept { color: #fff; background: var(--blue); border-color: var(--blue) }
a { color: inherit }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px }
`;
