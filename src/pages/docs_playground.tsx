import type { PropsWithChildren } from "hono/jsx";
import { svgDataUrl } from "../avatar/data_url";
import { EXAMPLE_TITLES, EXAMPLES, type ExampleKind } from "../avatar/examples";
import { CORE_SEED_MAX, maxlengthFor } from "../avatar/fields";
import { FORMATS } from "../avatar/formats";
import { MOODS } from "../avatar/moods";
import { svgPath } from "../avatar/query";
import { render } from "../avatar/render";
import { RASTER_SIZE } from "../avatar/sizes";
import { STYLES, styleCard } from "../avatar/styles";
import { Credit } from "./credit";
import { Code, type Language, Section } from "./docs_parts";
import { Parts } from "./parts";

/** What the playground begins with. */
export const EXAMPLE = { style: "critters", seed: "Kuma", size: RASTER_SIZE } as const;

const LANGUAGES: Readonly<Record<ExampleKind, Language>> = {
	url: "url",
	html: "html",
	markdown: "markdown",
	react: "jsx",
	vue: "vue",
	svelte: "svelte",
	curl: "sh",
	python: "python",
};

const KINDS = Object.entries(EXAMPLE_TITLES) as [ExampleKind, string][];

export function Playground({ site }: { site: string }) {
	const { style, seed, size } = EXAMPLE;
	const picture = {
		url: site + svgPath(style, seed, {}),
		width: size,
		card: styleCard(style),
		alt: `Avatar of ${seed}`,
		format: "svg",
	};
	return (
		<Section id="playground" title="Playground">
			<form id="play" class="play needs-script">
				<div class="play-shown">
					<span class="stage chequered">
						<img
							id="play-picture"
							src={svgDataUrl(render(style, seed, {}))}
							data-picture={svgPath(style, seed, {})}
							alt={picture.alt}
							width={320}
							height={320}
						/>
					</span>
					<Credit card={picture.card} />
					<p id="play-problem" class="note" role="status" />
				</div>
				<div class="play-choices">
					<div class="play-fields">
						<Field id="play-style" label="Style">
							<select id="play-style" name="style">
								{[...STYLES].map(([name, card]) => (
									<option
										value={name}
										selected={name === style}
										data-title={card.title}
										data-source={card.source}
										data-source-url={card.sourceUrl}
										data-creator={card.creator}
										data-creator-url={card.creatorUrl}
										data-licence={card.licence}
										data-licence-url={card.licenceUrl}
									>
										{card.title}
									</option>
								))}
							</select>
						</Field>
						<Field id="play-seed" label="Seed">
							<input
								id="play-seed"
								class="text-field"
								type="text"
								name="seed"
								value={seed}
								maxlength={maxlengthFor(CORE_SEED_MAX)}
								autocomplete="off"
								spellcheck={false}
								dir="auto"
							/>
						</Field>
						<Field id="play-format" label="Format">
							<select id="play-format" name="format">
								{["svg", ...Object.keys(FORMATS).filter((name) => name !== "svg"), "json"].map((name) => (
									<option value={name}>{name}</option>
								))}
							</select>
						</Field>
						<Field id="play-size" label="Size, in pixels">
							<input
								id="play-size"
								class="text-field"
								type="text"
								inputmode="numeric"
								name="size"
								value=""
								placeholder={`${size}`}
								maxlength={4}
								autocomplete="off"
								dir="auto"
							/>
						</Field>
						<Field id="play-mood" label="Mood">
							<select id="play-mood" name="mood">
								<option value="">as it comes</option>
								{MOODS.map((mood) => (
									<option value={mood}>{mood}</option>
								))}
							</select>
						</Field>
						<Field id="play-background" label="Background">
							<span class="own-colour">
								<input
									id="play-background"
									class="text-field"
									type="text"
									name="backgroundColor"
									value=""
									placeholder="the style’s own"
									maxlength={13}
									autocomplete="off"
									autocapitalize="off"
									spellcheck={false}
									dir="auto"
								/>
								<input id="play-colour" type="color" value="#b6e3f4" aria-label="Pick a background" />
							</span>
						</Field>
					</div>
					<Parts value="" message={undefined} />
				</div>
				<div class="play-result">
					<p class="play-address">
						<a id="play-url" href={svgPath(style, seed, {})}>
							{picture.url}
						</a>
					</p>
					<div class="snippet">
						<Field id="play-kind" label="To copy">
							<select id="play-kind">
								{KINDS.map(([kind, title]) => (
									<option value={kind} selected={kind === "html"}>
										{title}
									</option>
								))}
							</select>
						</Field>
						<textarea id="play-example" readonly rows={3} spellcheck={false} aria-label="Example to copy" />
						<p class="actions">
							<button id="play-copy" type="button" class="second">
								Copy
							</button>
							<span id="play-copied" role="status" />
						</p>
					</div>
				</div>
			</form>
			<div class="without-script">
				<p>With JavaScript, this is where you try everything out. Without it, this is what comes of it:</p>
				{KINDS.map(([kind, title]) => (
					<Code language={LANGUAGES[kind]} title={title} site={site}>
						{EXAMPLES[kind](picture)}
					</Code>
				))}
			</div>
		</Section>
	);
}

/** A control under its name. */
function Field({ id, label, children }: PropsWithChildren<{ id: string; label: string }>) {
	return (
		<div class="play-field">
			<label for={id}>{label}</label>
			{children}
		</div>
	);
}
