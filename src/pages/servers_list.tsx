import type { PropsWithChildren } from "hono/jsx";
import { Face } from "./servers_editor";

/** The person's servers in groups; the script brings the cards. */
export function ServerList() {
	return (
		<div id="list" class="guild-list" hidden>
			<p id="the-bot" class="the-bot">
				<Face id="the-bot-face" />
				<span id="the-bot-words" hidden>
					<b id="the-bot-name" /> <span class="small">is the bot that this page is about.</span>
				</span>
			</p>
			<div id="guild-search" class="search" hidden>
				<input
					type="search"
					aria-label="Search your servers"
					placeholder="Search your servers"
					autocomplete="off"
					dir="auto"
				/>
				<p class="count" role="status" />
			</div>
			<p id="no-guilds-fit" class="empty-note" hidden>
				No server fits.{" "}
				<button type="button" class="link">
					Show all servers
				</button>
			</p>
			<section id="none-to-manage" class="instead" hidden>
				<img class="mark" src="/favicon.svg" alt="" width={128} height={128} />
				<p />
			</section>
			<Group id="manage" title="Manage" note="The bot is here." />
			<Group id="invite" title="Invite" note="The bot is not here yet." />
			<Group id="unknown" title="Looking for the bot" note="This takes a moment." />
			<details id="others" class="others" hidden>
				<summary>
					You cannot manage these <span class="thin" />
				</summary>
				<ul class="names" />
			</details>
		</div>
	);
}

function Group({ id, title, note }: PropsWithChildren<{ id: string; title: string; note: string }>) {
	return (
		<section id={id} class="guild-group" aria-labelledby={`${id}-title`} hidden>
			<h2 id={`${id}-title`}>
				{title} <span class="thin" />
			</h2>
			<p class="small">{note}</p>
			<ul class="guilds" />
		</section>
	);
}
