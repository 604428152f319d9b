import { AVATAR_SIZES, avatarPath, FORMATS, type FormatName } from "../avatar/formats";
import type { StyleCard } from "../avatar/styles";
import { Credit } from "./credit";
import { Layout } from "./layout";

/** The size of the picture that a chat shows of the page, in pixels. */
const SHOWN_SIZE = 512;

/** The page of a shared avatar, for everybody: it says who drew it and nothing of whose it is. */
export function SharedPage({
	card,
	avatarKey,
	address,
}: {
	card: StyleCard;
	avatarKey: string;
	/** Where the site is, as an origin. */
	address: string;
}) {
	const title = `${card.title} avatar`;
	const description = `Drawn by ${card.creator}, ${card.licence}. Made with Discobear.`;
	return (
		<Layout
			title={title}
			description={description}
			head={<Card {...{ title, description, avatarKey, address }} />}
		>
			<h1>{title}</h1>
			<div class="plinth">
				<div class="stand">
					<span class="stage chequered">
						<img src={avatarPath(avatarKey)} alt={title} width={320} height={320} />
					</span>
					<Credit card={card} />
				</div>
				<div class="use">
					<p class="actions">
						<a class="primary" href="/">
							Make your own
						</a>
					</p>
					<section class="embed" aria-labelledby="downloads">
						<h2 id="downloads">Download</h2>
						<dl class="downloads">
							{Object.keys(FORMATS).map((name) => (
								<Downloads format={name as FormatName} avatarKey={avatarKey} />
							))}
						</dl>
					</section>
				</div>
			</div>
		</Layout>
	);
}

/** One format in each of its sizes. */
function Downloads({ format, avatarKey }: { format: FormatName; avatarKey: string }) {
	const { title, use } = FORMATS[format];
	const sizes = format === "svg" ? [undefined] : AVATAR_SIZES;
	return (
		<>
			<dt>
				{title} <span class="small">{use}</span>
			</dt>
			<dd>
				{sizes.map((size) => (
					<a
						href={avatarPath(avatarKey, format, size)}
						download={`discobear.${format}`}
						aria-label={`${title}, ${size ? `${size} pixels` : "any size"}`}
					>
						{size ?? "any size"}
					</a>
				))}
			</dd>
		</>
	);
}

/** What a chat shows of the page. Source: https://ogp.me/ */
function Card(page: { title: string; description: string; avatarKey: string; address: string }) {
	const facts = {
		"og:type": "website",
		"og:site_name": "Discobear",
		"og:title": page.title,
		"og:description": page.description,
		"og:url": `${page.address}/avatar/${page.avatarKey}`,
		"og:image": page.address + avatarPath(page.avatarKey, "png", SHOWN_SIZE),
		"og:image:type": "image/png",
		"og:image:width": `${SHOWN_SIZE}`,
		"og:image:height": `${SHOWN_SIZE}`,
		"og:image:alt": page.title,
	};
	return (
		<>
			<meta name="twitter:card" content="summary" />
			{Object.entries(facts).map(([property, content]) => (
				<meta property={property} content={content} />
			))}
		</>
	);
}
