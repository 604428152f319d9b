import { describe, expect, it } from "vitest";
import { AppError } from "../../src/errors";
import { ProblemPage } from "../../src/pages/problem";

const pageOf = (error: AppError) => String(<ProblemPage error={error} />);

describe("the page of an error", () => {
	it.each([
		["token_invalid", "Token invalid", "Nothing is lost: log in again."],
		["file_not_found", "File not found", "Please check it, or start from the first page."],
	] as const)("keeps its title and says kindly what to do: %s", (code, title, sentence) => {
		const page = pageOf(new AppError(code));
		expect(page).toContain(`<h1>${title}</h1>`);
		expect(page).toContain(sentence);
	});

	it("brings a script only where there is something to count down", () => {
		expect(pageOf(new AppError("too_many_requests", { retryAfter: 30 }))).toMatch(/<script[^>]*problem/);
		expect(pageOf(new AppError("file_not_found"))).not.toContain("<script");
	});
});
