import GithubSlugger from "github-slugger";
import { lexer, type Token, walkTokens } from "marked";

/** Where a document's links and pictures lead, as they are written. */
export function linksIn(markdown: string): string[] {
	return tokensOf(markdown).flatMap((token) => {
		if (token.type === "link" || token.type === "image") return [token.href];
		return token.type === "html" ? valuesIn(token.raw, "href|src|srcset") : [];
	});
}

/** What a link to a document may name after its `#`: its headings, as GitHub names them, and ids. */
export function anchorsIn(markdown: string): Set<string> {
	const slugger = new GithubSlugger();
	const anchors = tokensOf(markdown).flatMap((token) => {
		if (token.type === "heading") return [slugger.slug(textOf(token.tokens ?? []))];
		return token.type === "html" ? valuesIn(token.raw, "id") : [];
	});
	return new Set(anchors);
}

function tokensOf(markdown: string): Token[] {
	const tokens: Token[] = [];
	void walkTokens(lexer(markdown), (token) => {
		tokens.push(token);
	});
	return tokens;
}

function valuesIn(html: string, attributes: string): string[] {
	return [...html.matchAll(new RegExp(`\\b(?:${attributes})="([^"]*)"`, "g"))].map(([, value = ""]) => value);
}

function textOf(tokens: readonly Token[]): string {
	return tokens
		.map((token) =>
			"tokens" in token && token.tokens ? textOf(token.tokens) : "text" in token ? token.text : "",
		)
		.join("");
}

/** The programs that a text in a sentence is taken for a command of. */
const PROGRAMS = /^(?:npm|npx|node|wrangler) /;

/** The commands that a document tells its readers to run, each without what comes before it: variables, `&&`. */
export function commandsIn(markdown: string): string[] {
	const commands = tokensOf(markdown).flatMap((token): string[] => {
		if (token.type === "codespan") {
			const parts = token.text.split(/\s*&&\s*/).map(withoutVariables);
			return parts.filter((part: string) => PROGRAMS.test(part));
		}
		if (token.type !== "code" || !/^(?:sh|bash|console)$/.test(token.lang ?? "")) return [];
		const lines: string[] = token.text.replace(/\\\n\s*/g, "").split("\n");
		return lines.flatMap((line) => line.replace(/(?:^|\s)#.*$/, "").split(/\s*(?:&&|\|)\s*/));
	});
	return commands.map(withoutVariables).filter(Boolean);
}

function withoutVariables(command: string): string {
	return command.trim().replace(/^(?:[A-Z_]+=(?:"[^"]*"|'[^']*'|\S*)\s+)+/, "");
}
