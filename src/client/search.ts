/** Whether a text has every word that is searched for, in any order and case. Nothing searched for fits all. */
export function searchFor(query: string): (text: string) => boolean {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	return (text) => {
		const lower = text.toLowerCase();
		return words.every((word) => lower.includes(word));
	};
}
