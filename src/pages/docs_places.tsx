import { LIBRAVATAR_SIZE, LIBRAVATAR_STYLE, LIBRAVATAR_WORDS } from "../avatar/libravatar";
import { svgPath } from "../avatar/query";
import { RASTER_SIZE_MAX } from "../avatar/sizes";
import { SNIPPETS } from "../avatar/snippets";
import { styleCard } from "../avatar/styles";
import { Code, Section, Table } from "./docs_parts";

/** The hash of george@example.com, the example in Libravatar's own description. */
const HASH = "40f8d096a3777232204cb3f796c577b7";

export function Libravatar({ site }: { site: string }) {
	return (
		<Section id="libravatar" title="In the place of Gravatar or Libravatar">
			<p>
				Forges, blogs and mailing lists show a picture for the hash of somebody’s e-mail address.{" "}
				<code>/libravatar/{"{hash}"}</code> answers such an address, MD5 or SHA-256, with an avatar that grows
				from the hash. Nobody has to sign up, and nobody is looked up.
			</p>
			<Table
				labelledBy="libravatar-title"
				head={["parameter", "what it does"]}
				rows={[
					[
						<>
							<code>s</code>, <code>size</code>
						</>,
						`Width and height, 1 to ${RASTER_SIZE_MAX} pixels; ${LIBRAVATAR_SIZE} where there is none, or none that is right.`,
					],
					[
						<>
							<code>d</code>, <code>default</code>
						</>,
						<>
							Which style:{" "}
							{Object.entries(LIBRAVATAR_WORDS).map(([word, style]) => (
								<>
									<code>{word}</code> is <code>{style}</code>,{" "}
								</>
							))}
							any other style by its own name, and all else <code>{LIBRAVATAR_STYLE}</code>. Since every hash
							has a picture, <code>404</code>, <code>blank</code> and another picture’s address change
							nothing: nobody is ever led elsewhere.
						</>,
					],
					[<code>style</code>, "Which style, whatever d says; the style’s own options may follow."],
					[
						<>
							<code>f</code>, <code>r</code>
						</>,
						"Are taken, and change nothing.",
					],
				]}
			/>
			<p>
				The hash may end in a format (<code>.png</code>, <code>.jpg</code>, <code>.webp</code>,{" "}
				<code>.avif</code>, <code>.svg</code>), and <code>/libravatar/avatar/{"{hash}"}</code> is the same,
				for what puts <code>avatar/</code> before it.
			</p>
			<Code language="html" site={site}>
				{`<img src="${site}/libravatar/${HASH}?s=96&amp;d=retro" alt="" width="96" height="96">`}
			</Code>
			<Code language="ini" title="Forgejo, Gitea: app.ini" site={site}>
				{`[picture]\nGRAVATAR_SOURCE = ${site}/libravatar/?style=${LIBRAVATAR_STYLE}\nENABLE_FEDERATED_AVATAR = false`}
			</Code>
			<Code language="ruby" title="GitLab: gitlab.rb" site={site}>
				{`gitlab_rails['gravatar_enabled'] = true\ngitlab_rails['gravatar_ssl_url'] = "${site}/libravatar/%{hash}?s=%{size}"`}
			</Code>
			<Code language="python" title="Mailman, and Django with django-gravatar2: settings.py" site={site}>
				{`GRAVATAR_SECURE_URL = "${site}/libravatar/"\nGRAVATAR_DEFAULT_IMAGE = "${LIBRAVATAR_STYLE}"`}
			</Code>
			<Code language="php" title="WordPress: a plugin of one line" site={site}>
				{`add_filter( 'get_avatar_url', fn( $url ) => preg_replace( '~^https?://[^/]*gravatar\\.com/~', '${site}/libravatar/', $url ) );`}
			</Code>
		</Section>
	);
}

export function Places({ site }: { site: string }) {
	const url = `${site}/10.x/critters/png?seed=Kuma&size=256`;
	const picture = { url, width: 128, card: styleCard("critters"), alt: "Kuma" };
	return (
		<Section id="places" title="Where to put it">
			<p>
				Chats and forums want a raster image: <code>png</code>. Sites that show SVGs take{" "}
				<code>{svgPath("critters", "Kuma", {})}</code>, which is sharp at any size.
			</p>
			<Code language="markdown" title="A README: Markdown" site={site}>
				{SNIPPETS.markdown(picture)}
			</Code>
			<Code language="bbcode" title="A forum: BBCode" site={site}>
				{SNIPPETS.bbcode(picture)}
			</Code>
			<Code language="sh" title="A Discord webhook: avatar_url" site={site}>
				{`# not as arguments: others on the machine can read these\nprintf 'url = "%s"' "$WEBHOOK_URL" | curl --config - -H 'Content-Type: application/json' \\\n  -d '{"username":"Kuma","avatar_url":"${url}","content":"Good evening."}'`}
			</Code>
			<Code language="sh" title="A Slack bot with the scope chat:write.customize: icon_url" site={site}>
				{`printf 'Authorization: Bearer %s' "$SLACK_TOKEN" | curl https://slack.com/api/chat.postMessage -H @- \\\n  -H 'Content-Type: application/json; charset=utf-8' \\\n  -d '{"channel":"#general","username":"Kuma","icon_url":"${url}","text":"Good evening."}'`}
			</Code>
			<p>
				An avatar that you made at <a href="/">the first page</a> has addresses of its own, without your name
				in them: <code>/avatar/{"{key}"}.png?size=256</code>, and the page to share,{" "}
				<code>/avatar/{"{key}"}</code>.
			</p>
		</Section>
	);
}
