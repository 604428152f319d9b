import { ThrowAway } from "./throw_away";

/** Keeps what the preview shows, and takes it out again. */
export function Heart() {
	return (
		<button id="keep" type="button" class="second icon heart" aria-pressed="false">
			<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
				<path d="M12 20.5 4.2 12.6a5 5 0 0 1 7-7.1l.8.8.8-.8a5 5 0 0 1 7 7.1z" />
			</svg>
			<span class="icon-word">Keep</span>
		</button>
	);
}

/** What is kept, in this browser; the script fills it. */
export function Favourites() {
	return (
		<details id="kept" class="group needs-script" hidden>
			<summary class="legend">
				Kept <span id="kept-count" class="thin" />
			</summary>
			<p class="note">Kept in this browser only, each with the name that it is drawn for.</p>
			<ul id="kept-list" class="kept-list" />
			<button id="forget-all" type="button" class="second">
				Forget all
			</button>
		</details>
	);
}

/** A form of its own: it stands beside the studio's. */
export function ForgetDialog() {
	return (
		<ThrowAway id="forget-dialog" title="Forget all that is kept?" no="Keep them" yes="Forget all">
			<p>They are kept nowhere else.</p>
		</ThrowAway>
	);
}
