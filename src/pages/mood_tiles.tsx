import { example, type FilledIn } from "./entered";

/** The moods as drawn tiles, and the place for why a style cannot have one. */
export function MoodTiles({ values }: { values: FilledIn }) {
	return (
		<>
			<div class="moods">
				<MoodTile values={values} mood="happy" title="Happy" />
				<MoodTile values={values} mood="sad" title="Sad" />
				<MoodTile values={values} mood="" title="No mood" />
			</div>
			<p id="mood-note" class="note" role="status" />
			<p class="note without-script">“No mood” is for the styles without a face.</p>
		</>
	);
}

function MoodTile({ values, mood, title }: { values: FilledIn; mood: string; title: string }) {
	return (
		<label class="tile">
			<input type="radio" name="mood" value={mood} checked={values.mood === mood} />
			<img {...example({ ...values, mood })} alt="" width={96} height={96} />
			<span>{title}</span>
		</label>
	);
}
