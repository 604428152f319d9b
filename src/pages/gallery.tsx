import { moodProblem } from "../avatar/choices";
import { KINDS, type Kind, kindsOf } from "../avatar/kinds";
import { MOODS } from "../avatar/moods";
import { STYLES, type StyleCard, type StyleName } from "../avatar/styles";
import { sheetClasses } from "./sheet";

/** Every style as a drawn tile, with what the script needs to know about it. */
export function Gallery({ value }: { value: string }) {
	return (
		<>
			<Filter />
			<div id="gallery" class="gallery">
				{[...STYLES].map(([name, card]) => (
					<Tile name={name} card={card} checked={name === value} />
				))}
			</div>
			<p id="no-styles" class="empty-note" hidden>
				No style fits.{" "}
				<button type="button" class="link">
					Show all styles
				</button>
			</p>
		</>
	);
}

function Filter() {
	return (
		<div id="filter" class="filter needs-script">
			<fieldset class="chips" aria-label="Kinds of styles">
				<button type="button" class="chip" data-kind="" aria-pressed="true">
					All <span class="thin">{STYLES.size}</span>
				</button>
				{Object.entries(KINDS).map(([kind, title]) => (
					<button type="button" class="chip" data-kind={kind} aria-pressed="false">
						{title} <span class="thin">{countOf(kind as Kind)}</span>
					</button>
				))}
			</fieldset>
			<div class="search">
				<input
					type="search"
					aria-label="Search styles"
					placeholder="Search styles"
					autocomplete="off"
					dir="auto"
				/>
				<p class="count" role="status">{`${STYLES.size} styles`}</p>
			</div>
		</div>
	);
}

function countOf(kind: Kind): number {
	return [...STYLES.keys()].filter((style) => kindsOf(style).includes(kind)).length;
}

function Tile({ name, card, checked }: { name: StyleName; card: StyleCard; checked: boolean }) {
	return (
		<label class="tile">
			<input type="radio" name="style" value={name} checked={checked} {...factsOf(name, card)} />
			<span class={`tile-picture ${sheetClasses(name)}`} />
			<span>{card.title}</span>
		</label>
	);
}

/** Why a style cannot have a mood stands in `data-no-{mood}`; where it can, the attribute is missing. */
function factsOf(name: StyleName, { title, creator, creatorUrl, licence, licenceUrl }: StyleCard) {
	const reasons = MOODS.map((mood) => [`data-no-${mood}`, moodProblem(name, mood)]);
	return {
		"data-title": title,
		"data-creator": creator,
		"data-creator-url": creatorUrl,
		"data-licence": licence,
		"data-licence-url": licenceUrl,
		"data-kinds": kindsOf(name).join(" "),
		...Object.fromEntries(reasons.filter(([, reason]) => reason)),
	};
}
