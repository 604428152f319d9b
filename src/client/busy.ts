/** Shows that a button is at work. Not `disabled`: that would take the focus away from whoever pressed it. */
export function busy(button: HTMLButtonElement, is: boolean): void {
	button.ariaBusy = String(is);
	button.ariaDisabled = String(is);
}
