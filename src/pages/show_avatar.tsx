import type { PropsWithChildren } from "hono/jsx";
import { FIELDS } from "../avatar/fields";
import { AVATAR_SIZE, AVATAR_SIZES, FORMATS } from "../avatar/formats";
import { Credit } from "./credit";
import { InDiscord } from "./in_discord";
import { Layout, LogOut } from "./layout";

/** The page of `/show_avatar`. It holds nothing of anybody: the script fills it from `GET /me`. */
export function ShowAvatar({ inDiscord = false }: { inDiscord?: boolean }) {
	return (
		<Layout title="Your avatar" script="show_avatar">
			<h1>Your avatar</h1>
			<noscript>
				<PlainPlinth inDiscord={inDiscord} />
			</noscript>
			<Loading />
			<Instead id="empty">
				<h2 id="empty-title">You are not logged in</h2>
				<p id="empty-detail">Make an avatar and log in with Discord to see it here.</p>
				<a class="primary" href="/">
					Make an avatar
				</a>
			</Instead>
			<Instead id="failed">
				<h2>Your avatar could not be loaded</h2>
				<p id="failed-detail">Please check your connection and try again.</p>
				<a class="primary" href="/show_avatar">
					Try again
				</a>
			</Instead>
			<Plinth inDiscord={inDiscord} />
		</Layout>
	);
}

/** All of it without the script, for whoever is logged in. */
function PlainPlinth({ inDiscord }: { inDiscord: boolean }) {
	return (
		<div class="plinth">
			<div class="stand">
				<span class="stage chequered">
					<img src="/avatar" alt="Your avatar" width={320} height={320} />
				</span>
				<p class="small">If there is no picture here, you are not logged in: make an avatar first.</p>
			</div>
			<div class="use">
				<p class="actions">
					<a class="primary" href="/avatar" download="discobear.svg">
						Download <span class="thin">SVG</span>
					</a>
					<a class="second" href="/avatar/permalink">
						Open the permanent link
					</a>
				</p>
				<Leave inDiscord={inDiscord} />
			</div>
		</div>
	);
}

/** The shape of what comes, so that nothing jumps when it has come. */
function Loading() {
	return (
		<div id="loading" class="plinth needs-script" role="status">
			<span class="for-readers">Loading your avatar</span>
			<div class="stand" aria-hidden="true">
				<span class="stage skeleton" />
				<span class="line skeleton" />
			</div>
			<div class="use" aria-hidden="true">
				<span class="line tall skeleton" />
				<span class="block skeleton" />
			</div>
		</div>
	);
}

function Instead({ id, children }: PropsWithChildren<{ id: string }>) {
	return (
		<section id={id} class="instead" hidden>
			<img class="portrait" src="/sad.svg" alt="" width={160} height={160} loading="lazy" />
			{children}
		</section>
	);
}

const NO_CARD = { title: "", creator: "", creatorUrl: "/", licence: "", licenceUrl: "/" };

function Plinth({ inDiscord }: { inDiscord: boolean }) {
	return (
		<div id="plinth" class="plinth" hidden>
			<div class="stand">
				<span class="stage">
					<img id="avatar" alt="" width={320} height={320} />
				</span>
				<Credit card={NO_CARD} />
				<p id="grew-from" class="small" />
			</div>
			<div class="use">
				<p id="link-missing" class="notice" hidden>
					The permanent link is not ready: our storage did not answer. You can download the avatar now, or{" "}
					<a href="/show_avatar">try again</a> for the link.
				</p>
				<Renewal />
				<Download />
				<Embed />
				<Leave inDiscord={inDiscord} another="another" />
			</div>
		</div>
	);
}

/** When an old avatar was made and, where its person has changed at Discord, the way to a new one. */
function Renewal() {
	return (
		<div id="renewal" class="renewal" hidden>
			<p id="made-at" />
			<form id="renew" method="post" action="/get_avatar" hidden>
				<p id="renew-reason" />
				{FIELDS.map((name) => (
					<input type="hidden" name={name} />
				))}
				<button type="submit" class="second">
					Renew it
				</button>
			</form>
		</div>
	);
}

/** Every format and size, and what each is for; the links below follow what is chosen here. */
function Download() {
	return (
		<div class="download">
			<div id="picture-choice" class="picture-choice">
				<label>
					Format
					<select id="format" aria-describedby="format-use">
						{Object.entries(FORMATS).map(([name, { title }]) => (
							<option value={name}>{title}</option>
						))}
					</select>
				</label>
				<label id="size-choice">
					Size
					<select id="size">
						{AVATAR_SIZES.map((size) => (
							<option value={size} selected={size === AVATAR_SIZE}>
								{size} × {size}
							</option>
						))}
					</select>
				</label>
			</div>
			<a id="download" class="primary" href="/avatar" download="discobear.svg">
				Download
			</a>
			<p id="format-use" class="small" role="status" />
		</div>
	);
}

/** The ways to write the permanent link; the script writes the texts. */
const SNIPPETS = { url: "URL", html: "HTML", markdown: "Markdown", bbcode: "BBCode" } as const;

function Embed() {
	const kinds = Object.entries(SNIPPETS);
	return (
		<section id="embed" class="embed" aria-labelledby="embed-title">
			<h2 id="embed-title">Show it elsewhere</h2>
			<p class="small">
				This link works for ever, for everybody, and does not contain your name. But the picture is made of
				it: who tries out names can tell which one it is, unless you chose an extra seed that nobody can
				guess.
			</p>
			<p class="small">
				In a chat, paste the link of{" "}
				<a id="shared" href="/avatar/permalink">
					its page
				</a>
				: the picture shows by itself.
			</p>
			<div class="tabs" role="tablist" aria-labelledby="embed-title">
				{kinds.map(([kind, title], i) => (
					<button
						id={`tab-${kind}`}
						type="button"
						role="tab"
						class="tab"
						aria-controls={`snippet-${kind}`}
						aria-selected={i === 0 ? "true" : "false"}
						tabindex={i === 0 ? 0 : -1}
					>
						{title}
					</button>
				))}
			</div>
			{kinds.map(([kind, title], i) => (
				<div
					id={`snippet-${kind}`}
					role="tabpanel"
					class="snippet"
					aria-labelledby={`tab-${kind}`}
					hidden={i > 0}
				>
					<textarea readonly rows={2} spellcheck={false} aria-label={`${title} to copy`} />
				</div>
			))}
			<p class="actions">
				<button id="copy" type="button" class="second">
					Copy link
				</button>
				<span id="copied" role="status" />
			</p>
		</section>
	);
}

/** @param another the id of the way back to the form, for the script */
function Leave({ inDiscord, another }: { inDiscord: boolean; another?: string }) {
	return (
		<div class="leave">
			<a id={another} class="second" href="/">
				Make another
			</a>
			{inDiscord && <InDiscord />}
			<LogOut />
		</div>
	);
}
