import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { PROBLEMS } from "../../src/errors.ts";
import { SAFE_HEADERS } from "../../src/security_headers.ts";
import { type Answer, valuesOf } from "./answer.ts";
import type { Outcome } from "./connection.ts";
import { MARKER, MARKER_HEADER } from "./parts.ts";
import type { Broken, FuzzedRequest } from "./request.ts";

/** What is to be said of an outcome. */
export interface Verdict {
	/** The status, and the code of an error; in brackets where it is not our answer. */
	kind: string;
	/** Each promise that was broken; none where all is as it should be. */
	broken: string[];
}

/** What the local server (hyper, workerd, miniflare) says by itself, and to which requests it may. */
const SERVERS_OWN: readonly (readonly [status: number, body: RegExp, to: readonly Broken[]])[] = [
	[
		400,
		/^(?:invalid|unexpected) (?:URI|HTTP (?:version|header|method)|content-length|transfer-encoding)(?: parsed)?$/,
		["target", "header", "method", "host", "body"],
	],
	[400, /^Bad Request$/, ["host", "target", "header"]],
	[414, /^URI too long$/, ["target"]],
	[431, /^/, ["header"]],
	[415, /^Unsupported Media Type$/, ["encoding"]],
	[501, /^ERROR: Unrecognized request method\.$/, ["method"]],
	[500, /^Internal Server Error$/, ["host", "target", "method"]],
	[500, /^TypeError: Fetch API cannot load: /, ["host", "target"]],
	// The client's body has no end, or was not waited for.
	[500, /^Error: (?:Network connection lost|Promise will never complete)\./, ["body"]],
];

/** Our errors that are a server's, and where they come with everybody well: Discord does not take a made-up code. */
const SERVER_ERRORS: Readonly<Record<string, readonly string[]>> = {
	discord_refused: ["GET /get_avatar"],
};

const SECRETS = ["not-a-secret", "not-a-bot-token", "not-a-bot-api-key"];
const INSIDE =
	/\n\s+at \S|\.(?:ts|tsx|js|mjs):\d+|file:\/\/|node_modules|\b(?:Type|Range|Reference|Syntax)Error\b/;
const KEPT_BY_US =
	/^(?:private, no-store|no-cache|public, max-age=(?:300, stale-while-revalidate=60|3600|86400|31536000,(?: s-maxage=86400,)? immutable))$/;
const TITLES = Object.entries(PROBLEMS).map(([code, { title }]) => [code, `<h1>${title}</h1>`] as const);

/** Holds an outcome against all that the product promises of every answer. */
export function judge(request: FuzzedRequest, outcome: Outcome, site: string): Verdict {
	if ("failure" in outcome) {
		const { failure, detail } = outcome;
		// Who sends half a body and hangs up may be left without an answer.
		const excused = failure !== "malformed" && detail === "" && request.ends;
		return { kind: `(${failure})`, broken: excused ? [] : [`${failure}: ${detail.slice(0, 200)}`] };
	}
	const answer = decoded(outcome.answer);
	const { status } = answer;
	const text = answer.body.toString("latin1");
	const named = Object.keys(SAFE_HEADERS).filter((name) => valuesOf(answer, name).length > 0);
	if (named.length === 0) {
		const known = SERVERS_OWN.some(
			([own, body, to]) =>
				own === status &&
				(request.method === "HEAD" || body.test(text)) &&
				to.some((part) => request.broken.has(part)),
		);
		return {
			kind: `(server) ${status}`,
			broken: known ? [] : [`Answered by nobody we know: ${status} ${text.slice(0, 200)}`],
		};
	}
	const code = codeOf(answer, text, request);
	return {
		kind: code ? `${status} ${code}` : `${status}`,
		broken: [
			...headerComplaints(answer, site),
			...bodyComplaints(request, answer, text),
			...errorComplaints(request, answer, text, code),
		],
	};
}

/** An answer without the compression that the local server adds. */
function decoded(answer: Answer): Answer {
	const [encoding = ""] = valuesOf(answer, "content-encoding");
	const decode = { gzip: gunzipSync, br: brotliDecompressSync }[encoding];
	return decode && answer.body.length > 0 ? { ...answer, body: decode(answer.body) } : answer;
}

function headerComplaints(answer: Answer, site: string): string[] {
	const [cached = ""] = valuesOf(answer, "cache-control");
	const cookies = valuesOf(answer, "set-cookie");
	const [location] = valuesOf(answer, "location");
	const isPublic = /public/.test(cached);
	const discord = site.replace("localhost", "127.0.0.1");
	const ours =
		location === undefined || /^\/(?![/\\])/.test(location) || location.startsWith(`${discord}/oauth2/`);
	return [
		...Object.keys(SAFE_HEADERS)
			.filter((name) => valuesOf(answer, name).length !== 1)
			.map((name) => `${name} is there ${valuesOf(answer, name).length} times`),
		...(KEPT_BY_US.test(cached) ? [] : [`Cache-Control: ${cached}`]),
		...(isPublic && cookies.length > 0 ? ["public, and sets a cookie"] : []),
		...(isPublic && ![200, 304, 405].includes(answer.status) ? [`public, and ${answer.status}`] : []),
		...(/^default-src 'none'/.test(valuesOf(answer, "content-security-policy")[0] ?? "")
			? []
			: ["a loose policy"]),
		...(valuesOf(answer, MARKER_HEADER).length > 0 ? ["a header that came with the request"] : []),
		...(ours ? [] : [`leads to ${location}`]),
		...cookies
			.filter((cookie) => !OUR_COOKIES.some((ours) => ours.test(cookie)))
			.map((cookie) => `Set-Cookie: ${cookie}`),
	];
}

/** Those that hold something are not for scripts; the one that is says nothing but that somebody has logged out. */
const OUR_COOKIES = [
	/^__Host-(?:session|login_[\w-]{8})=[\w.-]*; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
	/^__Host-logged-out=yes; Max-Age=\d+; Path=\/; Secure; SameSite=Lax$/,
];

function bodyComplaints(request: FuzzedRequest, answer: Answer, text: string): string[] {
	const [type = ""] = valuesOf(answer, "content-type");
	const isText = /^(?:text|application)\/|svg/.test(type);
	return [
		...(answer.body.length > 0 && type === "" ? ["a body without a type"] : []),
		...(isText && INSIDE.test(text) && !/javascript/.test(type)
			? [`the inside: ${INSIDE.exec(text)?.[0]}`]
			: []),
		...(/html|svg/.test(type) && text.includes(MARKER) ? ["markup that came with the request"] : []),
		...SECRETS.filter((secret) => text.includes(secret)),
		...(answer.status === 304 && !request.conditional ? ["304 to a request without a condition"] : []),
		...(/json/.test(type) && answer.body.length > 0 && !isJson(answer.body) ? ["a JSON that is none"] : []),
	];
}

function errorComplaints(
	request: FuzzedRequest,
	answer: Answer,
	text: string,
	code: string | undefined,
): string[] {
	const { status } = answer;
	const canSay = request.method !== "HEAD" && status >= 400;
	const problem = PROBLEMS[code as keyof typeof PROBLEMS] as { status: number } | undefined;
	return [
		...(status >= 500 && !SERVER_ERRORS[code ?? ""]?.includes(request.route) ? [`${status} ${code}`] : []),
		...(canSay && code === undefined ? [`no known error: ${status} ${text.slice(0, 300)}`] : []),
		...(problem && canSay && problem.status !== status && status !== 429 ? [`${code} as ${status}`] : []),
		...(status === 429 && valuesOf(answer, "retry-after").length === 0 ? ["429 without Retry-After"] : []),
		...(request.foreign && request.route.startsWith("POST /studio") && status === 200
			? ["read in a character set that is not UTF-8"]
			: []),
	];
}

/** The code of one of our errors; `discord` for Discord's own that /botapi passes on, `file` for one about our files. */
function codeOf(answer: Answer, text: string, request: FuzzedRequest): string | undefined {
	if (answer.status < 400) return undefined;
	const [type = ""] = valuesOf(answer, "content-type");
	if (/html/.test(type)) {
		if (text.includes('id="studio"')) return "field_invalid";
		const named = TITLES.find(([, heading]) => text.includes(heading));
		return named?.[0];
	}
	if (answer.status === 405 && answer.body.length === 0) return "file";
	// Discord wants no more.
	if (answer.status === 401 && answer.body.length === 0) return "signature_invalid";
	const body = isJson(answer.body) ? (JSON.parse(answer.body.toString()) as { code?: unknown }) : undefined;
	if (typeof body?.code === "string" && Object.hasOwn(PROBLEMS, body.code)) return body.code;
	return typeof body?.code === "number" && request.route.includes("/botapi/") ? "discord" : undefined;
}

function isJson(body: Buffer): boolean {
	try {
		JSON.parse(body.toString());
		return true;
	} catch {
		return false;
	}
}
