import type { Choices } from "../avatar/choices";
import type { Next, Problem } from "../wire";

export type Sent = { location: string } | { problem: Pick<Problem, "title" | "detail"> & Partial<Problem> };

const NO_ANSWER = {
	title: "We could not be reached",
	detail: "Please check your connection and try again. Everything you chose is still here.",
};

/** Sends what was chosen. It never throws: a network that fails is a problem like any other. */
export async function sendChoices(choices: Choices): Promise<Sent> {
	try {
		const answer = await fetch("/get_avatar", {
			method: "POST",
			headers: { "Content-Type": "application/json", Accept: "application/json" },
			body: JSON.stringify(choices),
		});
		const body: Next | Problem = await answer.json();
		return "location" in body ? body : { problem: body };
	} catch {
		return { problem: NO_ANSWER };
	}
}
