/** What a chat shows of a page. The addresses are whole ones: the protocol knows no others. Source: https://ogp.me/ */
export function OpenGraph({
	title,
	description,
	url,
	image,
	card,
}: {
	title: string;
	description: string;
	/** Left out, with the picture, where it is not known what address the site has. */
	url?: string | undefined;
	image?: { url: string; width: number; height: number; alt: string } | undefined;
	/** How large the picture is shown: https://developer.x.com/en/docs/x-for-websites/cards/overview/markup */
	card: "summary" | "summary_large_image";
}) {
	const facts = {
		"og:type": "website",
		"og:site_name": "Discobear",
		"og:title": title,
		"og:description": description,
		...(url && { "og:url": url }),
		...(image && {
			"og:image": image.url,
			"og:image:type": "image/png",
			"og:image:width": `${image.width}`,
			"og:image:height": `${image.height}`,
			"og:image:alt": image.alt,
		}),
	};
	return (
		<>
			<meta name="twitter:card" content={image ? card : "summary"} />
			{Object.entries(facts).map(([property, content]) => (
				<meta property={property} content={content} />
			))}
		</>
	);
}

/** The same for a page that is built before the host is known that it is asked at: without an address, without the picture. */
export function PageCard({
	title,
	description,
	path,
	picture,
	address,
}: {
	title: string;
	description: string;
	path: string;
	/** The name of a file in static/, as build/pictures.ts draws them. */
	picture: "share.png" | "share_servers.png";
	address: string | undefined;
}) {
	const image = {
		url: `${address}/${picture}`,
		width: 1200,
		height: 630,
		alt: "The Discobear and six avatars",
	};
	return (
		<OpenGraph
			title={title}
			description={description}
			url={address && address + path}
			image={address ? image : undefined}
			card="summary_large_image"
		/>
	);
}
