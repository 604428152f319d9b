/** A picture, and what is to be done with its corners once it is drawn. */
export interface Unframed {
	svg: string;
	/** As a part of the picture's side: 0 for square corners, 0.5 for a circle. */
	radius: number;
}

/** A square's `viewBox`, and the clip that DiceBear's core puts around all of a picture (`Renderer` there). */
const SQUARE = /^<svg\b[^>]*\bviewBox="0 0 (\S+) \1"/;
const FRAME =
	/<clipPath id="(clip-[\w-]+)"><rect width="([\d.]+)" height="\2" rx="([\d.]+)" ry="\3"\/><\/clipPath>.*?<\/defs>(<g clip-path="url\(#\1\)">)/s;

/**
 * A picture of DiceBear's without the clip around it, which is as large as the picture and only rounds its corners. To the
 * renderer a clip is a layer, as large as what lies in it: without it a picture takes about half the time, and parts that
 * lead far outside are no longer cut off within the frame.
 * @returns undefined for what is not square; a picture with another clip, or none, as it is
 */
export function unframed(svg: string): Unframed | undefined {
	const [, side] = SQUARE.exec(svg) ?? [];
	if (side === undefined) return undefined;
	const [, , width, radius, group = ""] = FRAME.exec(svg) ?? [];
	if (width !== side) return { svg, radius: 0 };
	return { svg: svg.replace(group, "<g>"), radius: Number(radius) / Number(side) };
}
