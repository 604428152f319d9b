import { operationsOf, type Step } from "./counted.ts";
import type { Usage } from "./prices.ts";

/** What people do in a day. */
export interface Traffic {
	/** People who log in, and make an avatar, and then another. */
	logins: number;
	/** Pictures of stored avatars that somebody's page shows. */
	embeds: number;
	/** Pictures of the avatar service. */
	pictures: number;
	/** People who look after a bot, each once a month in a server of their own. */
	managers: number;
	/** Uses of `/avatar` in Discord. */
	commands: number;
	/** How many of the pictures asked for the cache has, from 0 to 1. */
	hits: number;
	/** How many of the pictures are raster images, from 0 to 1. */
	raster: number;
	/** How long all this has gone on, in months: for what is stored until somebody removes it. */
	months: number;
	/** Whether Workers Cache stands in front, as wrangler.toml has it. */
	cache: boolean;
	/** Whether Analytics Engine is bound. */
	metrics: boolean;
}

/** What takes no more than is said here, where nothing has measured it. */
export const ASSUMED = {
	/** CPU time of a request that reads a session, asks Discord or renders a page, in milliseconds. */
	cpu: 5,
	/** How long an object is awake for a call, and longer where it waits for Discord, in seconds. */
	awake: 0.02,
	discord: 0.3,
	/** The memory that an object is billed for, in GB. */
	memory: 0.128,
	/** What a request's entry in the logs comes to, in bytes. */
	log: 2_000,
	/** What the smallest database of an object takes up, in bytes: https://developers.cloudflare.com/durable-objects/reference/faq/ */
	database: 12_000,
	/** How many images of one avatar are asked for. */
	imagesOfOne: 2,
};

/** Figures of docs/performance.md (24 November 2026), and sizes of all styles. */
export const MEASURED = {
	/** CPU time of a stored picture, of an SVG, all styles, and of a PNG of 256 pixels, the median style, in milliseconds. */
	stored: 0.24,
	svg: 0.3,
	image: 5.9,
	/** Bytes of a session in KV, of an SVG, the mean of all styles, and of a PNG of 512 pixels. */
	session: 600,
	svgBytes: 4_900,
	imageBytes: 8_100,
	/** Days that a session stays in KV. */
	sessionDays: 7,
};

/** A step as a part of what somebody does: how often, and the CPU time of the Worker for each, in milliseconds. */
type Part = readonly [step: Step, times: number, cpu: number];

/** Requests that only static files answer, as a browser makes them that has none of them yet, and the steps beside them. */
interface Journey {
	files: number;
	parts: readonly Part[];
}

const { cpu } = ASSUMED;

/** A person who comes for the first time, logs in, sees their avatar, and makes another; as Chromium asked on 29 November 2026. */
const LOGIN: Journey = {
	files: 10,
	parts: [
		["a login that has only begun", 1, cpu],
		["a login", 1, cpu],
		// Before they are logged in it costs nothing.
		["/me", 4, cpu],
		["/me/link", 2, cpu],
		["a stored SVG", 2, MEASURED.stored],
		["another avatar", 1, cpu],
	],
};

/** One who logs in at /servers, opens a server and its settings, and saves these, and then the profile. */
const MANAGER: Journey = {
	files: 7,
	parts: [
		["a login that has only begun", 2, cpu],
		["a login for the control room", 1, cpu],
		["the servers", 1, cpu],
		["the bot itself", 1, cpu],
		["a server", 1, cpu],
		["a server's settings", 1, cpu],
		["a server's channels", 1, cpu],
		["a server's roles", 1, cpu],
		["a save of the settings", 1, cpu],
		["a save of the profile", 1, cpu + MEASURED.image],
		["a picture of the service", 2, MEASURED.svg],
	],
};

/** A use of `/avatar`, and Discord that fetches its picture. */
const COMMAND: Journey = {
	files: 0,
	parts: [
		["/avatar in Discord", 1, cpu],
		["a stored image, the first time", 1, MEASURED.image],
	],
};

/** How much of everything a day takes. */
export function usageOf(traffic: Traffic): Usage {
	const { logins, managers, commands, embeds, pictures, raster, months, cache, metrics } = traffic;
	// Without a cache in front of it, the Worker runs each time.
	const runs = cache ? 1 - traffic.hits : 1;
	const made = 2 * logins;
	const images = Math.min(made * ASSUMED.imagesOfOne, embeds * runs * raster);
	const done: [Journey, number][] = [
		[LOGIN, logins],
		[MANAGER, managers],
		[COMMAND, commands],
		[pictureOf("a stored SVG", MEASURED.stored), embeds * runs * (1 - raster)],
		[pictureOf("a stored image", MEASURED.stored), embeds * runs * raster - images],
		[pictureOf("a stored image, the first time", MEASURED.image), images],
		[pictureOf("a picture of the service", MEASURED.svg), pictures * runs * (1 - raster)],
		[pictureOf("a picture of the service", MEASURED.image), pictures * runs * raster],
	];
	const sum = (of: (part: Part, operations: ReadonlyMap<string, number>) => number) =>
		done.reduce((all, [{ parts }, times]) => {
			const each = parts.reduce((one, part) => one + part[1] * of(part, operationsOf(part[0])), 0);
			return all + times * each;
		}, 0);
	const counted = (...names: string[]) =>
		sum((_, operations) => names.reduce((all, name) => all + (operations.get(name) ?? 0), 0));

	const ran = sum(() => 1);
	const files = done.reduce((all, [journey, times]) => all + journey.files * times, 0);
	const calls = counted(...OBJECTS, "alarm");
	const inObjects = sum((_, operations) =>
		operations.has("keeper") || operations.has("bot") ? (operations.get("Discord") ?? 0) : 0,
	);
	const logs = (ran * ASSUMED.log) / GB;
	const days = months * DAYS_OF_MONTH;
	return {
		requests: ran + (cache ? files + (embeds + pictures) * traffic.hits : 0),
		cpu: sum(([, , ms]) => ms),
		kvReads: counted("KV get"),
		kvWrites: counted("KV put"),
		kvStored: ((logins + managers) * MEASURED.sessionDays * MEASURED.session) / GB,
		r2Writes: counted("R2 put"),
		r2Reads: counted("R2 get", "R2 head"),
		r2Stored:
			(days * ((made + commands) * MEASURED.svgBytes + (images + commands) * MEASURED.imageBytes)) / GB,
		objectCalls: calls,
		objectTime: (calls * ASSUMED.awake + inObjects * ASSUMED.discord) * ASSUMED.memory,
		objectRows: counted("row", "alarm"),
		objectStored: ((logins * MEASURED.sessionDays + managers * DAYS_OF_MONTH) * ASSUMED.database) / GB,
		logs,
		logsStored: logs * LOG_DAYS,
		points: metrics ? ran + counted("Discord") : 0,
	};
}

function pictureOf(step: Step, ms: number): Journey {
	return { files: 0, parts: [[step, 1, ms]] };
}

/** Kinds of Durable Objects, as `COUNTED` calls them. */
const OBJECTS = ["keeper", "bot", "guild", "hub", "link"];

const GB = 1e9;
export const DAYS_OF_MONTH = 30;

/** How long a log is kept: https://developers.cloudflare.com/observability/pricing/ */
const LOG_DAYS = 7;
