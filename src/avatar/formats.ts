/** The formats an avatar can be had in, the one that most people need first, what each is for, and its content type. */
export const FORMATS = {
	png: { title: "PNG", use: "for Discord, forums and e-mail", contentType: "image/png" },
	svg: { title: "SVG", use: "for web pages: sharp at any size", contentType: "image/svg+xml" },
	webp: { title: "WebP", use: "for web pages: small", contentType: "image/webp" },
	jpg: {
		title: "JPEG",
		use: "for where PNG is not taken: never transparent",
		contentType: "image/jpeg",
	},
	avif: { title: "AVIF", use: "for new browsers: the smallest", contentType: "image/avif" },
} as const;

export type FormatName = keyof typeof FORMATS;

/** The sizes a stored avatar is kept in, in pixels: a short list, so that nobody can fill the bucket. */
export const AVATAR_SIZES = [64, 128, 256, 512, 1024] as const;

/** The size that is given where none is asked for. */
export const AVATAR_SIZE = 512;

/** The smallest size kept that is at least as large as asked, else the largest. */
export function keptSize(asked: number): number {
	return AVATAR_SIZES.find((size) => size >= asked) ?? AVATAR_SIZES[AVATAR_SIZES.length - 1] ?? AVATAR_SIZE;
}

/** A stored avatar's address on its site. An SVG has every size. */
export function avatarPath(key: string, format: FormatName = "svg", size: number = AVATAR_SIZE): string {
	return `/avatar/${key}${ending(format, size)}`;
}

/** The address of the link that follows, by its random part. */
export function personalPath(address: string, format: FormatName, size: number): string {
	return `/me/${address}${ending(format, size)}`;
}

function ending(format: FormatName, size: number): string {
	return `.${format}${format === "svg" ? "" : `?size=${size}`}`;
}

/**
 * What a downloaded avatar is called: `discobear-micah-512.png`. An SVG has every size.
 * @param style its name, or empty
 */
export function fileName(style: string, format: FormatName, size: number = AVATAR_SIZE): string {
	const parts = ["discobear", style, format === "svg" ? "" : String(size)];
	return `${parts.filter(Boolean).join("-")}.${format}`;
}
