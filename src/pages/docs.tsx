import { BotApi, BotSettings } from "./docs_bot";
import { Code, siteAt } from "./docs_parts";
import { Addresses, Formats, Moods, Options, Styles, type VersionFacts, Versions } from "./docs_pictures";
import { Libravatar, Places } from "./docs_places";
import { Playground } from "./docs_playground";
import { Caching, Differences, Errors, type LimitFacts, Limits } from "./docs_rules";
import { Layout } from "./layout";
import { PageCard } from "./open_graph";

interface DocsProps {
	/** Where the site is, as an origin; undefined where it is wherever it is asked. */
	address?: string | undefined;
	limits: readonly LimitFacts[];
	versions: readonly VersionFacts[];
}

const TITLE = "Avatars for what you build";
const DESCRIPTION =
	"An address is a picture: every DiceBear style, without a key, for every site. All of it, to try and to read.";

/** What there is on the page, by the ids of the headings. */
const CONTENTS = {
	playground: "Playground",
	addresses: "Addresses",
	"options-of-a-style": "Options",
	formats: "Formats",
	styles: "Styles and licences",
	moods: "Moods",
	versions: "Versions",
	caching: "Caching",
	limits: "Limits",
	errors: "Errors",
	differences: "Unlike DiceBear",
	libravatar: "Gravatar, Libravatar",
	places: "Where to put it",
	botapi: "/botapi",
	"bot-settings": "The bot’s settings",
} as const;

/** The page of `/docs`. All of it is here without the script, which only adds what is to be tried. */
export function Docs({ address, limits, versions }: DocsProps) {
	const site = siteAt(address);
	return (
		<Layout
			title={TITLE}
			description={DESCRIPTION}
			script="docs"
			stylesheet="docs"
			here="/docs"
			head={
				<PageCard
					title={TITLE}
					description={DESCRIPTION}
					path="/docs"
					picture="share.png"
					address={address}
				/>
			}
		>
			<h1>{TITLE}</h1>
			<p class="docs-lead">
				An address is a picture. Name a style and a seed: the same address gives the same picture for ever. No
				key, no account, from any site.
			</p>
			<Code language="html" site={site}>
				{`<img src="${site}/10.x/critters/svg?seed=Kuma" alt="Kuma" width="128" height="128">`}
			</Code>
			<div class="docs">
				<nav class="contents" aria-label="On this page">
					<ul>
						{Object.entries(CONTENTS).map(([id, title]) => (
							<li>
								<a href={`#${id}`}>{title}</a>
							</li>
						))}
						<li>
							<a href="/openapi.json">OpenAPI</a>
						</li>
					</ul>
				</nav>
				<div class="docs-body">
					<Playground site={site} />
					<Addresses site={site} />
					<Options />
					<Formats />
					<Styles />
					<Moods />
					<Versions versions={versions} />
					<Caching />
					<Limits limits={limits} />
					<Errors />
					<Differences />
					<Libravatar site={site} />
					<Places site={site} />
					<BotApi site={site} />
					<BotSettings site={site} />
				</div>
			</div>
		</Layout>
	);
}
