/**
 * What each step costs: operations of KV and R2, calls to Durable Objects by their kind, calls to Discord, rows that objects
 * write (not those of an alarm), and alarms that they set. test/routes/costs.test.ts counts each and holds this table.
 */
export const COUNTED = {
	"a login that has only begun": "",
	"a login": "1 KV put, 1 R2 get, 1 R2 put, 1 link, 2 Discord",
	"a login for the control room": "1 KV put, 2 Discord",
	"another avatar": "1 KV get, 1 KV put, 1 R2 get, 1 R2 put, 3 keeper, 1 link, 1 Discord, 1 row, 1 alarm",
	"/me": "1 KV get, 1 R2 head, 1 keeper",
	"/me/link": "1 KV get, 1 keeper, 1 link",
	"a stored SVG": "1 R2 get",
	"a stored image, the first time": "2 R2 get, 1 R2 put",
	"a stored image": "1 R2 get",
	"a picture of the service": "",
	"the servers": "1 KV get, 2 keeper, 1 bot, 1 hub, 2 Discord",
	"the bot itself": "1 KV get, 1 keeper, 1 bot, 1 Discord",
	"a server": "2 KV get, 2 keeper, 2 bot, 1 guild, 1 Discord, 1 row",
	"a server's settings": "1 KV get, 2 keeper, 1 bot, 1 guild",
	"a server's channels": "1 KV get, 2 keeper, 2 bot, 2 Discord",
	"a server's roles": "1 KV get, 2 keeper, 4 bot, 2 Discord",
	"a save of the settings": "1 KV get, 2 keeper, 1 bot, 1 guild, 1 hub, 2 Discord, 10 row, 3 alarm",
	"a save of the profile": "1 KV get, 2 keeper, 1 bot, 2 Discord",
	"/avatar in Discord": "1 R2 get, 1 R2 put, 1 guild",
} as const satisfies Record<string, string>;

export type Step = keyof typeof COUNTED;

/** How often a step does each thing: `{ "KV get": 1, keeper: 3 }`. */
export function operationsOf(step: Step): ReadonlyMap<string, number> {
	const parts = [...COUNTED[step].matchAll(/(\d+) ([^,]+)/g)];
	return new Map(parts.map(([, count, name]) => [name ?? "", Number(count)]));
}
