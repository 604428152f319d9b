/**
 * Text as Discord's Markdown shows it unchanged: what could begin a style, a link, a mention, a quote or a list is escaped.
 * Source: https://support.discord.com/hc/en-us/articles/210298617
 */
export function escaped(text: string): string {
	return text.replace(/[\\*_~`|<>[\]():@#+-]/g, "\\$&").replaceAll("\n", " ");
}
