/**
 * Discord's ids, as the source of a pattern: a number of 64 bits in decimal, without a zero in front, so that one id has
 * one spelling. Source: https://docs.discord.com/developers/reference#snowflakes
 */
export const SNOWFLAKE = "[1-9]\\d{0,19}";

/** Text that is a snowflake and nothing else. */
export const IS_SNOWFLAKE = new RegExp(`^${SNOWFLAKE}$`);
