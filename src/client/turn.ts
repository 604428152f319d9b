/** How long to work before what waits may happen: typing, scrolling, painting. In milliseconds. */
const SLICE = 12;

let began = 0;
let next: Promise<void> | undefined;

/** To be awaited before each piece of much work: lets the browser do its own where it is due. */
export async function turn(): Promise<void> {
	while (performance.now() - began > SLICE) {
		next ??= new Promise<void>((resolve) => setTimeout(resolve)).then(() => {
			began = performance.now();
			next = undefined;
		});
		await next;
	}
}
