/** An SVG as an address, to be shown as a picture: there it can load nothing and run nothing. */
export function svgDataUrl(svg: string): string {
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
