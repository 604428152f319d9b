import { describe, expect, it } from "vitest";
import { authorizeUrl, CALLBACK, discord } from "./application.fixture";
import { createStandIn, type StandIn } from "./stand_in";

function open(standIn: StandIn, url: string, cookie = ""): Promise<Response> {
	return standIn.fetch(new Request(url, { headers: { Cookie: cookie } }));
}

const query = (url: string | null) => Object.fromEntries(new URL(url ?? "").searchParams);

describe("the authorise page", () => {
	it("asks the person, names the scopes and where they go, and says that it is a stand-in", async () => {
		const response = await open(discord().standIn, authorizeUrl({ scope: "identify guilds" }));
		const page = await response.text();
		expect(response.status).toBe(200);
		expect(page).toContain("<title>Stand-in Discord</title>");
		expect(page).toContain("no real account is used");
		expect(page).toContain("Access your username");
		expect(page).toContain("Know what servers");
		expect(page).toContain(`<small>${CALLBACK}</small>`);
		expect(page.match(/type="radio"/g)).toHaveLength(5);
	});

	it("escapes people and the query", async () => {
		const page = await (await open(discord().standIn, authorizeUrl({ state: '"><script>' }))).text();
		expect(page).toContain("&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;");
		expect(page).not.toContain("<script");
	});

	it.each([
		["an unknown application", { client_id: "42" }, "Unknown Application"],
		["a missing application", { client_id: undefined }, "Unknown Application"],
		["a redirect URI with a slash more", { redirect_uri: `${CALLBACK}/` }, "Invalid OAuth2 redirect_uri"],
		["a redirect URI with a query", { redirect_uri: `${CALLBACK}?x=1` }, "Invalid OAuth2 redirect_uri"],
		[
			"a redirect URI in other letters",
			{ redirect_uri: CALLBACK.toUpperCase() },
			"Invalid OAuth2 redirect_uri",
		],
		[
			"a redirect URI with its port",
			{ redirect_uri: "https://bear.example:443/get_avatar" },
			"Invalid OAuth2 redirect_uri",
		],
		[
			"a redirect URI without TLS",
			{ redirect_uri: CALLBACK.replace("https", "http") },
			"Invalid OAuth2 redirect_uri",
		],
		["a missing redirect URI", { redirect_uri: undefined }, "Invalid OAuth2 redirect_uri"],
		["the implicit grant", { response_type: "token" }, "response_type"],
		["the PKCE method plain", { code_challenge_method: "plain" }, "code_challenge_method"],
		["a PKCE challenge without a method", { code_challenge_method: undefined }, "code_challenge_method"],
		["a PKCE method without a challenge", { code_challenge: undefined }, "code_challenge"],
		["a malformed PKCE challenge", { code_challenge: "short" }, "code_challenge"],
	])("shows an error instead of redirecting for %s", async (_, changes, problem) => {
		const response = await open(discord().standIn, authorizeUrl(changes));
		expect(response.status).toBe(400);
		expect(response.headers.get("Location")).toBeNull();
		expect(await response.text()).toContain(problem);
	});

	it.each([undefined, "", "identity"])("sends the scope %j back as invalid_scope", async (scope) => {
		const response = await open(discord().standIn, authorizeUrl({ scope }));
		expect(query(response.headers.get("Location"))).toMatchObject({ error: "invalid_scope", state: "st4te" });
	});

	it("takes any web address where none is registered", async () => {
		const standIn = createStandIn({ clientId: "1", clientSecret: "s" });
		const at = (redirect_uri: string) => open(standIn, authorizeUrl({ client_id: "1", redirect_uri }));
		expect((await at("http://localhost:8787/get_avatar")).status).toBe(200);
		expect((await at("javascript:alert(1)")).status).toBe(400);
	});
});

describe("the callback", () => {
	it("carries a code, the state as it was sent and the issuer (RFC 9207)", async () => {
		const callback = await discord().standIn.authorize(authorizeUrl({ state: "a b&c" }), "mira.dances");
		expect(callback.startsWith(`${CALLBACK}?code=`)).toBe(true);
		expect(query(callback)).toEqual({
			code: expect.stringMatching(/^\w{30,}$/),
			state: "a b&c",
			iss: "https://discord.com",
		});
	});

	it("carries no state when none was sent", async () => {
		expect(
			query(await discord().standIn.authorize(authorizeUrl({ state: undefined }), "mira.dances")),
		).not.toHaveProperty("state");
	});

	it("says access_denied after Cancel, which needs nobody to be chosen", async () => {
		const callback = await discord().standIn.authorize(authorizeUrl(), "mira.dances", "cancel");
		expect(callback).toContain(
			"?error=access_denied&error_description=The+resource+owner+or+authorization+server+denied+the+request&state=st4te",
		);
	});

	it("does not come when nobody was chosen", async () => {
		const body = new URLSearchParams({ choice: "accept" });
		const response = await discord().standIn.fetch(new Request(authorizeUrl(), { method: "POST", body }));
		expect(response.status).toBe(400);
	});
});

describe("prompt", () => {
	const granted = async (scope = "identify guilds") => {
		const { standIn } = discord();
		await standIn.authorize(authorizeUrl({ scope }), "mira.dances");
		const cookie = `standin_login=${standIn.people.get("mira.dances")?.id}`;
		return (prompt: string | undefined, asked: string, who = cookie) =>
			open(standIn, authorizeUrl({ prompt, scope: asked }), who);
	};

	it.each([
		["none", "identify guilds", 303],
		["none", "identify", 303],
		["none", "identify email", 200],
		["consent", "identify guilds", 200],
		[undefined, "identify guilds", 200],
	])("%s, asking for %j of who gave identify and guilds: %i", async (prompt, scope, status) => {
		expect((await (await granted())(prompt, scope)).status).toBe(status);
	});

	it("none still asks who is not logged in", async () => {
		expect((await (await granted())("none", "identify", "")).status).toBe(200);
	});

	it("none always asks for a passthrough scope such as bot", async () => {
		expect((await (await granted("identify bot"))("none", "identify bot")).status).toBe(200);
	});

	it("none asks again after deauthorising", async () => {
		const { standIn } = discord();
		await standIn.authorize(authorizeUrl(), "mira.dances");
		standIn.deauthorize("mira.dances");
		const cookie = `standin_login=${standIn.people.get("mira.dances")?.id}`;
		expect((await open(standIn, authorizeUrl({ prompt: "none" }), cookie)).status).toBe(200);
	});
});

describe("the stand-in's own login", () => {
	it("is a cookie that chooses the person next time", async () => {
		const { standIn } = discord();
		const id = standIn.people.get("plainpaul")?.id ?? "";
		const body = new URLSearchParams({ as: id, choice: "accept" });
		const accepted = await standIn.fetch(new Request(authorizeUrl(), { method: "POST", body }));
		const cookie = accepted.headers.get("Set-Cookie") ?? "";
		expect(cookie).toBe(`standin_login=${id}; Path=/oauth2; HttpOnly; SameSite=Lax`);
		const page = await (await open(standIn, authorizeUrl(), cookie)).text();
		expect(page).toContain(`value="${id}" required checked`);
	});

	it("ends at /oauth2/logout", async () => {
		const response = await open(discord().standIn, "https://discord.com/oauth2/logout");
		expect(response.headers.get("Set-Cookie")).toContain("standin_login=; Max-Age=0; Path=/oauth2");
		expect(await response.text()).toContain("You are logged out");
	});
});
