/** Waits as a slow answer does: giving up on the request ends it, with the signal's reason as `fetch` rejects. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) return reject(signal.reason);
		const giveUp = () => {
			clearTimeout(timer);
			reject(signal.reason);
		};
		const timer = setTimeout(() => {
			signal.removeEventListener("abort", giveUp);
			resolve();
		}, milliseconds);
		signal.addEventListener("abort", giveUp, { once: true });
	});
}
