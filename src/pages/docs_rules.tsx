import { RASTER_UNIT } from "../avatar/raster/cost";
import { RASTER_SIZE_MAX } from "../avatar/sizes";
import { PROBLEMS } from "../errors";
import { PICTURE_HEADERS } from "../security_headers";
import { Code, Section, Table } from "./docs_parts";

/** A limit of wrangler.toml. */
export interface LimitFacts {
	name: string;
	/** How many in a period. */
	limit: number;
	/** In seconds. */
	period: number;
}

/** What each limit counts, and whose, by its name in wrangler.toml. */
const LIMITS: Readonly<Record<string, readonly [counts: string, whose: string]>> = {
	READ_LIMIT: ["requests of all kinds", "an address"],
	RASTER_LIMIT: [`raster images, each ${RASTER_UNIT} ms of their CPU time as one`, "an address"],
	LOGIN_LIMIT: ["what writes or asks Discord", "an address"],
	READ_LIMIT_NETWORK: ["requests of all kinds", "an IPv6 network (/48)"],
	RASTER_LIMIT_NETWORK: [
		`raster images, each ${RASTER_UNIT} ms of their CPU time as one`,
		"an IPv6 network (/48)",
	],
	LOGIN_LIMIT_NETWORK: ["what writes or asks Discord", "an IPv6 network (/48)"],
	BOT_LIMIT: ["what asks Discord with the bot’s token", "a person"],
	LINK_LIMIT: ["changes of a personal link", "a person"],
	INTERACTION_LIMIT: ["uses of /avatar in Discord", "a person"],
	INTERACTION_LIMIT_GUILD: ["uses of /avatar in Discord", "a Discord server"],
	SUGGESTION_LIMIT: ["suggestions while somebody types in Discord", "a person"],
};

export function Limits({ limits }: { limits: readonly LimitFacts[] }) {
	const known = limits.filter(({ name }) => LIMITS[name]);
	const order = Object.keys(LIMITS);
	return (
		<Section id="limits" title="Limits">
			<p>
				Past a limit the answer is 429, with <code>Retry-After</code>. An IPv6 address counts by its first 64
				bits. What a cache answers does not count. Addresses are counted in each of Cloudflare’s locations by
				itself.
			</p>
			<Table
				labelledBy="limits-title"
				head={["what counts", "for each", "at most"]}
				rows={known
					.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
					.map(({ name, limit, period }) => {
						const [counts, whose] = LIMITS[name] ?? [];
						return [
							counts,
							whose,
							`${limit.toLocaleString("en")} ${period === 60 ? "a minute" : `in ${period} seconds`}`,
						];
					})}
			/>
		</Section>
	);
}

export function Caching() {
	return (
		<Section id="caching" title="Caching">
			<p>
				The same address is the same picture for ever: <code>{PICTURE_HEADERS["Cache-Control"]}</code>. Lists,
				and pictures of a release candidate, may be kept for an hour, a personal link for five minutes, and
				what is not for everybody is never kept. Pictures have an <code>ETag</code>, which names the versions
				of all that draws them; who sends it as <code>If-None-Match</code> gets 304, and nothing is drawn.
			</p>
		</Section>
	);
}

export function Errors() {
	return (
		<Section id="errors" title="Errors">
			<p>
				Each error has a <code>code</code> that stays. The picture addresses tell it as DiceBear’s own server
				does:
			</p>
			<Code language="json">
				{JSON.stringify(
					{
						statusCode: 404,
						code: "style_unknown",
						error: "Not Found",
						message: PROBLEMS.style_unknown.title,
					},
					undefined,
					2,
				)}
			</Code>
			<p>
				All others are <code>application/problem+json</code> (RFC 9457), or a page where a browser asks for
				one:
			</p>
			<Code language="json">
				{JSON.stringify(
					{
						type: "about:blank",
						title: PROBLEMS.not_logged_in.title,
						status: 401,
						detail: PROBLEMS.not_logged_in.detail,
						code: "not_logged_in",
					},
					undefined,
					2,
				)}
			</Code>
			<Table
				labelledBy="errors-title"
				head={["code", "status", "what happened", "what to do"]}
				rows={Object.entries(PROBLEMS)
					.toSorted(([, a], [, b]) => a.status - b.status)
					.map(([code, { status, title, detail }]) => [<code>{code}</code>, status, title, detail])}
			/>
		</Section>
	);
}

export function Differences() {
	return (
		<Section id="differences" title="What differs from DiceBear">
			<p>
				Any link to <code>https://api.dicebear.com/5.x/…</code> to <code>/10.x/…</code> works here by changing
				its host, and gives the same picture. Addresses are read as DiceBear’s own server reads them, but:
			</p>
			<ul>
				<li>
					A comma separates a list in any spelling, and a list may be in brackets (
					<code>backgroundColor[]=</code>), so that older links work. DiceBear’s newest server takes{" "}
					<code>%2C</code> in a query as a part of a value, and refuses brackets.
				</li>
				<li>A variant that a style does not have is an error. There the part silently disappears.</li>
				<li>
					Raster images may be {RASTER_SIZE_MAX.toLocaleString("en")} pixels wide; there 256. One that would
					take more than a Worker has is drawn smaller and enlarged.
				</li>
				<li>How many parameters there may be, and how long a list, is not limited.</li>
				<li>
					Initials that are a blocked word in Arabic, Chinese, Japanese, Korean or Russian are asterisks, as
					there; the list of words is a shorter one.
				</li>
				<li>
					Of the options of 5 to 9, one left empty (<code>size=</code>) is not chosen. <code>/9.x</code> lists
					the styles.
				</li>
			</ul>
		</Section>
	);
}
