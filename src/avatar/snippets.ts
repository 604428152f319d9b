/** A picture's address, and how wide it is shown, in pixels. */
export interface Picture {
	url: string;
	width: number;
}

/** A picture's link in each way of writing it. The address is ours: it needs no escaping. */
export const SNIPPETS = {
	url: ({ url }: Picture) => url,
	html: ({ url, width }: Picture) => `<img src="${url}" alt="My avatar" width="${width}" height="${width}">`,
	markdown: ({ url }: Picture) => `![My avatar](${url})`,
	bbcode: ({ url }: Picture) => `[img]${url}[/img]`,
} as const;
