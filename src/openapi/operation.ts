import type {
	ZodOpenApiOperationObject,
	ZodOpenApiRequestBodyObject,
	ZodOpenApiResponseObject,
	ZodOpenApiResponsesObject,
} from "zod-openapi";
import type { ProblemCode } from "../errors";
import { problems, type Teller } from "./problems";
import { SECURITY, type Who } from "./security";
import type { Tag } from "./tags";

/** What is to be said of an operation. To describe a new route is to add one of these to a file of this folder. */
export interface Described
	extends Pick<ZodOpenApiOperationObject, "description" | "requestParams" | "parameters" | "externalDocs"> {
	/** Its operationId: what a generated client calls it. */
	id: string;
	tag: Tag;
	/** In a few words. */
	summary: string;
	/** Who may ask. */
	who: Who;
	body?: ZodOpenApiRequestBodyObject;
	/** What it answers where all is well, by status. */
	answers: Record<`${1 | 2 | 3}${string}`, ZodOpenApiResponseObject>;
	/** How it can fail, besides those ways that everything can. */
	fails: readonly ProblemCode[];
	/** How it tells that. */
	told?: Teller;
	/** What is not ours to say, such as Discord's own refusals. */
	others?: ZodOpenApiResponsesObject;
}

/** How everything that the Worker answers can fail. */
export const ALWAYS = ["too_many_requests", "internal"] as const satisfies readonly ProblemCode[];

export function operation({
	id,
	tag,
	who,
	body,
	answers,
	fails,
	told = "problem",
	others,
	...said
}: Described): ZodOpenApiOperationObject {
	return {
		operationId: id,
		tags: [tag],
		...said,
		security: SECURITY[who],
		...(body && { requestBody: body }),
		responses: { ...answers, ...problems([...ALWAYS, ...fails], told), ...others },
	};
}
