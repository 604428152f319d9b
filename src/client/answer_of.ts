/**
 * Opens one of the page's dialogs.
 * @returns the value of the button that closed it; empty where it was closed otherwise
 */
export async function answerOf(dialog: HTMLDialogElement): Promise<string> {
	dialog.returnValue = "";
	dialog.showModal();
	await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
	return dialog.returnValue;
}
