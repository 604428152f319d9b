/** Copies the text of a field; where the browser refuses, leaves it selected. Says whether it was copied. */
export async function copy(field: HTMLTextAreaElement): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(field.value);
		return true;
	} catch {
		field.focus();
		field.select();
		return false;
	}
}
