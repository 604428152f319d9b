import * as z from "zod";
import type { ZodOpenApiPathsObject, ZodOpenApiRequestBodyObject } from "zod-openapi";
import { choicesSchema, DEFAULT_CHOICES } from "../avatar/choices";
import { FIELDS } from "../avatar/fields";
import { meSchema, nextSchema, personalLinkSchema } from "../wire";
import { json, leadsTo, NOT_MODIFIED, PICTURE, page, SVG } from "./answers";
import { BODY, DISCORD, SESSION } from "./fails";
import { headers } from "./headers";
import { operation } from "./operation";
import { ifNoneMatch, keptSize, key, link, pictureName, sameOrigin } from "./parameters";

const FORM: ZodOpenApiRequestBodyObject = {
	required: true,
	content: {
		"application/json": { schema: choicesSchema, example: DEFAULT_CHOICES },
		"application/x-www-form-urlencoded": { schema: choicesSchema, example: DEFAULT_CHOICES },
	},
};

/** A form that is only shown again: right or wrong. */
const ENTERED: ZodOpenApiRequestBodyObject = {
	required: true,
	content: {
		"application/x-www-form-urlencoded": {
			schema: z
				.looseObject(Object.fromEntries(FIELDS.map((name) => [name, z.string().optional()])))
				.meta({ id: "Entered", description: "The form's fields, right or wrong." }),
			example: DEFAULT_CHOICES,
		},
	},
};

const YOURS = { tag: "Your avatar" } as const;
const LINK = { tag: "Personal link" } as const;
const origin = { header: z.object({ Origin: sameOrigin }) };

export const ownAvatar: ZodOpenApiPathsObject = {
	"/get_avatar": {
		post: operation({
			...YOURS,
			id: "makeAvatar",
			summary: "Makes an avatar, or starts the login that it needs",
			description:
				"Leads to Discord, or straight to `/show_avatar` where the session can still act for the person. To JSON it answers JSON, to a form a redirect.",
			who: "either",
			requestParams: origin,
			body: FORM,
			answers: {
				"200": json("Where to go on.", nextSchema, "Set-Cookie"),
				"303": leadsTo("To Discord, or to `/show_avatar`.", "Set-Cookie"),
			},
			fails: [...BODY, ...DISCORD, "field_invalid", "cross_site", "not_configured", "storage_unavailable"],
		}),
		get: operation({
			...YOURS,
			id: "finishLogin",
			summary: "Where Discord leads back to after a login",
			description: "The redirect of OAuth 2.0 (RFC 6749, 4.1.2), for a login that began in the same browser.",
			who: "anyone",
			requestParams: {
				query: z.object({
					state: z.string().optional().describe("As the login began with."),
					code: z.string().optional().describe("What Discord gives tokens for."),
					error: z.string().optional().describe("Why there is no code, in the words of OAuth."),
				}),
			},
			answers: { "303": leadsTo("To where the login was for.", "Set-Cookie") },
			fails: [
				...DISCORD,
				"token_invalid",
				"login_cancelled",
				"field_invalid",
				"not_configured",
				"storage_unavailable",
			],
		}),
	},
	"/avatar": {
		get: operation({
			...YOURS,
			id: "getOwnAvatar",
			summary: "One's own avatar",
			who: "session",
			answers: {
				"200": {
					description: "The picture.",
					headers: headers("Cache-Control"),
					content: { [SVG]: { schema: { type: "string" } } },
				},
			},
			fails: [...SESSION, "avatar_missing", "not_configured", "field_invalid"],
		}),
	},
	"/avatar/permalink": {
		get: operation({
			...YOURS,
			id: "getPermalink",
			summary: "Leads to the page of one's own avatar",
			who: "session",
			answers: { "302": leadsTo("`/avatar/{key}`") },
			fails: [...SESSION, "avatar_missing", "not_configured", "field_invalid"],
		}),
	},
	"/avatar/{key}": {
		get: operation({
			...YOURS,
			id: "getAvatarPage",
			summary: "The page of a stored avatar",
			who: "anyone",
			requestParams: { path: z.object({ key }) },
			answers: { "200": page("The page, which chats show with its picture.") },
			fails: ["file_not_found", "not_configured", "storage_unavailable"],
		}),
	},
	"/avatar/{key}.{format}": {
		get: operation({
			...YOURS,
			id: "getAvatar",
			summary: "A stored avatar: for everybody, and for ever",
			who: "anyone",
			requestParams: {
				path: z.object({ key, format: pictureName }),
				query: z.object({ size: keptSize }),
				header: z.object({ "If-None-Match": ifNoneMatch }),
			},
			answers: { "200": PICTURE, "304": NOT_MODIFIED },
			fails: ["file_not_found", "option_invalid", "picture_undrawable", "storage_unavailable"],
		}),
	},
	"/me": {
		get: operation({
			...YOURS,
			id: "getMe",
			summary: "Who is logged in, and their avatar",
			who: "either",
			requestParams: {
				query: z.object({
					check: z
						.string()
						.optional()
						.describe("There, with any value: Discord is asked whether an old avatar is still theirs."),
				}),
			},
			answers: { "200": json("Who is logged in.", meSchema, "Set-Cookie") },
			fails: ["not_configured", "storage_unavailable"],
		}),
	},
	"/me/link": {
		get: operation({
			...LINK,
			id: "getLink",
			summary: "One's own link",
			who: "session",
			answers: { "200": json("The link.", personalLinkSchema) },
			fails: [...SESSION, "not_configured"],
		}),
		post: operation({
			...LINK,
			id: "renewLink",
			summary: "Makes the link, or gives it another address",
			description: "Ten times a minute.",
			who: "session",
			requestParams: origin,
			answers: { "200": json("The link.", personalLinkSchema) },
			fails: [...SESSION, "avatar_missing", "cross_site", "not_configured"],
		}),
		delete: operation({
			...LINK,
			id: "deleteLink",
			summary: "Deletes the link",
			who: "session",
			requestParams: origin,
			answers: { "200": json("No link.", personalLinkSchema) },
			fails: [...SESSION, "cross_site", "not_configured"],
		}),
	},
	"/me/{link}": {
		get: operation({
			...LINK,
			id: "followLink",
			summary: "Leads to the page of the avatar that a link shows",
			who: "anyone",
			requestParams: { path: z.object({ link }) },
			answers: { "302": leadsTo("`/avatar/{key}`") },
			fails: ["file_not_found", "not_configured", "storage_unavailable"],
		}),
	},
	"/me/{link}.{format}": {
		get: operation({
			...LINK,
			id: "getLinkedAvatar",
			summary: "The avatar that a link shows now",
			description: "A cache may keep it for five minutes.",
			who: "anyone",
			requestParams: {
				path: z.object({ link, format: pictureName }),
				query: z.object({ size: keptSize }),
				header: z.object({ "If-None-Match": ifNoneMatch }),
			},
			answers: { "200": PICTURE, "304": NOT_MODIFIED },
			fails: [
				"file_not_found",
				"option_invalid",
				"picture_undrawable",
				"not_configured",
				"storage_unavailable",
			],
		}),
	},
	"/studio": {
		post: operation({
			...YOURS,
			id: "fillStudio",
			summary: "The form with all that was filled in",
			description: "The way back from an error page, for a browser without script.",
			who: "anyone",
			requestParams: origin,
			body: ENTERED,
			answers: { "200": page("The form.") },
			fails: [...BODY, "cross_site"],
		}),
		get: operation({
			...YOURS,
			id: "openStudio",
			summary: "Leads to the form",
			who: "anyone",
			answers: { "302": leadsTo("`/`") },
			fails: [],
		}),
	},
	"/login": {
		get: operation({
			tag: "Login",
			id: "logIn",
			summary: "Starts a login that makes no avatar",
			description:
				"For a browser that goes to it: what says in `Sec-Fetch-Mode` or `Sec-Fetch-Dest` that it is anything else is refused.",
			who: "either",
			requestParams: {
				query: z.object({
					return: z.string().meta({
						description: "Where the login leads back to: `/servers`, or `/servers?guild={id}`.",
						examples: ["/servers"],
					}),
				}),
			},
			answers: { "303": leadsTo("To Discord, or straight back where nothing more is needed.", "Set-Cookie") },
			fails: ["return_refused", "cross_site", "not_configured", "storage_unavailable"],
		}),
	},
	"/logout": {
		post: operation({
			tag: "Login",
			id: "logOut",
			summary: "Ends the session, and all that Discord has given for it",
			who: "either",
			requestParams: origin,
			answers: { "303": leadsTo("`/`", "Set-Cookie") },
			fails: ["cross_site", "not_configured", "storage_unavailable"],
		}),
	},
	"/install": {
		get: operation({
			tag: "Login",
			id: "install",
			summary: "Leads to Discord's page for adding the application",
			who: "anyone",
			answers: { "302": leadsTo("To Discord.") },
			fails: ["file_not_found", "not_configured"],
		}),
	},
};
