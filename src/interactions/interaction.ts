import type { APIMessage, InteractionType } from "discord-api-types/v10";
import * as z from "zod/mini";
import { IS_SNOWFLAKE } from "../discord/snowflake";
import { userSchema } from "../discord/user";

/** Discord's types of interactions: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type */
export const PING: InteractionType.Ping = 1;
export const COMMAND: InteractionType.ApplicationCommand = 2;
export const COMPONENT: InteractionType.MessageComponent = 3;
export const AUTOCOMPLETE: InteractionType.ApplicationCommandAutocomplete = 4;

/** What every interaction says at least, and in which of Discord's languages. All else may be another thing than we know. */
export const leastSchema = z.object({
	type: z.int(),
	locale: z.catch(z.optional(z.string()), undefined),
});

const id = z.string().check(z.regex(IS_SNOWFLAKE));

const base = {
	application_id: id,
	/** Opens the interaction's webhook for fifteen minutes: a secret. */
	token: z.string().check(z.minLength(1), z.maxLength(2000)),
	locale: leastSchema.shape.locale,
	guild_id: z.optional(id),
	/** In a guild; in a direct message it is only the user. */
	member: z.optional(
		z.object({
			user: userSchema,
			/** In the channel: with what its overwrites give and take. */
			permissions: z.string(),
			/** Without that of @everyone. */
			roles: z.array(id),
			communication_disabled_until: z.nullish(z.string()),
		}),
	),
	user: z.optional(userSchema),
	/** Who has installed the application: under "0" a guild, under "1" a person. */
	authorizing_integration_owners: z.optional(z.record(z.string(), z.string())),
};

const commandSchema = z.object({
	...base,
	type: z.literal(COMMAND),
	data: z.object({
		name: z.string(),
		/** 1: typed in; 2: from a person's menu; 3: from a message's. */
		type: z.int(),
		options: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
		target_id: z.optional(id),
		resolved: z.optional(
			z.object({
				users: z.optional(z.record(z.string(), userSchema)),
				messages: z.optional(z.record(z.string(), z.custom<Partial<APIMessage>>())),
			}),
		),
	}),
});

const componentSchema = z.object({
	...base,
	type: z.literal(COMPONENT),
	data: z.object({ custom_id: z.string(), values: z.optional(z.array(z.string())) }),
	message: z.object({
		/** Whose interaction the message answers, and whom it was about where it came from a person's menu. */
		interaction_metadata: z.optional(
			z.object({ user: z.object({ id }), target_user: z.optional(userSchema) }),
		),
	}),
});

const autocompleteSchema = z.object({
	...base,
	type: z.literal(AUTOCOMPLETE),
	data: z.object({
		name: z.string(),
		options: z.array(z.object({ name: z.string(), value: z.string(), focused: z.optional(z.boolean()) })),
	}),
});

const interactionSchema = z.discriminatedUnion("type", [commandSchema, componentSchema, autocompleteSchema]);

type Parsed = z.infer<typeof interactionSchema>;

/** Who asked, and where: an interaction as far as its type does not count. */
export type Interaction = Parsed & Asker;
export type Command = z.infer<typeof commandSchema> & Asker;
export type Component = z.infer<typeof componentSchema> & Asker;
export type Autocomplete = z.infer<typeof autocompleteSchema> & Asker;

interface Asker {
	/** Who asked. */
	person: z.infer<typeof userSchema>;
	/** The guild that it comes from, where the application is installed there. */
	home: string | undefined;
}

/** An interaction out of what Discord sent; undefined for what is none that we know. */
export function interactionIn(body: unknown): Interaction | undefined {
	const parsed = interactionSchema.safeParse(body).data;
	const person = parsed?.member?.user ?? parsed?.user;
	if (!parsed || !person) return undefined;
	const { guild_id, authorizing_integration_owners: owners = {} } = parsed;
	const home = owners["0"] === guild_id ? guild_id : undefined;
	return { ...parsed, person, home };
}
