/** Brings a style into view inside the gallery, and leaves the page where it is. */
export function showInGallery(radio: HTMLInputElement): void {
	const tile = radio.parentElement;
	const gallery = tile?.parentElement;
	if (!tile || !gallery || tile.hidden) return;
	const of = tile.getBoundingClientRect();
	const within = gallery.getBoundingClientRect();
	const seen =
		of.left >= within.left && of.right <= within.right && of.top >= within.top && of.bottom <= within.bottom;
	if (seen) return;
	gallery.scrollBy({
		left: of.left + of.width / 2 - (within.left + within.width / 2),
		top: of.top + of.height / 2 - (within.top + within.height / 2),
	});
}
