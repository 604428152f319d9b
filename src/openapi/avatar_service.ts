import * as z from "zod";
import type { ZodOpenApiPathsObject, ZodOpenApiResponseObject } from "zod-openapi";
import { styleCard } from "../avatar/styles";
import { VERSIONS, type Version } from "../avatar/versions";
import { v10 } from "../avatar/versions/v10";
import type { ProblemCode } from "../errors";
import { IMAGES, json, NOT_MODIFIED } from "./answers";
import { type HeaderName, headers } from "./headers";
import { type Described, operation } from "./operation";
import { COMMON, coreParameters, ownParameters } from "./style_parameters";
import type { ParameterObject, ReferenceObject } from "./types";

/** The version that has its styles' options in the document. */
const MAIN = "10.x";

const format = z.enum(["svg", "json", "png", "jpg", "jpeg", "webp", "avif"]).meta({
	description: "`json` is the SVG and all that made it but the seed.",
	param: { id: "format" },
});
const ifNoneMatch: ReferenceObject = { $ref: "#/components/parameters/IfNoneMatch" };

/** The error of DiceBear's HTTP API. */
export const diceBearErrorSchema = z
	.object({
		statusCode: z.int(),
		code: z.string().describe("What happened, as a name that stays."),
		error: z.string().describe("What HTTP calls the status."),
		message: z.string().describe("What is wrong, in one sentence."),
	})
	.meta({ id: "DiceBearError", description: "An error, as DiceBear tells them." });

const stylesSchema = z
	.object({ styles: z.array(z.string()), documentation: z.string() })
	.meta({ id: "Styles" });

const DRAWN_HEADERS: readonly HeaderName[] = [
	"Access-Control-Allow-Origin",
	"Cache-Control",
	"Content-Disposition",
	"ETag",
];

const DRAWN: ZodOpenApiResponseObject = {
	id: "Drawn",
	description: "The picture.",
	headers: headers(...DRAWN_HEADERS, "Warning"),
	content: {
		...IMAGES,
		"application/json": { schema: z.looseObject({ svg: z.string() }).meta({ id: "DrawnAsJson" }) },
	},
};

const DRAWN_AS_IMAGE: ZodOpenApiResponseObject = {
	id: "DrawnAsImage",
	description: "The picture.",
	headers: headers(...DRAWN_HEADERS),
	content: IMAGES,
};

const DRAWN_AS_PNG: ZodOpenApiResponseObject = {
	...DRAWN_AS_IMAGE,
	id: "DrawnAsPng",
	content: { "image/png": {} },
};

/** What a version's HTTP API tells of a style. */
const FILES: Readonly<Record<string, { id: string; summary: string; schema: z.ZodType }>> = {
	"options.json": {
		id: "listOptions",
		summary: "The options of a style",
		schema: z
			.record(
				z.string(),
				z.looseObject({ type: z.enum(["string", "boolean", "number", "range", "color", "enum"]) }),
			)
			.meta({ id: "StyleOptions", description: "Each option by its name, as DiceBear describes them." }),
	},
	"definition.json": {
		id: "getDefinition",
		summary: "What a style is drawn from",
		schema: z
			.looseObject({})
			.meta({ id: "StyleDefinition", description: "As in the package `@dicebear/styles`." }),
	},
	"schema.json": {
		id: "getSchema",
		summary: "The options of a style, as JSON Schema",
		schema: z
			.looseObject({ type: z.literal("object"), properties: z.record(z.string(), z.looseObject({})) })
			.meta({ id: "StyleSchema" }),
	},
};

/** A style's own options, where the document does not list them. */
const OTHERS: ParameterObject = {
	name: "options",
	in: "query",
	description:
		"Any option of the style's own, under its name: its `options.json` or, before 10, its `schema.json` lists them. Lists are separated by commas.",
	style: "form",
	explode: true,
	schema: { type: "object", additionalProperties: { type: "string" } },
	example: {},
};

const SERVED = { tag: "Avatar service", who: "anyone", told: "dicebear" } as const;

/** How drawing fails, whatever format is asked for. */
const DRAWING = [
	"file_not_found",
	"style_unknown",
	"option_invalid",
	"picture_undrawable",
	"storage_unavailable",
] as const satisfies readonly ProblemCode[];

/** An operation that draws. */
function draws(
	said: Pick<Described, "id" | "summary" | "description" | "requestParams"> & Partial<Pick<Described, "tag">>,
	parameters: readonly (ParameterObject | ReferenceObject)[],
	drawn: ZodOpenApiResponseObject = DRAWN,
	fails: readonly ProblemCode[] = [...DRAWING, "format_unknown"],
) {
	return operation({
		...SERVED,
		...said,
		parameters: [...parameters, ifNoneMatch],
		answers: { "200": drawn, "304": NOT_MODIFIED },
		fails,
	});
}

/** All that there is of a version. */
function pathsOf(name: string, { styles, files }: Version, isNext: boolean): ZodOpenApiPathsObject {
	const major = name.replace(".x", "");
	const dicebear = `DiceBear ${major}`;
	const style = z
		.enum([...styles])
		.meta({ description: `A style of ${dicebear}.`, param: { id: `styleOf${major}` } });
	const options = z.string().meta({ description: "As in a query.", examples: ["seed=Mira&flip=true"] });
	const description = isNext
		? "A release candidate: its pictures may still change. It is there where whoever runs the site has opened it."
		: "";
	const listed = ["Access-Control-Allow-Origin", "Warning"] as const;
	return {
		[`/${name}`]: {
			get: operation({
				...SERVED,
				id: `listStyles${major}`,
				summary: `The styles of ${dicebear}`,
				description,
				answers: { "200": json("Their names.", stylesSchema, ...listed) },
				fails: ["file_not_found"],
			}),
		},
		[`/${name}/{style}/{format}`]: {
			get: draws(
				{
					id: `draw${major}`,
					summary: `Draws an avatar with ${dicebear}`,
					description:
						name === MAIN
							? "Each style's own options are listed where it is drawn by its name."
							: description,
					requestParams: { path: z.object({ style, format }) },
				},
				[...coreParameters(Number(major)), OTHERS],
			),
		},
		[`/${name}/{style}/{format}/{options}`]: {
			get: draws(
				{
					id: `draw${major}ByPath`,
					summary: `Draws an avatar with ${dicebear}, by options in the path`,
					description: "The older form. The query does not count then.",
					requestParams: { path: z.object({ style, format, options }) },
				},
				[],
			),
		},
		...Object.fromEntries(
			Object.keys(files).map((file) => {
				const { id, summary, schema } = FILES[file] ?? fail(file);
				const get = operation({
					...SERVED,
					id: `${id}${major}`,
					summary: `${summary} of ${dicebear}`,
					requestParams: { path: z.object({ style }) },
					answers: { "200": json("The file.", schema, ...listed) },
					fails: ["file_not_found", "style_unknown", "storage_unavailable"],
				});
				return [`/${name}/{style}/${file}`, { get }];
			}),
		),
		...(name === MAIN && Object.fromEntries([...styles].map((style) => pathOfStyle(name, style)))),
	};
}

function pathOfStyle(version: string, name: string) {
	const { title } = styleCard(name);
	const get = draws(
		{
			id: `draw${title.replaceAll(" ", "")}`,
			tag: "Styles of DiceBear 10",
			summary: `Draws ${title}`,
			requestParams: { path: z.object({ format }) },
		},
		[...COMMON, ...ownParameters(name)],
	);
	return [`/${version}/${name}/{format}`, { get }] as const;
}

function fail(file: string): never {
	throw new RangeError(`Nobody has described ${file}`);
}

/** Gravatar's and Libravatar's addresses: below `avatar/` and without, with an ending and without. */
function libravatar({ styles }: Version): ZodOpenApiPathsObject {
	const hash = z
		.string()
		.regex(/^[0-9A-Fa-f]{32}(?:[0-9A-Fa-f]{32})?$/)
		.meta({
			description: "Of an e-mail address in small letters: MD5 or SHA-256, in hex.",
			examples: ["0bc83cb571cd1c50ba6f3e8a78ef1346"],
		});
	const ending = z.enum(["svg", "png", "jpg", "jpeg", "webp", "avif"]);
	const size = z
		.int()
		.min(1)
		.max(9999)
		.optional()
		.describe("Width and height in pixels: at most 1,024, and 80 where none is asked for.");
	const word = z
		.string()
		.optional()
		.describe("What to draw: one of Gravatar's words, or a style. Others change nothing.");
	const style = z
		.enum([...styles])
		.optional()
		.describe("A style of DiceBear 10, before what `d` says.");
	const query = z.object({ s: size, size, d: word, default: word, style });
	const said = {
		summary: "Draws an avatar by the hash of an e-mail address",
		description: "Nobody is looked up.",
	};
	const byHash = (id: string, path: z.ZodObject, drawn: ZodOpenApiResponseObject) => ({
		get: draws({ ...said, id, requestParams: { path, query } }, [OTHERS], drawn, DRAWING),
	});
	return Object.fromEntries(
		["/libravatar", "/libravatar/avatar"].flatMap((at, n) => [
			[`${at}/{hash}`, byHash(`drawByHash${n || ""}`, z.object({ hash }), DRAWN_AS_PNG)],
			[`${at}/{hash}.{ending}`, byHash(`drawByHashAs${n || ""}`, z.object({ hash, ending }), DRAWN_AS_IMAGE)],
		]),
	);
}

export async function avatarService(): Promise<ZodOpenApiPathsObject> {
	const versions = [...VERSIONS].map(async ([name, { version, isNext }]) =>
		pathsOf(name, await version(), isNext ?? false),
	);
	return Object.assign(libravatar(v10), ...(await Promise.all(versions)));
}
