import type { Me } from "../wire";

/**
 * Who is logged in, and their avatar. Throws where our own site does not answer.
 * @param query `?check` asks Discord, too, whether an old avatar is still theirs
 */
export async function fetchMe(query: "" | "?check" = ""): Promise<Me> {
	const answer = await fetch(`/me${query}`, { headers: { Accept: "application/json" } });
	if (!answer.ok) throw new Error(`GET /me answered ${answer.status}`);
	return answer.json();
}
