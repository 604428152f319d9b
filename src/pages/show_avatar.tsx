import type { PropsWithChildren } from "hono/jsx";
import { FIELDS } from "../avatar/fields";
import { AVATAR_SIZE, AVATAR_SIZES, FORMATS } from "../avatar/formats";
import { Credit } from "./credit";
import { InDiscord } from "./in_discord";
import { DESCRIPTION, Layout, LogOut } from "./layout";
import { PageCard } from "./open_graph";
import { Snippets } from "./snippets";

/** The page of `/show_avatar`. It holds nothing of anybody: the script fills it from `GET /me`. */
export function ShowAvatar({
	inDiscord = false,
	address,
}: {
	inDiscord?: boolean;
	address?: string | undefined;
}) {
	return (
		<Layout
			title="Your avatar"
			script="show_avatar"
			head={
				<PageCard
					title="Your avatar"
					description={DESCRIPTION}
					path="/show_avatar"
					picture="share.png"
					address={address}
				/>
			}
		>
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

function Embed() {
	return (
		<section id="embed" class="embed" aria-labelledby="embed-title">
			<h2 id="embed-title">Show it elsewhere</h2>
			<fieldset id="link-kinds" class="cards">
				<legend class="for-readers">Which link</legend>
				<LinkKind id="link-permanent" title="This picture" is="for ever" checked />
				<LinkKind id="link-following" title="Always my latest" is="follows what you make" />
			</fieldset>
			<div id="about-permanent" class="about-link">
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
			</div>
			<div id="about-following" class="about-link" hidden>
				<p class="small">
					Put this link in a profile once: it shows whatever avatar you made here last, some minutes after you
					made it. No name is in it. It stays when you log out, until you delete it, take Discobear from your
					Discord account, or nobody uses it for a year.
				</p>
				<p id="link-unknown" class="actions" hidden>
					<button id="link-look" type="button" class="second">
						Try again
					</button>
				</p>
				<p id="link-none" class="actions" hidden>
					<button id="link-make" type="button" class="second">
						Make this link
					</button>
				</p>
				<p id="link-there" class="actions" hidden>
					<button id="link-change" type="button" class="second">
						Change the link
					</button>
					<button id="link-delete" type="button" class="quiet">
						Delete it
					</button>
				</p>
				<p id="link-said" class="small" role="status" />
				<div id="link-trouble" class="notice" role="alert" />
			</div>
			<div id="snippets" class="about-link">
				<Snippets labelledBy="embed-title" />
			</div>
			<dialog id="link-dialog" class="dialog" aria-labelledby="link-dialog-title">
				<form method="dialog">
					<h2 id="link-dialog-title">Change the link?</h2>
					<p>Wherever it stands now, it shows nothing from then on.</p>
					<div class="actions">
						<button type="submit" value="" class="primary">
							Keep it
						</button>
						<button id="link-dialog-yes" type="submit" value="yes" class="second">
							Change
						</button>
					</div>
				</form>
			</dialog>
		</section>
	);
}

function LinkKind(kind: { id: string; title: string; is: string; checked?: boolean }) {
	return (
		<label class="card">
			<input id={kind.id} type="radio" name="link" value={kind.id} checked={kind.checked} />
			<span>
				<b>{kind.title}</b>
				<span class="card-is">{kind.is}</span>
			</span>
		</label>
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
