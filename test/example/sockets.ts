/**
 * `npx node test/example/sockets.ts`: how long it takes until a save has reached 500 bots, over loopback and as `npm start`
 * serves it. The functional test is in test/routes/bot.test.ts.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BOT_API_KEY, serveDemo } from "../start.ts";
import { Owner } from "./owner.ts";

const SOCKETS = 500;
const ROUNDS = 10;

const folder = await mkdtemp(join(tmpdir(), "discobear-sockets-"));
const { site, end } = await serveDemo(folder);
try {
	const guilds = await (await fetch(`${site.replace("localhost", "127.0.0.1")}/_standin/guilds`)).json();
	const named = (guilds as { id: string; name: string }[]).find(({ name }) => name.includes("Dance Floor"));
	const owner = await Owner.logIn(site, "mira.dances");
	let told: number[] = [];
	await Promise.all(Array.from({ length: SOCKETS }, connect));
	for (let round = 1; round <= ROUNDS; round++) {
		told = [];
		const begun = performance.now();
		await owner.save(named?.id ?? "", { prefix: `${round}` });
		while (told.length < SOCKETS) await new Promise((resolve) => setTimeout(resolve, 2));
		const [first, last] = [Math.min(...told), Math.max(...told)].map((at) => Math.round(at - begun));
		console.log(
			`round ${round}: the first bot heard after ${first} ms, the last of ${SOCKETS} after ${last} ms`,
		);
	}

	/** Resolves with the first message: where the stream begins. */
	function connect(): Promise<void> {
		return new Promise((resolve, reject) => {
			const options = { headers: { Authorization: `Bearer ${BOT_API_KEY}` } } as unknown as string[];
			const socket = new WebSocket(`${site.replace("http", "ws")}/bot/settings/stream`, options);
			let begun = false;
			socket.onerror = () => reject(new Error("A socket is broken"));
			socket.onmessage = () => {
				if (begun) told.push(performance.now());
				begun = true;
				resolve();
			};
		});
	}
} finally {
	await end();
	await rm(folder, { recursive: true, force: true });
}
process.exit();
