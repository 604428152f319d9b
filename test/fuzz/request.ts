import { createPrivateKey, sign } from "node:crypto";
import { PRIVATE_KEY } from "../stand_ins/discord/keys.ts";
import { BOT_API_KEY } from "../start.ts";
import type { Request } from "./connection.ts";
import * as parts from "./parts.ts";
import type { Random } from "./random.ts";
import { ELSEWHERE, ROUTES, type Route } from "./routes.ts";
import { type BegunLogin, LEAVER, type StyleOptions, type World } from "./world.ts";

/** What a server in front of the Worker may not understand, and then answers by itself. */
export type Broken = "method" | "target" | "host" | "header" | "encoding" | "body";

/** One request, as bytes and as what is to be known of it. */
export interface FuzzedRequest extends Request {
	/** Which route it is meant for, whatever it became. */
	route: string;
	broken: ReadonlySet<Broken>;
	/** Whose sessions it holds. */
	people: readonly string[];
	/** Whether its body is in a character set that we do not read. */
	foreign: boolean;
	/** Whether it can be answered by a 304. */
	conditional: boolean;
}

const DISCORDS_KEY = createPrivateKey({
	key: Buffer.from(PRIVATE_KEY, "hex"),
	format: "der",
	type: "pkcs8",
});

const ALL_ROUTES = Object.entries({ ...ROUTES, ...ELSEWHERE });

/** A request out of all that there can be. The same numbers give the same request in the same world. */
export function anyRequest(random: Random, world: World): FuzzedRequest {
	const [name, route] = random.pick(ALL_ROUTES);
	const [own = "GET"] = /^[A-Z]+(?= )/.exec(name) ?? [];
	const usual = own === "GET" && random.chance(0.1) ? "HEAD" : own;
	const method = oddly(random, () => usual, random.chance(0.5) ? parts.COMMON_METHODS : parts.METHODS);
	const login = name === "GET /get_avatar" && random.chance(0.1) ? world.logins.pop() : undefined;
	const broken = new Set<Broken>();
	if (!parts.COMMON_METHODS.includes(method)) broken.add("method");

	const target = targetOf(random, world, route, login);
	if (parts.isOddTarget(target)) broken.add("target");
	const { lines, people } = headersOf(random, world, name, broken, login);
	const { body, type } = bodyOf(random, route);
	if (type !== undefined) lines.push(`Content-Type: ${type}`);
	if (route.signed && !random.odd()) lines.push(...signatureOf(body ?? ""));
	const version = random.chance(0.03) ? random.pick(parts.VERSIONS) : "HTTP/1.1";
	if (!/^HTTP\/1\.[01]$/.test(version)) broken.add("header");
	const { sent, ends, waits } = framed(random, version, lines, body, broken);
	const head = `${method} ${target} ${version}\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n`;
	return {
		...{ route: name, method, body: wire(sent), waits, broken, people },
		head: wire(head),
		ends: ends || broken.has("header") || broken.has("target"),
		foreign: type !== undefined && parts.FOREIGN_TYPES.includes(type),
		conditional: /^If-(?:None-Match|Modified-Since):/im.test(lines.join("\n")),
	};
}

const wire = (text: string) => Buffer.from(text, "latin1");

function targetOf(random: Random, world: World, route: Route, login: BegunLogin | undefined): string {
	const style = random.pick(Object.keys(world.styles));
	const values: Readonly<Record<string, () => string>> = {
		key: () =>
			oddly(random, () => random.pick([...world.keys]), [
				"A".repeat(43),
				"A".repeat(42),
				"_".repeat(44),
				...parts.ODD_TEXT,
			]),
		link: () => oddly(random, () => random.pick([...world.links]), ["A".repeat(70), "_".repeat(69)]),
		hash: () =>
			oddly(random, () => random.pick(["a".repeat(32), "0F".repeat(32)]), [
				"a".repeat(33),
				"g".repeat(32),
				...parts.ODD_TEXT,
			]),
		raster: () =>
			oddly(random, () => random.pick(["png", "jpg", "jpeg", "webp", "avif"]), [
				"gif",
				"PNG",
				"png.png",
				"svg/",
				"",
			]),
		format: () =>
			oddly(random, () => random.pick(["svg", "svg", "svg", "json", "png", "jpg", "jpeg", "webp", "avif"]), [
				...["gif", "SVG", "options.json", "svg.png", "__proto__"],
				...parts.ODD_TEXT,
			]),
		style: () => oddly(random, () => style, ["LORELEI", "monalisa", ...parts.ODD_TEXT]),
		version: () =>
			oddly(random, () => `${5 + random.below(7)}.x`, [
				"4.x",
				"0.x",
				"99999999999999999999.x",
				"10.X",
				"010.x",
			]),
		guild: () => guild(random, world),
		channel: () => channelOf(guild(random, world)),
		user: () => oddly(random, () => "190320984123768832", parts.SNOWFLAKES),
		endpoint: () => fill(random.pick(parts.ENDPOINTS), values),
		options: () => queryOf(random, world, style, ["{option}"]),
		text: () => random.pick(parts.ODD_TEXT),
	};
	const path = fill(random.pick(route.paths), values);
	if (login)
		return `${path}?${new URLSearchParams({ state: login.state, code: random.chance(0.7) ? login.code : "x" })}`;
	const query = random.chance(route.query ? 0.6 : 0.05)
		? `?${queryOf(random, world, style, route.query ?? ["x"])}`
		: "";
	const odd = random.odd() ? random.pick(parts.TARGETS).replaceAll("$", () => path) : path;
	const long = random.chance(0.005) ? "y".repeat(random.pick([2000, 8000, 20_000, 70_000])) : "";
	return odd + query + (long && `${query ? "&" : "?"}${long}`);
}

const fill = (pattern: string, values: Readonly<Record<string, () => string>>) =>
	pattern.replace(/\{(\w+)\}/g, (_, name: string) => values[name]?.() ?? "");

const oddly = (random: Random, good: () => string, odd: readonly string[]) =>
	random.odd() ? random.pick(odd) : good();

const guild = (random: Random, world: World) =>
	random.odd()
		? random.pick(parts.SNOWFLAKES)
		: random.pick(random.chance(0.7) ? world.ourGuilds : world.guilds);

/** The stand-in's guilds begin with a channel whose id comes after theirs. */
const channelOf = (guildId: string) => (/^\d{1,20}$/.test(guildId) ? String(BigInt(guildId) + 1n) : guildId);

/** What each name of a query may be; another's is any text. */
function queryOf(random: Random, world: World, style: string, names: readonly string[]): string {
	const options = world.styles[style] ?? {};
	const pair = () => {
		const name = random.pick(names) === "{option}" ? random.pick(Object.keys(options)) : random.pick(names);
		const odd = random.odd();
		const value = odd ? random.pick(parts.ODD_TEXT) : optionValue(random, world, name, options[name]);
		const spelt = random.chance(0.05)
			? random.pick([`${name}[]`, name.toUpperCase(), ...parts.ODD_TEXT])
			: name;
		return random.chance(0.03) ? spelt : `${spelt}=${value}`;
	};
	// A size is what a picture costs most of: mostly a small one.
	const small = names.includes("{option}") && random.chance(0.7) ? [`size=${1 + random.below(40)}`] : [];
	const length = random.chance(0.01) ? 200 : random.below(6);
	return [...small, ...random.some(length, pair)].join(
		random.chance(0.02) ? random.pick([";", "&&", "?"]) : "&",
	);
}

function optionValue(
	random: Random,
	world: World,
	name: string,
	option: StyleOptions[string] | undefined,
): string {
	const number = () => {
		const { min: low = -1000, max: high = 1000 } = option ?? {};
		return random.pick([`${Math.round(low + random.number() * (high - low))}`, `${low}`, `${high}`]);
	};
	const list = (make: () => string) => random.some(1 + random.below(2), make).join(random.pick([",", "%2C"]));
	if (name === "after" || name === "before" || name === "guild") return guild(random, world);
	if (name === "state" && random.chance(0.3)) return world.logins[0]?.state ?? "";
	if (name === "size" && option) return `${1 + random.below(40)}`;
	if (!option) return random.pick(parts.QUERY[name] ?? parts.SEEDS);
	if (random.odd()) return random.pick(parts.ODD_OPTIONS);
	switch (option.type) {
		case "number":
			return number();
		case "range":
			return list(number);
		case "boolean":
			return random.pick(["true", "false"]);
		case "color":
			return list(() => random.pick(parts.COLORS));
		case "enum":
			return list(() => random.pick(option.values ?? [""]));
		default:
			return random.pick(parts.SEEDS);
	}
}

function headersOf(
	random: Random,
	world: World,
	route: string,
	broken: Set<Broken>,
	login: BegunLogin | undefined,
) {
	const lines: string[] = [];
	if (random.chance(0.02)) {
		const host = random.pick(parts.HOSTS).replace("$", world.host);
		if (!/^[\w.-]+(:\d{1,4})?$/.test(host)) broken.add("host");
		lines.push(`Host: ${host}`);
	} else if (random.chance(0.005)) broken.add("host");
	else lines.push(`Host: ${world.host}`);
	// Most come from an address of their own, so that the limits do not answer in the routes' place; some share theirs.
	const from = random.chance(0.15) ? random.pick(parts.ADDRESSES) : address(random);
	lines.push(`CF-Connecting-IP: ${from}`);

	const usual = random.chance(route.startsWith("GET ") ? 0.4 : 0.7);
	const origin = usual ? [["Origin", "$"]] : random.pick(parts.ORIGINS);
	for (const [name, value = ""] of origin) lines.push(`${name}: ${value.replaceAll("$", world.site)}`);
	if (random.chance(0.7)) lines.push(`Accept: ${random.pick(parts.ACCEPTS)}`);
	const { cookies, people } = cookiesOf(random, world, route);
	if (login) cookies.push(login.cookie);
	for (const line of cookies.length > 0 && random.chance(0.05) ? cookies : [cookies.join("; ")])
		if (line) lines.push(`Cookie: ${line}`);
	if (route.includes("/settings") && random.chance(0.8)) lines.push(`If-Match: "${random.below(4)}"`);
	if (route.includes(" /bot/") && random.chance(0.8)) lines.push(`Authorization: Bearer ${BOT_API_KEY}`);
	if (random.chance(0.1)) lines.push(`If-None-Match: ${random.pick(["*", ...world.tags])}`);
	for (let more = random.below(4); more > 0; more--) {
		const name = random.pick(Object.keys(parts.HEADERS));
		const value = random.pick(parts.HEADERS[name] ?? []);
		lines.push(`${random.chance(0.1) ? name.toLowerCase() : name}: ${value}`);
		if (value === "identity;q=0") broken.add("encoding");
	}
	if (random.chance(0.01)) {
		lines.push(random.pick(parts.BROKEN_HEADERS));
		broken.add("header");
	}
	if (random.chance(0.01))
		lines.push(...random.some(80, () => `X-${random.below(1e6)}: ${random.below(1e6)}`));
	return { lines, people };
}

function address(random: Random): string {
	const byte = () => random.below(256);
	const group = () => random.below(65_536).toString(16);
	return random.chance(0.7) ? `10.${byte()}.${byte()}.${byte()}` : `2001:${group()}:${group()}::${group()}`;
}

function cookiesOf(random: Random, world: World, route: string): { cookies: string[]; people: string[] } {
	const cookies: string[] = [];
	const people: string[] = [];
	// The bot may be asked only so often for one person.
	if (random.chance(/guilds|botapi/.test(route) ? 0.4 : 0.65)) {
		const username = route === "POST /logout" ? LEAVER : random.pick([...world.sessions.keys()]);
		const token = world.sessions.get(username) ?? "";
		const spoilt = random.odd() ? spoil(random, token) : token;
		if (spoilt === token) people.push(username);
		cookies.push(`__Host-session=${spoilt}`);
	}
	if (random.chance(0.15)) {
		const [name = "", value = ""] = world.logins[0]?.cookie.split("=") ?? [];
		cookies.push(`${name}=${random.chance(0.5) ? spoil(random, value) : value}`);
	}
	if (random.chance(0.2))
		cookies.push(
			...random.some(
				1 + random.below(8),
				() => `${random.pick(parts.COOKIE_NAMES)}=${random.pick(parts.COOKIE_VALUES)}`,
			),
		);
	if (random.chance(0.1)) cookies.reverse();
	return { cookies, people };
}

/** A token or a sealed cookie as it is no more. */
function spoil(random: Random, value: string): string {
	const at = random.below(value.length);
	return random.pick([
		value.slice(0, at),
		value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ 1) + value.slice(at + 1),
		value.slice(at) + value.slice(0, at),
		value + value,
		`${value}=`,
		`"${value}"`,
		encodeURIComponent(value).replace(/./, (first) => `%${first.charCodeAt(0).toString(16)}`),
	]);
}

function bodyOf(random: Random, { body }: Route): { body: string | undefined; type: string | undefined } {
	if (!body && random.chance(0.9)) return { body: undefined, type: undefined };
	const fields = parts.BODIES[body ?? ""] ?? parts.CHOICES;
	if (body === "message" && random.chance(0.3))
		return { body: multipartOf(random, jsonOf(random, fields)), type: "multipart/form-data; boundary=x" };
	const type = random.chance(0.06)
		? random.pick(parts.FOREIGN_TYPES)
		: oddly(
				random,
				() => random.pick(body === "choices" ? parts.MEDIA_TYPES : parts.MEDIA_TYPES.slice(0, 1)),
				parts.CONTENT_TYPES,
			);
	const isForm = type.includes("form-urlencoded");
	const text = random.odd() ? random.pick(parts.NO_JSON) : isForm ? formOf(random) : jsonOf(random, fields);
	const long = random.chance(0.005) ? " ".repeat(random.pick([4000, 5000, 100_000, 1_300_000])) : "";
	return { body: text + long, type: random.chance(0.03) ? undefined : type };
}

/** What Discord says with a body: here it always signs just now. */
function signatureOf(body: string): string[] {
	const timestamp = String(Math.floor(Date.now() / 1000));
	const signature = sign(null, wire(timestamp + body), DISCORDS_KEY).toString("hex");
	return [`X-Signature-Ed25519: ${signature}`, `X-Signature-Timestamp: ${timestamp}`];
}

/** Mostly all of the fields, each mostly right. */
function jsonOf(random: Random, fields: Readonly<Record<string, readonly string[]>>): string {
	if (random.chance(0.05)) return random.pick(parts.JSON_VALUES);
	const pairs = Object.entries(fields)
		.filter(() => !random.odd())
		.map(([name, values]) => `"${name}":${oddly(random, () => random.pick(values), parts.JSON_VALUES)}`);
	if (random.chance(0.1)) pairs.push(`"${random.pick(parts.FORM_NAMES)}":${random.pick(parts.JSON_VALUES)}`);
	return `{${pairs.join(",")}}`;
}

/** The message's fields, and files that are mostly right. */
function multipartOf(random: Random, json: string): string {
	const name = () => oddly(random, () => random.pick(["files[0]", "files[1]", "files[9]"]), parts.ODD_TEXT);
	const filename = () => oddly(random, () => random.pick(["a.png", "b c.txt"]), parts.ODD_TEXT);
	const sent = [
		`name="payload_json"\r\n\r\n${json}`,
		...random.some(random.below(4), () => `name="${name()}"; filename="${filename()}"\r\n\r\n${json}`),
	];
	const all = sent.map((part) => `--x\r\nContent-Disposition: form-data; ${part}\r\n`).join("");
	return random.odd() ? all : `${all}--x--\r\n`;
}

function formOf(random: Random): string {
	const pairs = Object.entries(parts.CHOICES)
		.filter(() => !random.odd())
		.map(([name, values]) => {
			const good = () => encodeURIComponent(String(JSON.parse(random.pick(values))));
			return `${name}=${oddly(random, good, parts.ODD_TEXT)}`;
		});
	const more = random.chance(0.15)
		? random.some(
				1 + random.below(3),
				() => `${random.pick(parts.FORM_NAMES)}=${random.pick(parts.ODD_TEXT)}`,
			)
		: [];
	return [...pairs, ...more].join("&");
}

/** Gives a body its length, in one of the ways there are, or a wrong one. */
function framed(
	random: Random,
	version: string,
	lines: string[],
	body: string | undefined,
	broken: Set<Broken>,
) {
	if (body === undefined) return { sent: "", ends: false, waits: false };
	const kind = random.number();
	if (kind < 0.03) {
		broken.add("body");
		return { sent: body, ends: true, waits: false, ...misframed(random, lines, body) };
	}
	if (kind < 0.25) {
		lines.push("Transfer-Encoding: chunked");
		// HTTP/1.0 has no chunks.
		const old = version === "HTTP/1.0";
		if (old) broken.add("body");
		return { sent: chunked(random, body), ends: old, waits: false };
	}
	lines.push(`Content-Length: ${body.length}`);
	const waits = version === "HTTP/1.1" && body.length > 0 && random.chance(0.03);
	if (waits) {
		lines.push("Expect: 100-continue");
		broken.add("body");
	}
	return { sent: body, ends: false, waits };
}

function chunked(random: Random, body: string): string {
	let rest = body;
	let sent = "";
	while (rest.length > 0) {
		const size = Math.min(rest.length, 1 + random.below(Math.max(1, body.length)));
		sent += `${size.toString(16)}${random.chance(0.1) ? ";x=y" : ""}\r\n${rest.slice(0, size)}\r\n`;
		rest = rest.slice(size);
	}
	return `${sent}0\r\n${random.chance(0.05) ? "X-Trailer: y\r\n" : ""}\r\n`;
}

/** Another length than the body has, none, or several. */
function misframed(random: Random, lines: string[], body: string): { sent?: string } {
	const wrong: (() => { sent?: string })[] = [
		() => ({}),
		() => ({ sent: `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n` }),
	];
	const lengths = [
		`${body.length + 10}`,
		`${Math.max(0, body.length - 1)}`,
		"0",
		`${body.length}, ${body.length}`,
		`+${body.length}`,
		"",
	];
	const framing = random.pick([
		...lengths.map((length) => [`Content-Length: ${length}`]),
		[],
		[`Content-Length: ${body.length}`, `Content-Length: ${body.length + 1}`],
		[`Content-Length: ${body.length}`, "Transfer-Encoding: chunked"],
		["Transfer-Encoding: chunked"],
		["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"],
		["Expect: 200-maybe", `Content-Length: ${body.length}`],
	]);
	lines.push(...framing);
	return random.pick(wrong)();
}
