/**
 * Writes discord.json: of Discord's OpenAPI document, which is over a megabyte, what the stand-in is measured against.
 * The document is https://github.com/discord/discord-api-spec, `specs/openapi.json`. Run by hand when it has changed:
 *
 *     node test/stand_ins/discord/openapi/extract.ts path/to/openapi.json && npx biome check --write test
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

/** The operations that the stand-in has. */
const OPERATIONS: readonly [path: string, method: string][] = [
	["/users/@me", "get"],
	["/users/@me/guilds", "get"],
	["/guilds/{guild_id}", "get"],
	["/guilds/{guild_id}/preview", "get"],
	["/guilds/{guild_id}/channels", "get"],
	["/guilds/{guild_id}/roles", "get"],
	["/guilds/{guild_id}/emojis", "get"],
	["/guilds/{guild_id}/stickers", "get"],
	["/guilds/{guild_id}/members/search", "get"],
	["/guilds/{guild_id}/members/{user_id}", "get"],
	["/guilds/{guild_id}/members/@me", "patch"],
	["/guilds/{guild_id}/members/{user_id}/roles/{role_id}", "put"],
	["/guilds/{guild_id}/members/{user_id}/roles/{role_id}", "delete"],
	["/channels/{channel_id}", "get"],
	["/channels/{channel_id}/thread-members/{user_id}", "get"],
	["/channels/{channel_id}/messages", "get"],
	["/channels/{channel_id}/messages", "post"],
	["/channels/{channel_id}/messages/{message_id}", "get"],
	["/channels/{channel_id}/messages/{message_id}", "patch"],
	["/channels/{channel_id}/messages/{message_id}", "delete"],
	["/interactions/{interaction_id}/{interaction_token}/callback", "post"],
	["/webhooks/{webhook_id}/{webhook_token}", "post"],
	["/webhooks/{webhook_id}/{webhook_token}/messages/@original", "get"],
	["/webhooks/{webhook_id}/{webhook_token}/messages/@original", "patch"],
	["/webhooks/{webhook_id}/{webhook_token}/messages/@original", "delete"],
	["/applications/{application_id}/commands", "get"],
	["/applications/{application_id}/commands", "put"],
	["/applications/{application_id}/guilds/{guild_id}/commands", "get"],
	["/applications/{application_id}/guilds/{guild_id}/commands", "put"],
];

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Node = { [name: string]: Json };

const [, , from] = process.argv;
if (!from) throw new Error("Where is Discord's openapi.json?");
const text = await readFile(from, "utf8");
const { info, paths, components } = JSON.parse(text) as {
	info: { version: string; license: { name: string } };
	paths: Record<string, Record<string, Node>>;
	components: Record<string, Record<string, Json>>;
};

const kept: Record<string, Record<string, Json>> = {};
const keptPaths: Record<string, Node> = {};
for (const [path, method] of OPERATIONS) {
	const all = paths[path];
	if (!all?.[method]) throw new Error(`Discord has no ${method} ${path} any more.`);
	keptPaths[path] ??= all.parameters ? { parameters: pruned(all.parameters) } : {};
	keptPaths[path][method] = pruned(all[method]);
}

/** Of every other GET, only what it takes: the stand-in has none of these. */
const reads = Object.entries(paths).flatMap(([path, { parameters = [], get }]) => {
	if (!get) return [];
	const own = Array.isArray(get.parameters) ? get.parameters : [];
	const all = Array.isArray(parameters) ? [...parameters, ...own] : own;
	return [[path, { get: { security: get.security ?? [], parameters: pruned(all), responses: {} } }] as const];
});

await writeFile(
	new URL("discord.json", import.meta.url),
	JSON.stringify({
		$comment:
			`Extracted by extract.ts from https://github.com/discord/discord-api-spec (${info.license.name} licence), ` +
			`API version ${info.version}, SHA-256 ${createHash("sha256").update(text).digest("hex")}.`,
		paths: keptPaths,
		components: kept,
		reads: Object.fromEntries(reads),
	}),
);

/** Without what nobody checks. Whatever is referred to is kept. */
function pruned(value: Json, names = false): Json {
	if (Array.isArray(value)) return value.map((item) => pruned(item));
	if (!isNode(value)) return value;
	if (typeof value.$ref === "string") keep(value.$ref);
	// An enumeration of nothing stands beside a reference that says what is meant.
	if (Array.isArray(value.enum) && value.enum.length === 0) {
		const { enum: _, ...meant } = value;
		return pruned(meant);
	}
	const { oneOf, ...others } = value;
	const constants = Array.isArray(oneOf)
		? oneOf.map((option) => (isNode(option) ? option.const : undefined))
		: [];
	// A list of constants, each with its title, says the same as an enumeration.
	if (constants.length > 0 && constants.every((constant) => constant !== undefined))
		return pruned({ ...others, enum: constants });
	return Object.fromEntries(
		Object.entries(value)
			// Among properties and responses a name is the document's own, and a property may well be called "title".
			.filter(([name]) => names || !["description", "title", "headers"].includes(name))
			.map(([name, part]) => [name, pruned(part, ["properties", "responses"].includes(name) && !names)]),
	);
}

function isNode(value: Json): value is Node {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param ref for example `#/components/schemas/Error` */
function keep(ref: string): void {
	const [, , kind = "", name = ""] = ref.split("/");
	const component = components[kind]?.[name];
	if (component === undefined) throw new Error(`Nothing is at ${ref}.`);
	kept[kind] ??= {};
	if (name in kept[kind]) return;
	// Said first that it is kept: a schema may refer to itself.
	kept[kind][name] = null;
	kept[kind][name] = pruned(component);
}
