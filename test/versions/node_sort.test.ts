import { expect, it } from "vitest";
import { sortAsNode } from "../../src/avatar/versions/node_sort.ts";
import { Random } from "../fuzz/random.ts";

/** Every length up to what DiceBear's server takes, and some more. */
const LENGTHS = Array.from({ length: 300 }, (_, length) => length);

/** An array as a sort leaves it whose comparator says what comes to its mind, as the shuffle of DiceBear 5 to 7 does. */
function shuffled(
	length: number,
	seed: number,
	sort: <T>(array: T[], compare: () => number) => T[],
): number[] {
	const random = new Random(seed);
	return sort(LENGTHS.slice(0, length), () => random.below(3) - 1);
}

it.each([1, 2, 3])("shuffles as Node's own sort does, at every length (%i)", (seed) => {
	for (const length of LENGTHS)
		expect(shuffled(length, seed, sortAsNode), `${length} elements`).toEqual(
			shuffled(length, seed, (array, compare) => array.sort(compare)),
		);
});

it("sorts", () => {
	const random = new Random(1);
	const numbers = random.some(1000, () => random.below(500));
	const compare = (one: number, other: number) => one - other;
	expect(sortAsNode([...numbers], compare)).toEqual([...numbers].sort(compare));
});
