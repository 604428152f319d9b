import type { Me } from "../wire";

/** Who is logged in, and their avatar. Throws where our own site does not answer. */
export async function fetchMe(): Promise<Me> {
	const answer = await fetch("/me", { headers: { Accept: "application/json" } });
	if (!answer.ok) throw new Error(`GET /me answered ${answer.status}`);
	return answer.json();
}
