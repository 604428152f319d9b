/**
 * Copies the text of a field and says so; where the browser refuses, leaves the text selected and says that.
 * @returns whether it was copied; undefined where another text is shown by then: of that, nothing is said
 */
export async function copy(field: HTMLTextAreaElement, said: HTMLElement): Promise<boolean | undefined> {
	const text = field.value;
	// Emptied first: a screen reader says only what changes.
	said.textContent = "";
	const done = await isCopied(text);
	if (field.value !== text || !field.checkVisibility()) return undefined;
	said.textContent = done ? "Copied" : "It is selected: copy it with your keyboard or the menu";
	if (!done) field.focus();
	if (!done) field.select();
	return done;
}

async function isCopied(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}
