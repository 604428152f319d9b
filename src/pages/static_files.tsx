import { moodOptions } from "../avatar/moods";
import { render } from "../avatar/render";
import { VERSIONS } from "../avatar/versions";
import { IMAGE_POLICY, PICTURE_HEADERS, pagePolicy, SAFE_HEADERS } from "../security_headers";
import { Docs } from "./docs";
import type { VersionFacts } from "./docs_pictures";
import type { LimitFacts } from "./docs_rules";
import { SAMPLE_NAME } from "./entered";
import { DESCRIPTION } from "./layout";
import { Servers } from "./servers";
import { ShowAvatar } from "./show_avatar";
import { Studio } from "./studio";

/** The avatar of the pages that bring bad news. */
const SAD = { style: "critters", background: "ffdfbf" };

/**
 * The files that are the same for everybody, by name in static/: they are served without waking the Worker.
 * @param formTargets where a plain form may lead besides our own site
 * @param drawnBy the host of the DiceBear that is asked for avatars
 * @param inDiscord whether `/avatar` is there in Discord
 * @param limits how many requests there may be, as wrangler.toml has it
 * @param address where the site is, as an origin; undefined where it is wherever it is asked
 */
export async function staticFiles({
	formTargets,
	drawnBy,
	inDiscord,
	limits,
	address,
}: {
	formTargets: string[];
	drawnBy: string | undefined;
	inDiscord: boolean;
	limits: readonly LimitFacts[];
	address: string | undefined;
}): Promise<Record<string, string>> {
	const studio = <Studio drawnBy={drawnBy} inDiscord={inDiscord} address={address} />;
	const docs = <Docs address={address} limits={limits} versions={await versions()} />;
	return {
		"index.html": String(await studio.toString()),
		"show_avatar.html": String(await (<ShowAvatar inDiscord={inDiscord} address={address} />).toString()),
		"servers.html": String(await (<Servers address={address} />).toString()),
		"docs.html": String(await docs.toString()),
		"manifest.webmanifest": JSON.stringify(MANIFEST),
		"robots.txt": ROBOTS,
		"sad.svg": render(SAD.style, SAMPLE_NAME, {
			...moodOptions(SAD.style, "sad"),
			backgroundColor: [SAD.background],
		}),
		_headers: headersFile(formTargets),
	};
}

/** What a page says of each major version, in order. */
function versions(): Promise<VersionFacts[]> {
	const facts = [...VERSIONS].map(async ([name, { version, isNext = false }]) => {
		const { packages, styles, files } = await version();
		return { name, packages, styles: styles.size, files: Object.keys(files), isNext };
	});
	return Promise.all(facts);
}

/** Source: https://www.w3.org/TR/appmanifest/ */
const MANIFEST = {
	name: "Discobear",
	description: DESCRIPTION,
	start_url: "/",
	display: "minimal-ui",
	background_color: "#fdf7ec",
	theme_color: "#fdf7ec",
	icons: [
		{ src: "/favicon.svg", sizes: "any", type: "image/svg+xml" },
		{ src: "/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any maskable" },
		{ src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any maskable" },
	],
};

/**
 * What is drawn on demand, and what leads elsewhere, is nothing to look for. A shared avatar and its page may be fetched, for
 * chats show them, and say by themselves that they are not to be indexed. Source: RFC 9309
 */
const CLOSED = [
	...[...VERSIONS.keys()].map((version) => `/${version}/`),
	...["/libravatar/", "/get_avatar", "/login", "/install", "/guilds", "/bot"],
];

const ROBOTS = `User-agent: *
${CLOSED.map((path) => `Disallow: ${path}`).join("\n")}
`;

/**
 * Cloudflare's rules for the headers of static files. The first is for all that is answered without the Worker, redirects
 * (`/index.html`) and refusals (a POST) too. Where another sets the same header, it takes the first one's back: else
 * Cloudflare would join their values with a comma.
 * Source: https://developers.cloudflare.com/workers/static-assets/headers/
 */
function headersFile(formTargets: readonly string[]): string {
	// Nothing in a page or the notices is anybody's, but a page must be of this release: ask, and get a 304.
	const checkedEachTime = "no-cache";
	const page = { "Cache-Control": checkedEachTime, "Content-Security-Policy": pagePolicy(formTargets) };
	// Their names tell what is in them.
	const forEver = { "Cache-Control": "public, max-age=31536000, immutable" };
	const icon = {
		"Cache-Control": "public, max-age=86400",
		"Content-Security-Policy": IMAGE_POLICY,
	};
	/** A chat may show it in its own page. */
	const shown = {
		...icon,
		"Cross-Origin-Resource-Policy": PICTURE_HEADERS["Cross-Origin-Resource-Policy"],
	};
	/** Made anew with each release, and for any page to read. */
	const described = {
		"Access-Control-Allow-Origin": PICTURE_HEADERS["Access-Control-Allow-Origin"],
		"Cache-Control": "public, max-age=3600",
	};
	const rules = {
		"/*": SAFE_HEADERS,
		"/": page,
		// Whoever comes from a search has no avatar here.
		"/show_avatar": { ...page, "X-Robots-Tag": PICTURE_HEADERS["X-Robots-Tag"] },
		"/servers": page,
		"/docs": page,
		"/made/*": forEver,
		"/fonts/*": forEver,
		"/styles/*": forEver,
		"/third_party_notices.txt": { "Cache-Control": checkedEachTime },
		"/favicon.svg": icon,
		"/sad.svg": icon,
		"/apple-touch-icon.png": icon,
		"/icon-192.png": icon,
		"/icon-512.png": icon,
		"/manifest.webmanifest": icon,
		"/openapi.json": described,
		"/robots.txt": { "Cache-Control": icon["Cache-Control"] },
		"/share.png": shown,
		"/share_servers.png": shown,
	};
	return Object.entries(rules)
		.map(([path, headers]) => [path, ...(path === "/*" ? [] : taken(headers)), ...given(headers)].join("\n"))
		.join("\n\n");
}

const taken = (headers: object) =>
	Object.keys(headers)
		.filter((name) => Object.hasOwn(SAFE_HEADERS, name))
		.map((name) => `  ! ${name}`);
const given = (headers: object) => Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
