import { createDocument } from "zod-openapi";
import { license, version } from "../../package.json";
import { problemSchema, settingValueSchema } from "../wire";
import { avatarService, diceBearErrorSchema } from "./avatar_service";
import { controlRoom } from "./control_room";
import { fromDiscord } from "./from_discord";
import { HEADERS } from "./headers";
import { discordErrorSchema, middleman, middlemanProblem } from "./middleman";
import { ownAvatar } from "./own_avatar";
import { SECURITY_SCHEMES } from "./security";
import { site } from "./site";
import { COMMON_PARAMETERS, OPTION_SCHEMAS } from "./style_parameters";
import { TAGS } from "./tags";

const DESCRIPTION = `Avatars out of a Discord identity, the HTTP API of DiceBear, and a control room for a Discord bot.

**Errors** have a stable \`code\`. They come as \`application/problem+json\` (RFC 9457), and as a page to who asks for \`text/html\`; those of the avatar service have DiceBear's shape.

**Limits** are counted by address, in each of Cloudflare's locations: 60 requests a minute of those that write or ask Discord, 3,000 of all together, and raster images by their CPU time. A person may make 120 a minute that ask Discord with the bot's token. Past that it is 429, with \`Retry-After\` in seconds. What a cache answers does not count.

**Caches.** What is public says so in \`Cache-Control\`; all else is \`private, no-store\`. Pictures have an \`ETag\`.

**Other sites.** The avatar service, stored avatars, personal links and this document may be read by any page (\`Access-Control-Allow-Origin: *\`). All else is for the site's own pages: what is not safe has to say that it comes from one, and no other site's page is answered about servers.

Every GET can be asked as HEAD, too.`;

/** `/openapi.json`: https://spec.openapis.org/oas/v3.1.1.html */
export async function openApi(): Promise<object> {
	return createDocument(
		{
			openapi: "3.1.1",
			info: {
				title: "Discobear",
				version,
				description: DESCRIPTION,
				license: { name: license, identifier: license },
			},
			servers: [{ url: "/", description: "Wherever this document is." }],
			tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
			paths: {
				...(await avatarService()),
				...ownAvatar,
				...controlRoom,
				...middleman,
				...fromDiscord,
				...site,
			},
			components: {
				headers: HEADERS,
				parameters: COMMON_PARAMETERS,
				schemas: {
					Problem: problemSchema,
					SettingValue: settingValueSchema,
					DiceBearError: diceBearErrorSchema,
					DiscordError: discordErrorSchema,
					MiddlemanProblem: middlemanProblem,
					...OPTION_SCHEMAS,
				},
				securitySchemes: SECURITY_SCHEMES,
			},
		},
		{
			allowEmptySchema: { custom: true },
			override({ jsonSchema, io }) {
				// A later release may say more: whoever reads an answer leaves out what they do not know.
				if (io === "output" && jsonSchema.additionalProperties === false)
					delete jsonSchema.additionalProperties;
			},
		},
	);
}
