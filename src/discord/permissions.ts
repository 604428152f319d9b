/** https://docs.discord.com/developers/topics/permissions: bits of a 64-bit number, which JSON carries as text. */
const ADMINISTRATOR = 1n << 3n;
const MANAGE_GUILD = 1n << 5n;

/** A guild as `/users/@me/guilds` shows it to a person, as far as their rights go. */
export interface OwnRights {
	owner: boolean;
	/** What they may do there, their roles taken together: a decimal number of up to 64 bits. */
	permissions: string;
}

/** Whether somebody may manage a guild: its owner, an Administrator, or who has Manage Server. What is no number is no right. */
export function mayManage({ owner, permissions }: OwnRights): boolean {
	if (owner === true) return true;
	if (typeof permissions !== "string" || !/^\d{1,20}$/.test(permissions)) return false;
	return (BigInt(permissions) & (ADMINISTRATOR | MANAGE_GUILD)) !== 0n;
}
