import { expect, it } from "vitest";
import { optionsFrom } from "../../src/avatar/options";
import { draw, styleOf } from "../../src/avatar/render";

/** What is said of a query. */
function told(query: string): string {
	try {
		draw("thumbs", optionsFrom(styleOf("thumbs"), query));
	} catch (error) {
		return (error as Error).message;
	}
	return "nothing";
}

it.each([
	["scale=20", "scale is larger than allowed"],
	["size=10.5", "size has an invalid type"],
	["flip=x", "flip has no x"],
	// A list that is right comes first: the core notes down that it is no single value, and then takes it.
	["flip=none,both&scale=20", "scale is larger than allowed"],
	["flip=none,both&backgroundColorFillStops=6.5", "backgroundColorFillStops has an invalid type"],
	["backgroundColor=aaf,fff&rotate=1,400", "rotate is larger than allowed"],
	["scale=1,2&translateX=1,2,3", "translateX has too many items"],
	["flip=none,both", "nothing"],
])("of %s it is said: %s", (query, problem) => {
	expect(told(query)).toBe(problem);
});
