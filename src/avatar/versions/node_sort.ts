/*
 * `Array.prototype.sort` as Node has it from 11 to 24: V8's Timsort (`third_party/v8/builtins/array-sort.tq`, after Python's
 * `listsort.txt`). With a comparator that contradicts itself, which elements are compared, and in which order, decides the
 * result; the V8 of newer engines, a Worker's among them, sorts short and long arrays in other ways.
 */

type Compare<T> = (a: T, b: T) => number;

/** Arrays that are shorter are one run. */
const SHORT = 64;

/** How often one of two runs wins before elements are looked for by doubling steps. */
const GALLOP = 7;

/** A sorted part of the array. */
interface Run {
	start: number;
	length: number;
}

/** Sorts an array in its place, and gives it back. */
export function sortAsNode<T>(array: T[], compare: Compare<T>): T[] {
	if (array.length < 2) return array;
	const merger = new Merger(array, compare);
	const least = leastRun(array.length);
	for (let start = 0; start < array.length; ) {
		let length = runAt(array, start, compare);
		const wanted = Math.min(least, array.length - start);
		if (length < wanted) {
			insertAll(array, start, start + length, start + wanted, compare);
			length = wanted;
		}
		merger.push({ start, length });
		start += length;
	}
	merger.finish();
	return array;
}

/** How long runs are at least, so that their number is a power of two or a little less. */
function leastRun(length: number): number {
	let rest = 0;
	for (; length >= SHORT; length >>= 1) rest |= length & 1;
	return length + rest;
}

/** The length of the run that begins somewhere. One that descends is turned round. */
function runAt<T>(array: T[], start: number, compare: Compare<T>): number {
	if (start + 1 === array.length) return 1;
	const descends = at(compare, array, start + 1, start) < 0;
	let end = start + 2;
	while (end < array.length && at(compare, array, end, end - 1) < 0 === descends) end++;
	if (descends) put(array, start, array.slice(start, end).reverse());
	return end - start;
}

const at = <T>(compare: Compare<T>, array: readonly T[], one: number, other: number) =>
	compare(array[one] as T, array[other] as T);

function put<T>(array: T[], start: number, items: readonly T[]): void {
	for (const [i, item] of items.entries()) array[start + i] = item;
}

/** Inserts each element from `sorted` to `end` among those before it, by halves. */
function insertAll<T>(array: T[], start: number, sorted: number, end: number, compare: Compare<T>): void {
	for (let next = sorted; next < end; next++) {
		const item = array[next] as T;
		const place = halve(start, next, (middle) => compare(item, array[middle] as T) < 0);
		array.copyWithin(place + 1, place, next);
		array[place] = item;
	}
}

/** The first place where something holds, by halves; `to` where it does nowhere before. */
function halve(from: number, to: number, holds: (place: number) => boolean): number {
	let [low, high] = [from, to];
	while (low < high) {
		const middle = low + ((high - low) >> 1);
		if (holds(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}

/**
 * The first place of a sorted part where something holds, looked for from a hint in steps that double, and then by halves.
 * @param hint counted from the part's start, as is the result
 */
function gallop(start: number, length: number, hint: number, holds: (place: number) => boolean): number {
	const leftwards = holds(start + hint);
	const most = leftwards ? hint + 1 : length - hint;
	let [last, offset] = [0, 1];
	while (offset < most && holds(start + hint + (leftwards ? -offset : offset)) === leftwards)
		[last, offset] = [offset, offset * 2 + 1];
	offset = Math.min(offset, most);
	const [low, high] = leftwards ? [hint - offset, hint - last] : [hint + last, hint + offset];
	return halve(low + 1, high, (place) => holds(start + place));
}

/** The runs that are not merged yet, and how they are merged. */
class Merger<T> {
	readonly #runs: Run[] = [];
	readonly #array: T[];
	readonly #compare: Compare<T>;
	#minGallop = GALLOP;

	constructor(array: T[], compare: Compare<T>) {
		this.#array = array;
		this.#compare = compare;
	}

	/** Takes the next run, and merges until each of the runs is longer than the two after it together. */
	push(run: Run): void {
		this.#runs.push(run);
		const length = (place: number) => this.#runs[place]?.length ?? Number.POSITIVE_INFINITY;
		const holds = (place: number) => place < 2 || length(place - 2) > length(place - 1) + length(place);
		while (this.#runs.length > 1) {
			const place = this.#runs.length - 2;
			if (!holds(place + 1) || !holds(place)) this.#mergeAt(this.#shorterNeighbour(place));
			else if (length(place) <= length(place + 1)) this.#mergeAt(place);
			else break;
		}
	}

	finish(): void {
		while (this.#runs.length > 1) this.#mergeAt(this.#shorterNeighbour(this.#runs.length - 2));
	}

	#shorterNeighbour(place: number): number {
		const [before, , after] = [this.#runs[place - 1], this.#runs[place], this.#runs[place + 1]];
		return before && after && before.length < after.length ? place - 1 : place;
	}

	#mergeAt(place: number): void {
		const [one, other] = this.#runs.splice(place, 2, ...this.#merged(place)) as [Run, Run];
		const array = this.#array;
		const first = array[other.start] as T;
		const skipped = this.#after(array, first, one.start, one.length, 0);
		const length = one.length - skipped;
		if (length === 0) return;
		const last = array[other.start - 1] as T;
		const others = this.#before(array, last, other.start, other.length, other.length - 1);
		if (others === 0) return;
		if (length <= others) this.#mergeForwards(one.start + skipped, length, other.start, others);
		else this.#mergeBackwards(one.start + skipped, length, other.start, others);
	}

	#merged(place: number): Run[] {
		const [one, other] = this.#runs.slice(place, place + 2);
		return one && other ? [{ start: one.start, length: one.length + other.length }] : [];
	}

	/** Where an item belongs in a sorted part: before those that are equal. */
	#before(part: readonly T[], item: T, start: number, length: number, hint: number): number {
		return gallop(start, length, hint, (place) => this.#compare(part[place] as T, item) >= 0);
	}

	/** Where it belongs after those that are equal. */
	#after(part: readonly T[], item: T, start: number, length: number, hint: number): number {
		return gallop(start, length, hint, (place) => this.#compare(item, part[place] as T) < 0);
	}

	#mergeForwards(start: number, length: number, second: number, secondLength: number): void {
		const array = this.#array;
		const ones = array.slice(start, start + length);
		let [place, one, other] = [start, 0, second];
		const end = second + secondLength;
		const takeOnes = (count: number) => {
			put(array, place, ones.slice(one, one + count));
			place += count;
			one += count;
		};
		const takeOthers = (count: number) => {
			array.copyWithin(place, other, other + count);
			place += count;
			other += count;
		};
		const isDone = () => other === end || length - one <= 1;
		takeOthers(1);
		while (!isDone()) {
			let [wins, losses] = [0, 0];
			while (!isDone() && wins < this.#minGallop && losses < this.#minGallop) {
				if (this.#compare(array[other] as T, ones[one] as T) < 0) {
					takeOthers(1);
					[wins, losses] = [0, losses + 1];
				} else {
					takeOnes(1);
					[wins, losses] = [wins + 1, 0];
				}
			}
			if (isDone()) break;
			this.#minGallop++;
			do {
				this.#minGallop = Math.max(1, this.#minGallop - 1);
				wins = this.#after(ones, array[other] as T, one, length - one, 0);
				takeOnes(wins);
				if (wins > 0 && isDone()) break;
				takeOthers(1);
				if (isDone()) break;
				losses = this.#before(array, ones[one] as T, other, end - other, 0);
				takeOthers(losses);
				if (losses > 0 && isDone()) break;
				takeOnes(1);
				if (isDone()) break;
			} while (wins >= GALLOP || losses >= GALLOP);
			if (!isDone()) this.#minGallop++;
		}
		// The last of the first run belongs at the end.
		if (length - one === 1) takeOthers(end - other);
		takeOnes(length - one);
	}

	#mergeBackwards(start: number, length: number, second: number, secondLength: number): void {
		const array = this.#array;
		const others = array.slice(second, second + secondLength);
		let [end, one, other] = [second + secondLength, start + length, secondLength];
		const takeOnes = (count: number) => {
			end -= count;
			one -= count;
			array.copyWithin(end, one, one + count);
		};
		const takeOthers = (count: number) => {
			end -= count;
			other -= count;
			put(array, end, others.slice(other, other + count));
		};
		const isDone = () => one === start || other <= 1;
		takeOnes(1);
		while (!isDone()) {
			let [wins, losses] = [0, 0];
			while (!isDone() && wins < this.#minGallop && losses < this.#minGallop) {
				if (this.#compare(others[other - 1] as T, array[one - 1] as T) < 0) {
					takeOnes(1);
					[wins, losses] = [wins + 1, 0];
				} else {
					takeOthers(1);
					[wins, losses] = [0, losses + 1];
				}
			}
			if (isDone()) break;
			this.#minGallop++;
			do {
				this.#minGallop = Math.max(1, this.#minGallop - 1);
				const ones = one - start;
				wins = ones - this.#after(array, others[other - 1] as T, start, ones, ones - 1);
				takeOnes(wins);
				if (one === start) break;
				takeOthers(1);
				if (isDone()) break;
				losses = other - this.#before(others, array[one - 1] as T, 0, other, other - 1);
				takeOthers(losses);
				if (losses > 0 && isDone()) break;
				takeOnes(1);
				if (isDone()) break;
			} while (wins >= GALLOP || losses >= GALLOP);
			if (!isDone()) this.#minGallop++;
		}
		// The first of the second run belongs at the front.
		if (other === 1) takeOnes(one - start);
		takeOthers(other);
	}
}
