import { AVATAR_SIZES, avatarPath, FORMATS, type FormatName, fileName } from "../avatar/formats";
import { SNIPPETS } from "../avatar/snippets";
import type { StyleCard } from "../avatar/styles";
import { Credit } from "./credit";
import { Layout } from "./layout";
import { OpenGraph } from "./open_graph";
import { Snippets } from "./snippets";

/** The size of the picture that a chat shows of the page, and of the one in the texts to copy, in pixels. */
const SHOWN_SIZE = 512;

export interface SharedAvatar {
	card: StyleCard;
	/** The style's name in addresses; empty where it is not known. */
	style: string;
	/** The studio with its style and look, as a path. */
	studio: string;
	avatarKey: string;
	/** Where the site is, as an origin. */
	address: string;
}

/** The page of a shared avatar, for everybody: it says who drew it and nothing of whose it is. */
export function SharedPage({ card, style, studio, avatarKey, address }: SharedAvatar) {
	const title = `${card.title} avatar`;
	const description = `Drawn by ${card.creator}, ${card.licence}. Made with Discobear.`;
	const image = {
		url: address + avatarPath(avatarKey, "png", SHOWN_SIZE),
		width: SHOWN_SIZE,
		height: SHOWN_SIZE,
		alt: title,
	};
	const texts = {
		url: SNIPPETS.url({ ...image, card }),
		html: SNIPPETS.html({ ...image, card }),
		markdown: SNIPPETS.markdown({ ...image, card }),
		bbcode: SNIPPETS.bbcode({ ...image, card }),
	};
	return (
		<Layout
			title={title}
			description={description}
			script="shared"
			head={
				<OpenGraph
					title={title}
					description={description}
					url={`${address}/avatar/${avatarKey}`}
					image={image}
					card="summary"
				/>
			}
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
						<a class="primary" href={studio}>
							Make one like this
						</a>
						<a class="second" href="/">
							Start from nothing
						</a>
					</p>
					<section class="embed" aria-labelledby="downloads">
						<h2 id="downloads">Download</h2>
						<dl class="downloads">
							{Object.keys(FORMATS).map((name) => (
								<Downloads format={name as FormatName} style={style} avatarKey={avatarKey} />
							))}
						</dl>
					</section>
					<section id="embed" class="embed" aria-labelledby="embed-title">
						<h2 id="embed-title">Show it elsewhere</h2>
						<p class="small">This link works for ever, for everybody, and no name is in it.</p>
						<Snippets labelledBy="embed-title" texts={texts} />
					</section>
				</div>
			</div>
		</Layout>
	);
}

/** One format in each of its sizes. */
function Downloads({ format, style, avatarKey }: { format: FormatName; style: string; avatarKey: string }) {
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
						download={fileName(style, format, size)}
						aria-label={`${title}, ${size ? `${size} pixels` : "any size"}`}
					>
						{size ?? "any size"}
					</a>
				))}
			</dd>
		</>
	);
}
