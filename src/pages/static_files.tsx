import { moodOptions } from "../avatar/moods";
import { render } from "../avatar/render";
import { PICTURE_HEADERS, pagePolicy, SAFE_HEADERS } from "../security_headers";
import { SAMPLE_NAME } from "./entered";
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
 */
export async function staticFiles({
	formTargets,
	drawnBy,
	inDiscord,
}: {
	formTargets: string[];
	drawnBy: string | undefined;
	inDiscord: boolean;
}): Promise<Record<string, string>> {
	return {
		"index.html": String(await (<Studio drawnBy={drawnBy} inDiscord={inDiscord} />).toString()),
		"show_avatar.html": String(await (<ShowAvatar inDiscord={inDiscord} />).toString()),
		"servers.html": String(await (<Servers />).toString()),
		"sad.svg": render(SAD.style, SAMPLE_NAME, {
			...moodOptions(SAD.style, "sad"),
			backgroundColor: [SAD.background],
		}),
		_headers: headersFile(formTargets),
	};
}

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
	const forEver = { "Cache-Control": PICTURE_HEADERS["Cache-Control"] };
	const icon = {
		"Cache-Control": "public, max-age=86400",
		"Content-Security-Policy": PICTURE_HEADERS["Content-Security-Policy"],
	};
	const rules = {
		"/*": SAFE_HEADERS,
		"/": page,
		"/show_avatar": page,
		"/servers": page,
		"/made/*": forEver,
		"/fonts/*": forEver,
		"/styles/*": forEver,
		"/third_party_notices.txt": { "Cache-Control": checkedEachTime },
		"/favicon.svg": icon,
		"/sad.svg": icon,
	};
	return Object.entries(rules)
		.map(([path, headers]) => [path, ...(path === "/*" ? [] : taken(headers)), ...given(headers)].join("\n"))
		.join("\n\n");
}

const taken = (headers: object) => Object.keys(headers).map((name) => `  ! ${name}`);
const given = (headers: object) => Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
