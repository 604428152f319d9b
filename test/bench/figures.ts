/** The middle one of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
	return percentile(numbers, 50);
}

/** The smallest number that `percent` of them do not exceed; NaN of none. */
export function percentile(numbers: readonly number[], percent: number): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}

/** With three digits that count, and a dash for what was not measured. */
export function digits(number: number): string {
	if (Number.isNaN(number)) return "–";
	if (number >= 100) return Math.round(number).toLocaleString("en");
	return number.toPrecision(3);
}

/** A table in Markdown; every column but the first is of numbers. */
export function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
	return [line(head), line(head.map((_, i) => (i ? "---:" : "---"))), ...rows.map(line)].join("\n");
}
