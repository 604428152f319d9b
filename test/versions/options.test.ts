import fastify from "fastify";
import qs from "qs";
import { describe, expect, it } from "vitest";
import { OptionError } from "../../src/avatar/option_values.ts";
import { optionsBySchema, type Properties } from "../../src/avatar/versions/schema.ts";

/** One of each kind that there is in DiceBear's schemas. */
const PROPERTIES: Properties = {
	seed: { type: "string" },
	flip: { type: "boolean", default: false },
	rotate: { type: "integer", minimum: 0, maximum: 360, default: 0 },
	size: { type: "integer", minimum: 1 },
	backgroundColor: { type: "array", items: { type: "string", pattern: "^(transparent|[a-fA-F0-9]{6})$" } },
	backgroundRotation: { type: "array", items: { type: "integer", minimum: -360, maximum: 360 } },
	eyes: { type: "array", items: { type: "string", enum: ["open", "closed"] }, default: ["open"] },
	fontFamily: { type: "array", minItems: 1, items: { type: "string", enum: ["Arial", "serif"] } },
	fontWeight: { type: "integer", enum: [100, 400], default: 400 },
	rotation: { type: "array", maxItems: 2, items: { type: "integer", minimum: -20, maximum: 20 } },
};

/**
 * How DiceBear's server of 5 to 9 was set up, with the libraries that it was made of.
 * Source: `src/app.ts`, `src/routes/style.ts` and `src/utils/query-string.ts` of https://github.com/dicebear/api
 */
const server = fastify({
	ajv: { customOptions: { coerceTypes: "array", removeAdditional: true, useDefaults: false } },
	routerOptions: { querystringParser: parsed },
});
server.get(
	"/",
	{ schema: { querystring: { type: "object", properties: PROPERTIES } } },
	(request) => request.query,
);

function parsed(query: string): Record<string, unknown> {
	const all = qs.parse(query.replaceAll("%2C", ","), {
		comma: true,
		plainObjects: true,
		arrayLimit: 146,
		depth: 1,
	});
	const entries = Object.entries(all).map(([name, value]) => {
		const said = name === "seed" && Array.isArray(value) ? value.join(",") : value;
		if (Array.isArray(said)) return [name, said.filter((item) => item !== "")];
		return [name, said === "" && name !== "seed" ? [] : [said]];
	});
	return Object.fromEntries(entries);
}

/** What the server takes out of a query; undefined where it answers 400. Unknown options are nobody's. */
async function theirs(query: string): Promise<object | undefined> {
	const answer = await server.inject(`/?${query}`);
	if (answer.statusCode === 400) return undefined;
	expect(answer.statusCode).toBe(200);
	return Object.fromEntries(
		Object.entries(answer.json()).filter(([name]) => Object.hasOwn(PROPERTIES, name)),
	);
}

function ours(query: string): object | undefined {
	try {
		return optionsBySchema(PROPERTIES, query);
	} catch (error) {
		if (error instanceof OptionError) return undefined;
		throw error;
	}
}

const QUERIES = [
	"",
	"seed=Felix",
	"seed=",
	"seed",
	"seed=a,b&seed=c",
	"seed=a%2Cb%26c%3Dd",
	"seed[]=a",
	"seed[]=a&seed[]=b",
	"seed=%ff%fe",
	"seed=a+b%20c%2Bd",
	"flip=true",
	"flip=false",
	"flip=1",
	"flip=TRUE",
	"flip=true,true",
	"flip[]=true",
	"rotate=90",
	"rotate=361",
	"rotate=-1",
	"rotate=90.5",
	"rotate=9e1",
	"rotate=0x10",
	"rotate=%2090%20",
	"rotate=ninety",
	"rotate=90,180",
	"rotate=90&rotate=180",
	"rotate=NaN",
	"size=0",
	"size=99999",
	"size=1e21",
	"backgroundColor=b6e3f4,c0aede",
	"backgroundColor=b6e3f4%2Cc0aede",
	"backgroundColor[]=b6e3f4&backgroundColor[]=c0aede",
	"backgroundColor[1]=b6e3f4&backgroundColor[0]=c0aede",
	"backgroundColor%5B%5D=b6e3f4",
	"backgroundColor=b6e3f4&backgroundColor=c0aede",
	"backgroundColor=",
	"backgroundColor",
	"backgroundColor=,b6e3f4,",
	"backgroundColor=%23b6e3f4",
	"backgroundColor=red",
	"backgroundColor=b6e3f4%0A",
	"backgroundColor=transparent",
	"backgroundColor[a]=b6e3f4",
	"backgroundColor[a][b]=b6e3f4",
	'backgroundColor=b6e3f4"onload="alert(1)',
	`backgroundColor=${Array(146).fill("b6e3f4").join()}`,
	"backgroundRotation=0,-90",
	"backgroundRotation=0,-361",
	"backgroundRotation=a",
	"eyes=open,closed",
	"eyes=open,shut",
	"eyes=constructor",
	"eyes[]=open&eyes=closed",
	"fontFamily=Arial",
	"fontWeight=400",
	"fontWeight=401",
	"rotation=1,2,3",
	"rotation=-20,20",
	"unknown=x&seed=y",
	"__proto__=x&constructor=y&hasOwnProperty=z",
	"__proto__[seed]=x",
	"constructor[prototype]=x",
	"toString=x",
	"&&=&=x",
] as const;

describe("the options of 5 to 9 in a URL", () => {
	it.each(QUERIES)("are read as DiceBear's server read them: %s", async (query) => {
		expect(ours(query)).toEqual(await theirs(query));
	});

	it.each(["flip=", "rotate", "size=&rotate=10", "fontFamily=", "fontFamily=,&rotate=10"])(
		"may be left empty, as its first servers had it: %s",
		(query) => {
			expect(ours(query)).toEqual(query.endsWith("10") ? { rotate: 10 } : {});
		},
	);

	it("are no longer lists than its server took", () => {
		expect(ours(`backgroundColor=${Array(147).fill("b6e3f4").join()}`)).toBeUndefined();
	});

	it("take no time that is out of proportion", () => {
		const before = performance.now();
		for (const name of ["backgroundColor", "seed", "x", "eyes[]"]) {
			for (const text of [",", "a", "%2C", "%ff", "[", "&a=", `&${name}=`])
				ours(`${name}=${text.repeat(100_000)}`);
		}
		expect(performance.now() - before).toBeLessThan(10_000);
	});
});
