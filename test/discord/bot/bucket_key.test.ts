import { describe, expect, it } from "vitest";
import { bucketKey } from "../../../src/discord/bot/bucket_key";

const TOKEN = "VSOzAqY1OZFF5WJVtbIzFtmjGupk-84Hn0A_ZzToF_CHsPIeCk0Q9Uok_mjxR0dNtApI";

describe("the bucket of a call", () => {
	it.each([
		// A guild
		["GET", "/guilds/1", "GET /guilds/{guilds}", "guilds/1"],
		["get", "/guilds/1", "GET /guilds/{guilds}", "guilds/1"],
		["PATCH", "/guilds/1", "PATCH /guilds/{guilds}", "guilds/1"],
		[
			"GET",
			"/guilds/103039963636301824?with_counts=true",
			"GET /guilds/{guilds}",
			"guilds/103039963636301824",
		],
		["GET", "/guilds/1#x", "GET /guilds/{guilds}", "guilds/1"],
		["GET", "/guilds/1/", "GET /guilds/{guilds}", "guilds/1"],
		["GET", "/guilds/1/channels", "GET /guilds/{guilds}/channels", "guilds/1"],
		["GET", "/guilds/2/channels", "GET /guilds/{guilds}/channels", "guilds/2"],
		["GET", "/guilds/1/roles", "GET /guilds/{guilds}/roles", "guilds/1"],
		["GET", "/guilds/1/roles/2", "GET /guilds/{guilds}/roles/{id}", "guilds/1"],
		["GET", "/guilds/1/members?limit=5&after=9", "GET /guilds/{guilds}/members", "guilds/1"],
		["GET", "/guilds/1/members/2", "GET /guilds/{guilds}/members/{id}", "guilds/1"],
		["PATCH", "/guilds/1/members/@me", "PATCH /guilds/{guilds}/members/@me", "guilds/1"],
		["PATCH", "/guilds/1/members/2", "PATCH /guilds/{guilds}/members/{id}", "guilds/1"],
		["PUT", "/guilds/1/members/2/roles/3", "PUT /guilds/{guilds}/members/{id}/roles/{id}", "guilds/1"],
		["GET", "/guilds/1/emojis", "GET /guilds/{guilds}/emojis", "guilds/1"],
		["GET", "/guilds/1/emojis/2", "GET /guilds/{guilds}/emojis/{id}", "guilds/1"],
		["GET", "/guilds/1/stickers", "GET /guilds/{guilds}/stickers", "guilds/1"],
		["GET", "/guilds/1/preview", "GET /guilds/{guilds}/preview", "guilds/1"],
		["GET", "/guilds/1/bans/2", "GET /guilds/{guilds}/bans/{id}", "guilds/1"],
		["GET", "/guilds/1/vanity-url", "GET /guilds/{guilds}/vanity-url", "guilds/1"],
		["GET", "/guilds/1/templates/hgM48av5Q69A", "GET /guilds/{guilds}/templates/{code}", "guilds/1"],
		["GET", "/guilds/templates/hgM48av5Q69A", "GET /guilds/templates/{code}", ""],
		// A version, or none
		["GET", "/api/v10/guilds/1", "GET /guilds/{guilds}", "guilds/1"],
		["GET", "/v10/guilds/1", "GET /guilds/{guilds}", "guilds/1"],
		["GET", "/api/guilds/1", "GET /guilds/{guilds}", "guilds/1"],
		// A channel
		["GET", "/channels/1", "GET /channels/{channels}", "channels/1"],
		["GET", "/channels/1/pins", "GET /channels/{channels}/pins", "channels/1"],
		["POST", "/channels/1/messages", "POST /channels/{channels}/messages", "channels/1"],
		["GET", "/channels/1/messages/2", "GET /channels/{channels}/messages/{id}", "channels/1"],
		["DELETE", "/channels/1/messages/2", "DELETE /channels/{channels}/messages/{id}", "channels/1"],
		[
			"POST",
			"/channels/1/messages/bulk-delete",
			"POST /channels/{channels}/messages/bulk-delete",
			"channels/1",
		],
		[
			"PUT",
			"/channels/1/messages/2/reactions/%F0%9F%98%8B/@me",
			"PUT /channels/{channels}/messages/{id}/reactions/{reaction}",
			"channels/1",
		],
		[
			"DELETE",
			"/channels/1/messages/2/reactions/bear:863985751205085195/3",
			"DELETE /channels/{channels}/messages/{id}/reactions/{reaction}",
			"channels/1",
		],
		[
			"GET",
			"/channels/1/messages/2/reactions/bear:863985751205085195",
			"GET /channels/{channels}/messages/{id}/reactions/{reaction}",
			"channels/1",
		],
		// A webhook, with and without its token
		["GET", "/webhooks/1", "GET /webhooks/{webhooks}", "webhooks/1"],
		["POST", `/webhooks/1/${TOKEN}`, "POST /webhooks/{webhooks}/{token}", `webhooks/1/${TOKEN}`],
		["POST", `/webhooks/1/${TOKEN}?wait=true`, "POST /webhooks/{webhooks}/{token}", `webhooks/1/${TOKEN}`],
		["POST", `/webhooks/1/${TOKEN}/slack`, "POST /webhooks/{webhooks}/{token}/slack", `webhooks/1/${TOKEN}`],
		[
			"PATCH",
			`/webhooks/1/${TOKEN}/messages/2`,
			"PATCH /webhooks/{webhooks}/{token}/messages/{id}",
			`webhooks/1/${TOKEN}`,
		],
		[
			"PATCH",
			`/webhooks/1/${TOKEN}/messages/@original`,
			"PATCH /webhooks/{webhooks}/{token}/messages/{id}",
			`webhooks/1/${TOKEN}`,
		],
		// No top-level id
		["GET", "/users/@me", "GET /users/@me", ""],
		["GET", "/users/@me/guilds?limit=200&after=1", "GET /users/@me/guilds", ""],
		["GET", "/users/1", "GET /users/{id}", ""],
		["DELETE", "/users/@me/guilds/1", "DELETE /users/@me/guilds/{id}", ""],
		["GET", "/invites/discord-bears?with_counts=true", "GET /invites/{code}", ""],
		["POST", `/interactions/1/${TOKEN}/callback`, "POST /interactions/{id}/{token}/callback", ""],
		["PUT", "/applications/1/guilds/2/commands/3", "PUT /applications/{id}/guilds/{id}/commands/{id}", ""],
		["GET", "/guildsand/1", "GET /guildsand/{id}", ""],
		["GET", "/guilds/123456789012345678901", "GET /guilds/123456789012345678901", ""],
		["GET", "/", "GET /", ""],
	])("%s %s", (method, path, route, topLevel) => {
		expect(bucketKey(method, path)).toEqual({ route, topLevel });
	});
});
