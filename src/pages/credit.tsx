import type { StyleCard } from "../avatar/styles";

/** Whose drawing it is, and under which licence. The script puts another style's words in. */
export function Credit({
	card,
}: {
	card: Pick<StyleCard, "title" | "creator" | "creatorUrl" | "licence" | "licenceUrl">;
}) {
	return (
		<p class="credit">
			<b id="credit-title">{card.title}</b>{" "}
			<span class="small">
				by{" "}
				<a id="credit-creator" href={card.creatorUrl}>
					{card.creator}
				</a>
				,{" "}
				<a id="credit-licence" href={card.licenceUrl}>
					{card.licence}
				</a>
			</span>
		</p>
	);
}
