/** What requests are put together from, as tables. Text is as it goes over the wire: a character is a byte. */

/** Written into what may be shown again: nowhere may it come back as an element, nor as a header. */
export const MARKER = "<fuzz";
export const MARKER_HEADER = "x-fuzz";

/** Registered at https://www.iana.org/assignments/http-methods, and some that are not. */
export const METHODS =
	`GET HEAD POST PUT DELETE PATCH OPTIONS TRACE CONNECT ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT COPY LABEL LINK LOCK
	MERGE MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF MKWORKSPACE MOVE ORDERPATCH PRI PROPFIND PROPPATCH QUERY REBIND REPORT
	SEARCH UNBIND UNCHECKOUT UNLINK UNLOCK UPDATE UPDATEREDIRECTREF VERSION-CONTROL PURGE NOTIFY SUBSCRIBE UNSUBSCRIBE
	get post Get FOO __proto__ constructor G!#$%&'*+-.^_|~T`.split(/\s+/);

/** What servers commonly know: another method may be one that the Worker never sees. */
export const COMMON_METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

/** Text that is odd somewhere, percent-encoded where it could not be sent otherwise. */
export const ODD_TEXT = [
	"",
	"0",
	"-1",
	"1e400",
	"9".repeat(400),
	"NaN",
	"null",
	"true",
	"[]",
	"__proto__",
	"constructor",
	"toString",
	"hasOwnProperty",
	".",
	"..",
	"%2e%2e",
	"%2f",
	"%5c",
	"%00",
	"%0a",
	"%0d%0ax-fuzz:%20yes",
	"%",
	"%%",
	"%zz",
	"%u0041",
	"%c0%af",
	"%e0%80%80",
	"%ed%a0%80",
	"%f0%9f%90%bb",
	"%f4%90%80%80",
	"%ff%fe",
	"%EF%BB%BF",
	"%E2%80%AE",
	"%3Cfuzz%22'%3E",
	"%3C/script%3E%3Cfuzz%3E",
	"<fuzz>",
	'"',
	"'",
	"\\",
	"a\\b",
	";",
	":",
	"@",
	"+",
	"*",
	"|",
	"{}",
	"^`",
	"#fragment",
	"a,b",
	"a:b:c",
	"a[]",
	"x".repeat(1000),
	"%41".repeat(500),
	"//evil.test",
	"https://evil.test/",
	"javascript:1",
];

/** Ways to spell a target otherwise: `$` is the path as it should be. */
export const TARGETS = [
	"/$",
	"//$",
	"$/",
	"$//",
	"$/.",
	"$/..",
	"$/../$",
	"/.$",
	"/./$",
	"/x/..$",
	"/%2e%2e$",
	"/x/%2E%2e$",
	"/%2e$",
	"$%00",
	"$%20",
	"$%0d%0ax-fuzz:%20yes",
	"$;x=y",
	"$\\",
	"\\$",
	"$?",
	"$??",
	"$?%",
	"$?&&&",
	"$?=",
	"$?__proto__=x",
	"$#fragment",
	"$?x#y?z",
	"http://evil.test$",
	"http://localhost$",
	"https://evil.test:1$",
	"ftp://evil.test$",
	"http://user:password@evil.test$",
	"evil.test$",
	"*",
	"",
	"$$$$",
	"/\xe9$",
	"$/\xff",
	"$ x",
	"$\tx",
];

/** Whether a target cannot be read by a server that goes by RFC 9112, 3.2: it may answer by itself. */
export const isOddTarget = (target: string) =>
	!/^\/[^\0- "<>\\^`{|}\x7f-\xff]*$/.test(target) || target.length > 8000;

export const VERSIONS = ["HTTP/1.0", "HTTP/1.0", "HTTP/2.0", "http/1.1", "", "HTTP/9"];

export const ACCEPTS = [
	"text/html,application/xhtml+xml",
	"application/json",
	"image/*",
	"*/*",
	"",
	"text/html;q=0",
	";;;,",
	"TEXT/HTML",
	"a".repeat(3000),
];

/** Where a request says that it comes from; `$` is the site. */
export const ORIGINS: readonly (readonly [name: string, value: string])[][] = [
	[],
	[["Origin", "$"]],
	[["Origin", "https://evil.test"]],
	[["Origin", "null"]],
	[["Origin", ""]],
	[["Origin", "$, $"]],
	[
		["Origin", "$"],
		["Origin", "https://evil.test"],
	],
	...["same-origin", "same-site", "cross-site", "none", "", "SAME-ORIGIN", "same-origin, cross-site"].map(
		(site): [string, string][] => [["Sec-Fetch-Site", site]],
	),
	[
		["Sec-Fetch-Site", "same-origin"],
		["Sec-Fetch-Mode", "cors"],
		["Sec-Fetch-Dest", "empty"],
	],
	[
		["Sec-Fetch-Site", "none"],
		["Sec-Fetch-Mode", "navigate"],
		["Sec-Fetch-Dest", "document"],
	],
	[
		["Sec-Fetch-Site", "cross-site"],
		["Sec-Fetch-Mode", "no-cors"],
		["Sec-Fetch-Dest", "image"],
	],
];

/** Headers that mean something to somebody on the way, each with values of every kind. */
export const HEADERS: Readonly<Record<string, readonly string[]>> = {
	"If-None-Match": ["*", "W/*", '"x"', '"', ",,,", '"a", W/"b"', "x".repeat(4000)],
	"If-Modified-Since": ["Tue, 24 Nov 2026 00:00:00 GMT", "never", "0"],
	"If-Match": ["*", '"x"'],
	"If-Unmodified-Since": ["Thu, 01 Jan 1970 00:00:00 GMT"],
	"If-Range": ['"x"', "0"],
	Range: [
		"bytes=0-0",
		"bytes=-1",
		"bytes=5-2",
		"bytes=0-,0-,0-",
		"bytes=999999999999999999999-",
		"lines=1-2",
		"=",
	],
	"Accept-Encoding": ["gzip", "br;q=1, *;q=0", "identity;q=0", "x", ""],
	"Accept-Language": ["de", "x".repeat(2000), "*"],
	"Content-Language": ["%"],
	Authorization: ["Bot x", "Bearer ", "Basic ===", "x".repeat(2000)],
	"Cache-Control": ["no-cache", "only-if-cached", "max-age=x"],
	Connection: ["close", "keep-alive", "X", "close, keep-alive"],
	Date: ["x"],
	Forwarded: ["for=1.2.3.4;host=evil.test"],
	From: ["\xff"],
	Referer: ["https://evil.test/?code=x", "%"],
	"User-Agent": ["", "x".repeat(3000), "\xe2\x80\xae"],
	"Upgrade-Insecure-Requests": ["1"],
	"X-Forwarded-For": ["1.2.3.4, x"],
	"X-Forwarded-Host": ["evil.test"],
	"X-Forwarded-Proto": ["gopher"],
	"X-HTTP-Method-Override": ["DELETE"],
	"X-RateLimit-Precision": ["millisecond"],
	"X-Audit-Log-Reason": ["%0a"],
	"Access-Control-Request-Method": ["GET", "PATCH", "\xff", ""],
	"Access-Control-Request-Headers": ["x-y", "x".repeat(2000)],
	"CF-IPCountry": ["T1"],
	"CF-Worker": ["x"],
	"Service-Worker": ["script"],
	"Sec-Purpose": ["prefetch"],
	TE: ["trailers", "x"],
	Trailer: ["X-Fuzz"],
	Priority: ["u=0, i"],
	"Content-Encoding": ["gzip", "br", "identity", "x"],
	"Content-Range": ["bytes 0-1/2"],
	X: ["\xff\xfe", "x".repeat(12_000), "a\tb", "a,b"],
	"x-__proto__": ["x"],
};

/** Headers that no server has to take. */
export const BROKEN_HEADERS = [
	"bad name: x",
	": x",
	"X",
	"X: a\0b",
	"X: a\rb",
	"X: a\r\n folded",
	"X : y",
	"\xff: y",
	`X: ${"x".repeat(20_000)}`,
	"Transfer-Encoding: gzip",
	"Transfer-Encoding: chunked, identity",
	"Content-Length: -1",
	"Content-Length: x",
	"Content-Length: 99999999999999999999",
];

/** `$` is the site's own. */
export const HOSTS = [
	"evil.test",
	"evil.test:1",
	"$.",
	"LOCALHOST",
	"xn--a",
	"[::1]",
	"1",
	"%61",
	"a b",
	"[::1",
	"evil.test:99999",
	"evil.test/x",
	"user@evil.test",
	"\xff",
	"",
	"$\r\nHost: evil.test",
];

/** Addresses that many requests come from; not all are one. */
export const ADDRESSES = [...Array(5).fill("203.0.113.9"), "2001:db8::9", "::ffff:203.0.113.9", "x", ""];

const UTF_8 = [
	"",
	"; charset=utf-8",
	";charset=UTF-8",
	'; charset="utf-8"',
	"; CHARSET=utf-8",
	"; x=y; charset=utf-8",
];

/** Other character sets: nothing of ours is read in one. */
export const FOREIGN = [
	"utf-16",
	"UTF-16LE",
	"utf-16be",
	"utf-32",
	"utf-7",
	"iso-8859-1",
	"latin1",
	"windows-1252",
	"us-ascii",
	"shift_jis",
	"gbk",
	"euc-kr",
	"x-user-defined",
	"replacement",
	"binary",
	"nonsense",
];

export const MEDIA_TYPES = ["application/json", "application/x-www-form-urlencoded"];

export const CONTENT_TYPES = [
	...MEDIA_TYPES.flatMap((type) => UTF_8.map((parameter) => type + parameter)),
	"Application/JSON",
	"application/json;",
	"application/json ; ; charset",
	"application/json; charset=",
	"application/json; charset=utf-8; charset=utf-16",
	"application/json, text/plain",
	"application/problem+json",
	"multipart/form-data",
	"multipart/form-data; boundary=x",
	'multipart/form-data; boundary=""',
	"text/plain",
	"text/html",
	"application/xml",
	"application/octet-stream",
	"x",
	"/",
	";",
	"",
	"\xff",
	"x".repeat(2000),
];

export const FOREIGN_TYPES = MEDIA_TYPES.flatMap((type) =>
	FOREIGN.flatMap((charset) =>
		[`; charset=${charset}`, `;charset="${charset}"`, `; CharSet=${charset.toUpperCase()}; x=y`].map(
			(parameter) => type + parameter,
		),
	),
);

/** Values of JSON, as JSON: also what a parser takes and nobody expects. */
export const JSON_VALUES = [
	"null",
	"true",
	"0",
	"-0",
	"1e999",
	"9007199254740993",
	'""',
	'"x"',
	'"\\ud800"',
	'"\\udfff\\ud800"',
	'"\\u0000"',
	'"\\r\\n"',
	'"\\u202e"',
	`"${"x".repeat(101)}"`,
	`"${"x".repeat(3000)}"`,
	'"<fuzz>\\"\'&"',
	'"</script><fuzz>"',
	"[]",
	"{}",
	'["username"]',
	'{"__proto__":"x"}',
	'{"length":1}',
	'{"toString":1}',
	"[[[[[[[[[[]]]]]]]]]]",
	`${"[".repeat(1500)}${"]".repeat(1500)}`,
	`${'{"a":'.repeat(600)}1${"}".repeat(600)}`,
];

/** Bodies that are no JSON. */
export const NO_JSON = [
	"",
	" ",
	"{",
	"}",
	"{}{}",
	"{'a':1}",
	"\xef\xbb\xbf{}",
	"\xff\xfe{\0}\0",
	'{"seed":"\xc0\xaf"}',
	"\0",
	"undefined",
	"NaN",
	"[".repeat(4000),
	'"'.repeat(3),
	"x".repeat(5000),
	'--x\r\nContent-Disposition: form-data; name="seed"\r\n\r\nusername\r\n--x--\r\n',
];

export const FORM_NAMES = [
	"seed",
	"extra",
	"style",
	"mood",
	"backgroundColor",
	"__proto__",
	"constructor",
	"x",
	"",
];

/** Good values of the form's fields, as JSON. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
	seed: ['"username"', '"avatar"'],
	extra: ['""', '"x"', '"\\u00e9\\ud83d\\udc3b"', '" a b "'],
	style: ['"lorelei"', '"micah"', '"adventurer"', '"big-smile"'],
	mood: ['"happy"'],
	backgroundColor: ['"b6e3f4"', '"FFFFFF"', '"transparent"', '"ffcf5c,b6e3f4"'],
	options: [
		'""',
		'"rotate=10&flip=horizontal"',
		'"scale=10&translateX=-1000"',
		'"hairColor=f00,0f0&hairColorFill=linear"',
	],
};

/** Good values of the bot's profile, as JSON. */
export const PROFILE: Readonly<Record<string, readonly string[]>> = {
	nick: ["null", '"Bear"', '"\\ud83d\\udc3b"'],
	bio: ["null", '"A bear."', '""'],
	avatar: [
		"null",
		'"data:image/png;base64,iVBORw0KGgo="',
		'{"style":"thumbs","mood":"","backgroundColor":"transparent","seed":"x"}',
		'{"style":"lorelei","mood":"happy","backgroundColor":"b6e3f4","seed":"x"}',
	],
};

/** The fields of a message, each with what it may be. */
export const MESSAGE: Readonly<Record<string, readonly string[]>> = {
	content: ['"Good evening."', '"@everyone"', "null", '"\\ud83d\\udc3b"'],
	embeds: ["[]", '[{"title":"A bear"}]', "null"],
	flags: ["0", "4", "4096", "64"],
	allowed_mentions: ['{"parse":["everyone"]}', "null"],
	message_reference: ['{"message_id":"1"}', "null"],
	tts: ["false", "true"],
};

const SOMEBODY = '{"id":"190320984123768832","username":"mira.dances","avatar":null}';

/** The fields of an interaction, each with what it may be. */
export const INTERACTION: Readonly<Record<string, readonly string[]>> = {
	type: ["1", "2", "2", "2", "3", "4", "5", "9"],
	application_id: ['"1234567890"'],
	token: ['"x"'],
	locale: ['"en-GB"', '"de"', '"xx"'],
	guild_id: ['"200000000000000001"'],
	member: [`{"user":${SOMEBODY},"permissions":"32"}`, `{"user":${SOMEBODY},"permissions":"0"}`],
	user: [SOMEBODY],
	authorizing_integration_owners: ['{"0":"200000000000000001"}', '{"1":"190320984123768832"}'],
	data: [
		'{"name":"avatar","type":1}',
		'{"name":"avatar","type":1,"options":[{"name":"style","value":"thumbs"},{"name":"background","value":"Sky"}]}',
		'{"name":"avatar","type":1,"options":[{"name":"style","value":"mona","focused":true}]}',
		'{"name":"Draw this person","type":2,"target_id":"1","resolved":{"users":{"1":{"id":"1","username":"x","avatar":null}}}}',
		'{"name":"Use for the bot here","type":3,"target_id":"1","resolved":{"messages":{"1":{"content":"x"}}}}',
		'{"custom_id":"1AAAA","values":["kind/people"]}',
	],
	message: ['{"interaction_metadata":{"user":{"id":"190320984123768832"}}}'],
};

/** Somebody who is not here leaves: who is goes on fuzzing. */
const LEFT = '"timestamp":"2026-11-24T14:42:53.064834","data":{"user":{"id":"99"}}';

/** The fields of what Discord tells the application, each with what it may be. */
const EVENT: Readonly<Record<string, readonly string[]>> = {
	version: ["1"],
	type: ["0", "1", "1", "1", "2"],
	application_id: ['"100000000000000000"', '"1234567890"'],
	event: [
		`{"type":"APPLICATION_DEAUTHORIZED",${LEFT}}`,
		`{"type":"APPLICATION_AUTHORIZED",${LEFT}}`,
		'{"type":"APPLICATION_DEAUTHORIZED","timestamp":"soon","data":{"user":{"id":"x"}}}',
		"{}",
	],
};

const SETTINGS_VALUES = [
	"{}",
	'{"prefix":"?"}',
	'{"avatarStyle":"micah","avatarStyles":["micah","thumbs"],"embedColor":"#B6E3F4"}',
	'{"welcomeText":"\\u00e9\\ud83d\\udc3b {user}","avatarEnabled":false}',
	'{"logChannel":null,"welcomeChannel":"200000000000000002"}',
	'{"__proto__":1,"constructor":{},"x":null}',
];

/** Good bodies by what they are for: the values of each field, as JSON. */
export const BODIES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	choices: CHOICES,
	profile: PROFILE,
	message: MESSAGE,
	interaction: INTERACTION,
	event: EVENT,
	settings: { values: SETTINGS_VALUES },
	managers: { role: ["null", '"200000000000000006"', '"200000000000000001"'] },
};

export const ENDPOINTS = [
	"users/@me",
	"users/@me/guilds",
	"guilds/{guild}",
	"guilds/{guild}/channels",
	"guilds/{guild}/roles",
	"guilds/{guild}/members/{user}",
	"guilds/{guild}/emojis",
	"guilds/{guild}/stickers",
	"guilds/{guild}/preview",
	"guilds/{guild}/members/@me",
	"guilds/{guild}/bans",
	"guilds/{guild}/audit-logs",
	"guilds/{guild}/members/search",
	"guilds/{guild}/widget.json",
	"guilds/templates/{text}",
	"channels/{channel}",
	"channels/{channel}/messages",
	"channels/{channel}/messages/{channel}",
	"channels/{channel}/messages/{channel}/reactions/{text}",
	"channels/{channel}/thread-members/{user}",
	"stage-instances/{channel}",
	"invites/{text}",
	"users/{user}",
	"applications/@me",
	"gateway/bot",
	"webhooks/1/x",
	"{text}",
];

/** What may be in the query of a route, under each name. */
export const QUERY: Readonly<Record<string, readonly string[]>> = {
	size: ["64", "128", "65", "1", "0", "9999", "64.5"],
	check: ["", "1"],
	return: ["/servers", "%2Fservers", "/servers%3Fguild%3D1", "/show_avatar", "//evil.test", "/servers%0d%0a"],
	state: ["A".repeat(43), "x"],
	code: ["x", "A".repeat(3000)],
	error: ["access_denied", "consent_required", "x"],
	iss: ["https://discord.com"],
	with_counts: ["true", "false", "1"],
	limit: ["1", "200", "201", "0"],
	since: ["0", "1", "999", "-1", "1e3"],
};

/** What a picture may grow from: letters of every kind, and one that is as long as can be. */
export const SEEDS = [
	"Mira",
	"x+y",
	"%F0%9F%90%BB",
	"%3Cfuzz%3E",
	"%E3%82%AF%E3%83%9E",
	"%D8%AF%D8%A8",
	"e%CC%81",
	"x".repeat(1024),
];

export const COLORS = ["ff0000", "b6e3f4", "ff000080", "%23ffffff", "000"];

/** Values that are wrong for most options. */
export const ODD_OPTIONS = [
	"red",
	"transparent",
	"0.5",
	"-0",
	"1,2,3",
	"default:3,variant01",
	"variant01:0",
	"variant01:x",
	"a:1:2",
	"99999999999999999999",
	"1e3",
	"ff0000,".repeat(500),
	"-360,360",
	"10,0",
	"4096",
];

export const SNOWFLAKES = [
	"0",
	"1",
	"01",
	"-1",
	"18446744073709551616",
	"99999999999999999999",
	"1e3",
	"@me",
];

/** Cookies' names that are or look like ours. */
export const COOKIE_NAMES = [
	"__Host-session",
	"__Host-login_AAAAAAAA",
	"__Host-login_",
	"__host-session",
	"session",
	"__proto__",
	"",
];

export const COOKIE_VALUES = [
	"",
	"x",
	'"x"',
	"%",
	"%00",
	"\xff",
	"=",
	"a b",
	"A".repeat(43),
	"A".repeat(4000),
	".",
];
