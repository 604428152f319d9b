import type { Snowflake } from "discord-api-types/v10";
import type { Snowflakes } from "./snowflakes";

/** A translation of each, by locale. */
export type Localised = Readonly<Record<string, string>> | null;

/** A command as an application sends it, once it is known to be right. */
export interface CommandToRegister {
	readonly name: string;
	readonly type?: number | null;
	readonly name_localizations?: Localised;
	readonly description?: string | null;
	readonly description_localizations?: Localised;
	readonly default_member_permissions?: string | null;
	readonly contexts?: readonly number[] | null;
	readonly integration_types?: readonly number[] | null;
	readonly nsfw?: boolean;
	readonly options?: readonly object[] | null;
}

interface Named {
	readonly name: string;
	readonly name_localizations: Localised;
}

interface Described extends Named {
	readonly description: string;
	readonly description_localizations: Localised;
}

export interface Choice extends Named {
	readonly value: string;
}

/** As far as the client knows options: those of text. */
export interface Option extends Described {
	readonly type: number;
	readonly required?: boolean;
	readonly autocomplete?: boolean;
	readonly min_length?: number;
	readonly max_length?: number;
	readonly choices?: readonly Choice[];
}

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object */
export interface Command extends Described {
	readonly id: Snowflake;
	readonly application_id: Snowflake;
	readonly version: Snowflake;
	readonly type: number;
	readonly guild_id?: Snowflake;
	readonly default_member_permissions: string | null;
	/** null: everywhere. */
	readonly contexts: readonly number[] | null;
	readonly integration_types: readonly number[];
	readonly nsfw: boolean;
	readonly options?: readonly Option[];
}

/** The commands that the application has registered: for everybody, and for single guilds. */
export class RegisteredCommands {
	readonly #applicationId: Snowflake;
	readonly #snowflakes: Snowflakes;
	readonly #byScope = new Map<Snowflake | undefined, readonly Command[]>();

	constructor(applicationId: Snowflake, snowflakes: Snowflakes) {
		this.#applicationId = applicationId;
		this.#snowflakes = snowflakes;
	}

	/** @param guildId undefined for those that are for everybody */
	in(guildId: Snowflake | undefined): readonly Command[] {
		return this.#byScope.get(guildId) ?? [];
	}

	/** "Existing commands will be overwritten": what keeps name and type keeps its id. */
	set(guildId: Snowflake | undefined, commands: readonly CommandToRegister[]): readonly Command[] {
		const before = this.in(guildId);
		const registered = commands.map((command) => {
			const kept = before.find(({ name, type }) => name === command.name && type === (command.type ?? 1));
			return this.#registered(command, kept?.id ?? this.#snowflakes.next(), guildId);
		});
		this.#byScope.set(guildId, registered);
		return registered;
	}

	reset(): void {
		this.#byScope.clear();
	}

	/** With everything that Discord fills in. */
	#registered(command: CommandToRegister, id: Snowflake, guildId: Snowflake | undefined): Command {
		return {
			id,
			application_id: this.#applicationId,
			version: this.#snowflakes.next(),
			type: command.type ?? 1,
			name: command.name,
			name_localizations: command.name_localizations ?? null,
			description: command.description ?? "",
			description_localizations: command.description_localizations ?? null,
			...(guildId !== undefined && { guild_id: guildId }),
			default_member_permissions: command.default_member_permissions ?? null,
			contexts: command.contexts ?? null,
			integration_types: command.integration_types ?? [0],
			nsfw: command.nsfw ?? false,
			...(command.options && { options: command.options.map(filledIn) }),
		};
	}
}

/** Discord leaves out what is not said of an option, but for its translations. */
function filledIn(option: object): Option {
	const filled = { name_localizations: null, description_localizations: null, ...option } as Option;
	const choices = filled.choices?.map((choice) => ({
		...choice,
		name_localizations: choice.name_localizations ?? null,
	}));
	return { ...filled, ...(choices && { choices }) };
}
