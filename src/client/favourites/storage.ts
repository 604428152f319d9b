const KEY = "favourites";

/** What this browser keeps; null where there is nothing. */
export function readKept(): string | null {
	try {
		return localStorage.getItem(KEY);
	} catch {
		return null;
	}
}

/** @returns whether it is kept: private windows and full disks keep nothing */
export function writeKept(text: string): boolean {
	try {
		localStorage.setItem(KEY, text);
		return true;
	} catch {
		return false;
	}
}

/** Another tab of this browser has kept something else. */
export function followKept(changed: () => void): void {
	window.addEventListener("storage", ({ key }) => {
		if (key === KEY || key === null) changed();
	});
}
