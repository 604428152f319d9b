/** Runs the last of several calls, once there was none for some milliseconds. */
export function debounce(run: () => void): (milliseconds: number) => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	return (milliseconds) => {
		clearTimeout(timer);
		timer = setTimeout(run, milliseconds);
	};
}
