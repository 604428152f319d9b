import { svgOf } from "../drawing";
import type { CoreOptions } from "../options";
import type { Credit } from "../raster";
import type { Picture } from "./version";

/** An avatar by the core of DiceBear 10 or later. */
interface Drawn {
	toString(): string;
	toJSON(): { options: object };
}

/** A picture by the core of DiceBear 10 or later, which draws styles that are definitions. */
export function pictureOf(avatar: Drawn, options: CoreOptions, credit: Credit): Picture {
	const svg = () => svgOf(avatar, options);
	return {
		svg,
		json: () => ({ svg: svg(), options: avatar.toJSON().options }),
		size: typeof options.size === "number" ? options.size : undefined,
		credit,
	};
}
