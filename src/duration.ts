/** Seconds in words, in minutes from two on. */
export function inWords(seconds: number): string {
	const [count, unit] = seconds >= 120 ? [Math.ceil(seconds / 60), "minute"] : [Math.ceil(seconds), "second"];
	return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
