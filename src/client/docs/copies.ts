/** Has the button beside each example on the page copy it. */
export function offerCopies(): void {
	for (const code of document.querySelectorAll(".code")) {
		const said = code.querySelector("[role=status]");
		code.querySelector("button")?.addEventListener("click", async () => {
			if (!said) return;
			// Emptied first: a screen reader says only what changes.
			said.textContent = "";
			said.textContent = await copied(code.querySelector("pre")?.textContent ?? "");
		});
	}
}

async function copied(text: string): Promise<string> {
	try {
		await navigator.clipboard.writeText(text);
		return "Copied";
	} catch {
		return "Your browser does not let this page copy: select it";
	}
}
