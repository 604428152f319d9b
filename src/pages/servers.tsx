import { Layout } from "./layout";
import { PageCard } from "./open_graph";
import { ServerList } from "./servers_list";
import { Server } from "./servers_server";
import { Waiting } from "./servers_waiting";
import { ThrowAway } from "./throw_away";

const TITLE = "Your servers";
const DESCRIPTION = "Where the Discobear bot is in your Discord servers, and how it looks there.";

/**
 * The page of `/servers`, and of one server at `/servers?guild={id}`. It holds nothing of anybody: the script fills
 * it from `GET /guilds` and `GET /guilds/{id}`.
 */
export function Servers({ address }: { address?: string | undefined }) {
	return (
		<Layout
			title={TITLE}
			description={DESCRIPTION}
			head={
				<PageCard
					title={TITLE}
					description={DESCRIPTION}
					path="/servers"
					picture="share_servers.png"
					address={address}
				/>
			}
			script="servers"
			here="/servers"
			account
		>
			<h1 id="title" tabindex={-1}>
				Your servers
			</h1>
			<div class="lead needs-script">
				<p id="lead" class="small">
					Where the bot is, and where you can bring it. In each of your servers you choose its name, its
					avatar and its settings.
				</p>
				<a id="back" class="back" href="/servers" hidden>
					Back to your servers
				</a>
				<Waiting id="page-waiting" />
			</div>
			<p id="said" class="for-readers" role="status" />
			<noscript>
				<section class="instead">
					<p>The control room needs JavaScript. Making an avatar works without it.</p>
					<a class="primary" href="/">
						Make an avatar
					</a>
				</section>
			</noscript>
			<Loading />
			<section id="stop" class="instead" hidden>
				<img
					id="stop-picture"
					class="portrait"
					src="/sad.svg"
					alt=""
					width={160}
					height={160}
					loading="lazy"
				/>
				<h2 id="stop-title" tabindex={-1}>
					Your servers could not be loaded
				</h2>
				<p id="stop-detail" />
				<a id="stop-action" class="primary" href="/servers">
					Try again
				</a>
			</section>
			<ServerList />
			<Server />
			<ThrowAway id="logout-dialog" title="Log out and throw this away?" no="Stay" yes="Log out">
				<p>These settings are not saved:</p>
			</ThrowAway>
		</Layout>
	);
}

/** Enough of them that the foot of the page does not come into view and leave it again. */
const CARDS_TO_COME = 9;

/** The shape of what comes, so that nothing jumps when it has come. */
function Loading() {
	return (
		<div id="loading" class="needs-script">
			<span class="for-readers" role="status">
				Loading
			</span>
			<div id="loading-list" class="guild-group" aria-hidden="true">
				<div class="the-bot">
					<span class="face skeleton" />
					<span class="line skeleton" />
				</div>
				<span class="line skeleton" />
				<div class="guilds">
					{Array.from({ length: CARDS_TO_COME }, () => (
						<div class="guild">
							<span class="face skeleton" />
							<span class="guild-name">
								<span class="line skeleton" />
							</span>
						</div>
					))}
				</div>
			</div>
			<div id="loading-editor" aria-hidden="true" hidden>
				<div class="tabs">
					<span class="tab" />
				</div>
				<div class="studio">
					<div class="preview bot-preview">
						<span class="bot-card skeleton" />
					</div>
					<div class="choices">
						<span class="group skeleton" />
						<span class="group tall skeleton" />
						<span class="group tall skeleton" />
					</div>
				</div>
			</div>
		</div>
	);
}
