import { TRANSPARENT } from "../avatar/background";
import { SWATCHES } from "../avatar/swatches";

/** The colour the picker starts with. */
const OWN_COLOUR = "7fb069";

/** The radios of the background: swatches, none, and one whose value the script takes from the colour picker. */
export function Swatches({ value }: { value: string }) {
	const colours = Object.entries(SWATCHES);
	const own = value !== TRANSPARENT && !colours.some(([, colour]) => colour === value.toLowerCase());
	// Of a gradient, the first.
	const [ownColour = OWN_COLOUR] = (own && /^[0-9a-f]{6}(?=,|$)/i.exec(value.toLowerCase())) || [];
	return (
		<div class="swatches">
			{colours.map(([name, colour]) => (
				<label class="swatch">
					<input
						type="radio"
						name="backgroundColor"
						value={colour}
						checked={colour === value.toLowerCase()}
					/>
					<Patch colour={colour} />
					<span class="for-readers">{name}</span>
				</label>
			))}
			<label class="swatch wide">
				<input type="radio" name="backgroundColor" value={TRANSPARENT} checked={value === TRANSPARENT} />
				<span class="patch chequered" />
				<span>Transparent</span>
			</label>
			<span class={own ? "own-colour" : "own-colour needs-script"}>
				<label class="swatch wide">
					<input
						id="own-colour"
						type="radio"
						name="backgroundColor"
						value={own ? value : ownColour}
						checked={own}
					/>
					<Patch colour={ownColour} />
					<span>Own colour</span>
				</label>
				<input
					id="own-colour-picker"
					class="needs-script"
					type="color"
					value={`#${ownColour}`}
					aria-label="Pick your own colour"
					autocomplete="off"
				/>
			</span>
		</div>
	);
}

/** A colour as a picture: our policy allows no inline styles. */
function Patch({ colour }: { colour: string }) {
	return (
		<svg class="patch" width="40" height="40" viewBox="0 0 40 40" aria-hidden="true">
			<rect width="40" height="40" fill={`#${colour}`} />
		</svg>
	);
}
