import { partsOf, TYPES } from "../control_room/described_settings";
import { ENDPOINTS, type Endpoint } from "../control_room/endpoint_table";
import { KNOWN_FIELDS } from "../control_room/settings";
import { isClosed, whoMay } from "../control_room/who_may";
import { Code, Names, Section, Table } from "./docs_parts";

const ROWS: readonly Endpoint[] = ENDPOINTS;

function Endpoints({ title, rows }: { title: string; rows: readonly Endpoint[] }) {
	return (
		<details class="endpoints">
			<summary>
				{title} <span class="thin">{rows.length}</span>
			</summary>
			<dl>
				{[...Map.groupBy(rows, whoMay)].map(([who, theirs]) => (
					<>
						<dt>{who}</dt>
						<dd>
							<ul>
								{theirs.map(({ method, pattern }) => (
									<li>
										<code>{method === "GET" ? pattern : `${method} ${pattern}`}</code>
									</li>
								))}
							</ul>
						</dd>
					</>
				))}
			</dl>
		</details>
	);
}

export function BotApi({ site }: { site: string }) {
	const reads = ROWS.filter(({ method }) => method === "GET");
	return (
		<Section id="botapi" title="The bot’s middleman: /botapi">
			<p>
				<code>/botapi/{"{endpoint}"}</code>, or <code>/botapi/v10/{"{endpoint}"}</code> for a Discord library,
				makes a call to Discord with the bot’s token for somebody who is logged in here, and answers as
				Discord does, with <code>Retry-After</code> where one has to wait. Each endpoint asks for the right
				that Discord itself asks of a member, or a higher one where the bot sees more, by Discord’s names. Who
				lacks it gets 404, as for a server that is not there; a closed endpoint is 403. Whoever runs the site
				may have closed more.
			</p>
			<Endpoints title="Open for reading" rows={reads.filter((row) => !isClosed(row))} />
			<Endpoints title="Writes" rows={ROWS.filter(({ method }) => method !== "GET")} />
			<Endpoints title="Closed, and why" rows={reads.filter(isClosed)} />
			<p>
				Each query parameter can be given once. Every write asks Discord afresh for the person’s right, and
				the server’s audit log gets their id. A message mentions nobody unless somebody who may mention
				everybody asks for it, and takes files as Discord does: ten, up to 20 MiB together.
			</p>
			<Code language="sh" site={site}>
				{`# not as an argument: others on the machine can read these\nprintf 'Cookie: __Host-session=%s' "$SESSION" | curl ${site}/botapi/v10/users/@me/guilds -H @-`}
			</Code>
		</Section>
	);
}

export function BotSettings({ site }: { site: string }) {
	return (
		<Section id="bot-settings" title="The bot’s settings">
			<p>
				What a bot does in a server is set by its people at <a href="/servers">/servers</a>, and read by the
				bot, with the key that whoever runs the site gave it: <code>Authorization: Bearer {"{key}"}</code>.
			</p>
			<Table
				labelledBy="bot-settings-title"
				head={["address", "answer"]}
				rows={[
					[
						<code>GET /bot/guilds/{"{id}"}/settings</code>,
						"{ guild, values, version }, with the defaults filled in; an ETag, and 304 for who has it",
					],
					[
						<code>GET /bot/settings?since={"{cursor}"}</code>,
						"{ cursor, anew, changes: [{ guild, version, cursor }] }: the servers that have changed since. anew is true where that is not known",
					],
					[
						<code>GET /bot/settings/stream?since={"{cursor}"}</code>,
						"a WebSocket: the same as its first message, then one for each change. It answers ping with pong",
					],
				]}
			/>
			<Code language="sh" site={site}>
				{`printf 'Authorization: Bearer %s' "$BOT_API_KEY" | curl ${site}/bot/guilds/$GUILD/settings -H @-`}
			</Code>
			<h3 id="settings-that-there-are">The settings that there are</h3>
			<p>Whoever runs the site may have described others in the place of those that are not /avatar’s.</p>
			<Table
				labelledBy="settings-that-there-are"
				head={["name", "type", "default", "what it is"]}
				rows={KNOWN_FIELDS.map(({ name, type, default: value, label, explanation }) => [
					<code>{name}</code>,
					type,
					<code>{JSON.stringify(value)}</code>,
					`${label}. ${explanation}`,
				])}
			/>
			<h3 id="types-of-settings">Their types</h3>
			<p>
				All may say <Names all={["name", "type", "label", "explanation", "group", "default"]} />.
			</p>
			<Table
				labelledBy="types-of-settings"
				head={["type", "may also say"]}
				rows={TYPES.map((type) => [
					<code>{type}</code>,
					partsOf(type).length > 0 ? <Names all={partsOf(type)} /> : "nothing",
				])}
			/>
			<h3 id="settings-page">The page’s own addresses</h3>
			<Table
				labelledBy="settings-page"
				head={["address", "answer"]}
				rows={[
					[<code>GET /guilds/{"{id}"}/settings</code>, "{ fields, values, version, history, managers }"],
					[
						<code>PATCH /guilds/{"{id}"}/settings</code>,
						"takes { values } and If-Match with the version that they change; 412 with the differences where somebody has saved since",
					],
					[<code>PUT /guilds/{"{id}"}/settings/managers</code>, "takes { role }: the owner’s alone"],
					[
						<code>GET /guilds/{"{id}"}/settings/channels</code>,
						"what the pickers show; also …/roles, …/members?query= and …/members/{id}",
					],
				]}
			/>
		</Section>
	);
}
