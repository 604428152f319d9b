import { readyToDraw } from "./drawing";
import { drawnHere, type Subject } from "./look";
import { make } from "./make";
import { COMING } from "./preview";
import { turn } from "./turn";

/** Of what each style's tile is; undefined for what the page came with. */
export type Wish = ((style: HTMLInputElement) => Subject) | undefined;

/**
 * Draws the gallery's tiles anew: those in view at once, the others when they come into view.
 * @param styles the radios in the tiles
 * @param told whether all tiles that were asked for came, each time that some were
 * @returns `draw` takes another wish in the last one's place; `prepare` loads what the tiles in view will need
 */
export function drawGallery(styles: readonly HTMLInputElement[], told: (came: boolean) => void) {
	let wish: Wish;
	/** The name of the picture that each tile shows. */
	const shown = new Map<HTMLInputElement, string>();
	/** The name of the picture that is on its way to each tile: whoever else asks for it need not draw it. */
	const drawing = new Map<HTMLInputElement, string>();
	const inView = new Set<HTMLInputElement>();
	const near = new Set<HTMLInputElement>();
	/** The styles of which no picture came. */
	const missing = new Set<HTMLInputElement>();

	/** @returns whether the picture came; undefined where another is wished for meanwhile, or somebody else sees to it */
	async function drawTile(style: HTMLInputElement): Promise<boolean | undefined> {
		const picture = wish && drawnHere(wish(style));
		if (!picture || [shown, drawing].some((names) => names.get(style) === picture.name)) return undefined;
		drawing.set(style, picture.name);
		const isOld = () => !wish || drawnHere(wish(style)).name !== picture.name;
		try {
			await readyToDraw(style.value);
			await turn();
			if (isOld()) return undefined;
			const image = make("img", { alt: "", src: await picture.address() });
			await image.decode();
			if (isOld()) return undefined;
			placeIn(style).replaceChildren(image);
			placeIn(style).classList.remove(COMING);
			shown.set(style, picture.name);
			missing.delete(style);
			return true;
		} catch {
			if (isOld()) return undefined;
			missing.add(style);
			return false;
		} finally {
			if (drawing.get(style) === picture.name) drawing.delete(style);
		}
	}

	async function draw(some: Iterable<HTMLInputElement>) {
		const came = await Promise.all([...some].map(drawTile));
		if (came.includes(false)) {
			// What is there stays.
			for (const style of styles) placeIn(style).classList.remove(COMING);
		}
		if (came.some((each) => each !== undefined)) told(missing.size === 0);
	}

	const byTile = new Map(styles.map((style) => [style.parentElement, style]));
	/** Keeps a set of the styles whose tiles are in view, and draws those that come. */
	function follow(set: Set<HTMLInputElement>, options: IntersectionObserverInit) {
		const observer = new IntersectionObserver((entries) => {
			const come: HTMLInputElement[] = [];
			for (const { target, isIntersecting } of entries) {
				const style = byTile.get(target as HTMLElement);
				if (!style) continue;
				if (isIntersecting) come.push(style);
				if (isIntersecting) set.add(style);
				else set.delete(style);
			}
			void draw(come);
		}, options);
		for (const tile of byTile.keys()) if (tile) observer.observe(tile);
	}
	follow(inView, {});
	// The gallery scrolls by itself. What is next in it is drawn beforehand, where the browser knows of this.
	follow(near, { scrollMargin: "50%" } as IntersectionObserverInit);

	return {
		draw(next: Wish) {
			wish = next;
			missing.clear();
			if (!next) told(true);
			for (const style of styles) {
				const place = placeIn(style);
				place.classList.toggle(
					COMING,
					next !== undefined && shown.get(style) !== drawnHere(next(style)).name,
				);
				if (next) continue;
				place.replaceChildren();
				shown.delete(style);
			}
			void draw(inView).then(() => {
				if (wish === next) void draw(near);
			});
		},
		/** It may fail: then it is tried again with what is drawn. */
		prepare() {
			for (const { value } of inView) readyToDraw(value).catch(() => {});
		},
	};
}

function placeIn(style: HTMLInputElement): Element {
	const place = style.parentElement?.querySelector(".tile-picture");
	if (!place) throw new Error("The tile has no place for a picture");
	return place;
}
