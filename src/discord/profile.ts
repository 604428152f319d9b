/**
 * What a bot may change of itself in a guild, under Discord's names.
 * Source: https://docs.discord.com/developers/resources/guild#modify-current-member
 */
export const PROFILE_FIELDS = ["nick", "bio", "avatar"] as const;

/** The longest nickname and the longest biography, in characters. */
export const NICK_MAX = 32;
export const BIO_MAX = 190;
