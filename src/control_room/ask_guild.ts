import type { Env } from "../config";
import { AppError } from "../errors";
import type { GuildKeeper, KeptSettings, Save, Saved } from "./guild_keeper";

/**
 * What we keep of a guild, by way of its own object.
 * @throws AppError `storage_unavailable`, from each
 */
export function keptOf(env: Env, guild: string) {
	/** Once more where the object is restarted meanwhile, as each new version does to all of them. */
	async function call<T>(ask: (keeper: GuildKeeper) => T | Promise<T>): Promise<T> {
		// After an error a stub is of no more use.
		const attempt = async () => ask(env.GUILD_KEEPER.getByName(guild) as unknown as GuildKeeper);
		return attempt()
			.catch(attempt)
			.catch((cause: unknown) => {
				throw new AppError("storage_unavailable", { cause });
			});
	}

	return {
		settings: (): Promise<KeptSettings> => call((keeper) => keeper.read()),
		current: (): Promise<Pick<KeptSettings, "values" | "version">> => call((keeper) => keeper.current()),
		save(save: Omit<Save, "id">): Promise<Saved> {
			const id = crypto.randomUUID();
			return call((keeper) => keeper.save(guild, { ...save, id }));
		},
		letIn: (role: string | null): Promise<KeptSettings> => call((keeper) => keeper.letIn(guild, role)),
		role: (): Promise<string | null> => call((keeper) => keeper.role()),
		forgetSaver: (tag: string, until: number): Promise<boolean> =>
			call((keeper) => keeper.forgetSaver(tag, until)),
		biography: (): Promise<string | null> => call((keeper) => keeper.biography(guild)),
		setBiography: (text: string | null): Promise<void> => call((keeper) => keeper.setBiography(guild, text)),
	};
}
