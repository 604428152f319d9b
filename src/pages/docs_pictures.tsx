import type { Child } from "hono/jsx";
import { FORMATS } from "../avatar/formats";
import { KINDS, kindsOf } from "../avatar/kinds";
import { MOODS, type Mood, moodOptions, moodsOf } from "../avatar/moods";
import type { Field } from "../avatar/option_values";
import { descriptorOf, styleOptionsOf } from "../avatar/options";
import { svgPath } from "../avatar/query";
import { styleOf } from "../avatar/render";
import { RASTER_SIZE, RASTER_SIZE_MAX, SVG_SIZE_MAX } from "../avatar/sizes";
import { asksForCredit } from "../avatar/snippets";
import { isShared, OF_COLOURS } from "../avatar/style_options";
import { STYLES, type StyleName } from "../avatar/styles";
import { Code, Names, Section, Table } from "./docs_parts";
import { SAMPLE_NAME } from "./entered";
import { moodClasses, sheetClasses } from "./sheet";

/** A style that has every kind of option. */
const USUAL = "lorelei";

const ADDRESSES: readonly (readonly [pattern: string, example: string, answer: string])[] = [
	[
		"/10.x/{style}/{format}?{options}",
		"/10.x/lorelei/png?seed=Mira&size=256",
		"a picture; for json, the SVG and all that made it but the seed",
	],
	[
		"/10.x/{style}/{format}/{options}",
		"/10.x/micah/svg/seed=Mira&flip=horizontal",
		"the same, as older links have it; the path is decoded before it is read",
	],
	["/10.x", "/10.x", "the names of all styles"],
	["/10.x/{style}/options.json", "/10.x/micah/options.json", "what a style takes"],
	["/10.x/{style}/definition.json", "/10.x/micah/definition.json", "what it is drawn from"],
	[
		"/libravatar/{hash}",
		"/libravatar/40f8d096a3777232204cb3f796c577b7?s=128",
		"the avatar of an e-mail address",
	],
	["/health", "/health", "whether the service is there"],
];

export function Addresses({ site }: { site: string }) {
	return (
		<Section id="addresses" title="Addresses">
			<p>
				Anybody may ask, from any site: pictures and errors may be read by every page (CORS). Where there is
				no seed, it is the empty one.
			</p>
			<Table
				labelledBy="addresses-title"
				head={["address", "for example", "answer"]}
				rows={ADDRESSES.map(([pattern, example, answer]) => [
					<code>{pattern}</code>,
					<a href={example}>
						<code>{example}</code>
					</a>,
					answer,
				])}
			/>
			<Code language="sh" site={site}>
				{`curl '${site}/10.x/micah/json?seed=Mira'`}
			</Code>
		</Section>
	);
}

/** What an option may be, in words. */
function valuesOf(field: Field): Child {
	switch (field.type) {
		case "enum":
			return <Names all={field.values} />;
		case "number":
			return `${field.min ?? "any number"} to ${field.max ?? "any"}`;
		case "range":
			return `${field.min ?? "any number"} to ${field.max ?? "any"}; two with a comma: one between them`;
		case "color":
			return "hex digits: three, four, six or eight; a list";
		case "boolean":
			return <Names all={["true", "false"]} />;
		case "string":
			return "text";
	}
}

export function Options() {
	const descriptor = descriptorOf(styleOf(USUAL));
	const { fields } = styleOptionsOf(styleOf(USUAL));
	const shared = Object.entries(fields).filter(([name]) => isShared(name));
	const own: readonly (readonly [string, string])[] = [
		["{part}Variant", "which one it is: a name, a list, or names with weights"],
		["{part}Probability", "how often it is there, 0 to 100"],
		["{colour}Color", "one of these colours"],
		...Object.entries(OF_COLOURS).map(
			([ending, { label }]) => [`{colour}${ending}`, label.replace("colour: ", "its ")] as const,
		),
	];
	return (
		<Section id="options-of-a-style" title="Options">
			<p>
				Lists are separated by commas, and an option that comes twice is one list. Variants may have weights:{" "}
				<code>eyesVariant=happy:3,wink</code>; one left empty is 0. A list of nothing (
				<code>hairVariant=</code>) is “without”. An option that a style does not know is ignored. A wrong
				value is an error that names it.
			</p>
			<h3 id="options-of-every-style">Of every style</h3>
			<Table
				labelledBy="options-of-every-style"
				head={["option", "what it is", "values", "where none is chosen"]}
				rows={[
					[<code>seed</code>, "What it grows from", "text of up to 1,024 characters", "the empty seed"],
					[
						<code>size</code>,
						"Width and height, in pixels",
						`1 to ${SVG_SIZE_MAX} for an SVG, 1 to ${RASTER_SIZE_MAX} for the others (more is drawn as ${RASTER_SIZE_MAX})`,
						`${RASTER_SIZE}; an SVG is as large as its place`,
					],
					[<code>backgroundColor</code>, "Background", "hex digits; a list", "the style’s own"],
					...shared.map(([name, field]) => [
						<code>{name}</code>,
						field.label,
						valuesOf(descriptor[name] ?? field),
						<code>{field.own}</code>,
					]),
				]}
			/>
			<h3 id="options-of-a-part">Of its parts and colours</h3>
			<p>
				The <a href="#playground">playground</a> shows them, and <code>/10.x/{"{style}"}/options.json</code>{" "}
				lists them.
			</p>
			<Table
				labelledBy="options-of-a-part"
				head={["option", "what it is"]}
				rows={own.map(([name, is]) => [<code>{name}</code>, is])}
			/>
			<p>
				<b>Some styles move</b>, as SVG: <AnimationExample />. A raster image of it is its first moment.
			</p>
		</Section>
	);
}

function AnimationExample() {
	const path = "/10.x/critters/svg?seed=Mira&animationVariant=medium";
	return (
		<a href={path}>
			<code>{path}</code>
		</a>
	);
}

export function Formats() {
	return (
		<Section id="formats" title="Formats">
			<Table
				labelledBy="formats-title"
				head={["format", "type", "what for"]}
				rows={[
					...Object.entries(FORMATS).map(([name, { contentType, use }]) => [
						<Names all={name === "jpg" ? ["jpg", "jpeg"] : [name]} />,
						contentType,
						use,
					]),
					[<code>json</code>, "application/json", "the SVG and its options, for a program"],
				]}
			/>
			<p>
				Letters in raster images are Noto Sans’s, in most of the world’s scripts. Raster images carry artist
				and licence as XMP, SVGs as metadata.
			</p>
		</Section>
	);
}

export function Styles() {
	return (
		<Section id="styles" title={`Styles, artists, licences: all ${STYLES.size}`}>
			<p>
				Most are free of any condition. Under <b>CC BY 4.0</b> and <b>MIT</b> you name the artist where you
				show the picture: the HTML and Markdown that the playground writes do.
			</p>
			<div class="later">
				<table class="facts styles" aria-labelledby="styles-title">
					<thead>
						<tr>
							<th scope="col">style</th>
							<th scope="col">what it draws</th>
							<th scope="col">artist, original</th>
							<th scope="col">licence</th>
							<th scope="col">more</th>
						</tr>
					</thead>
					<tbody>
						{[...STYLES].map(([name, card]) => (
							<tr id={`style-${name}`}>
								<th scope="row">
									<span class="named">
										<span class={`thumb ${sheetClasses(name)}`} />
										<span>
											{card.title} <code>{name}</code>
										</span>
									</span>
								</th>
								<td data-head="what it draws">
									{kindsOf(name)
										.map((kind) => KINDS[kind].toLowerCase())
										.join(", ")}
								</td>
								<td data-head="artist, original">
									<a href={card.creatorUrl}>{card.creator}</a>
									{card.source && card.source !== card.title && (
										<>
											, <a href={card.sourceUrl}>{card.source}</a>
										</>
									)}
								</td>
								<td data-head="licence">
									<a href={card.licenceUrl}>{card.licence}</a>
									{asksForCredit(card) && <b> name the artist</b>}
								</td>
								<td data-head="more">
									<a href={`/10.x/${name}/options.json`}>
										options<span class="for-readers"> of {card.title}</span>
									</a>{" "}
									<a class="needs-script" href={`/docs?style=${name}#playground`}>
										try it<span class="for-readers">: {card.title}</span>
									</a>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</Section>
	);
}

export function Moods() {
	const faces = [...STYLES].filter(([name]) => moodsOf(name).length > 0);
	const sad = faces.filter(([name]) => moodsOf(name).includes("sad"));
	return (
		<Section id="moods" title="Moods">
			<p>
				DiceBear knows no moods. Somebody looked at every drawing of every mouth, eye and brow: {faces.length}{" "}
				of the styles have a face and can look happy, {sad.length} of these can look sad. All else of the face
				stays. Each picture is a link that says how it is made.
			</p>
			<div class="later">
				<ul class="moods-list">
					{faces.map(([name, { title }]) => (
						<li>
							<span class="mood-name">{title}</span>
							{MOODS.map((mood) => (
								<MoodTile style={name} title={title} mood={mood} />
							))}
						</li>
					))}
				</ul>
			</div>
		</Section>
	);
}

function MoodTile({ style, title, mood }: { style: StyleName; title: string; mood: Mood }) {
	if (!moodsOf(style).includes(mood)) return <span class="mood none">cannot look {mood}</span>;
	return (
		<a class="mood" href={svgPath(style, SAMPLE_NAME, moodOptions(style, mood))}>
			<span class={`thumb ${moodClasses(style, mood)}`} />
			<span class="for-readers">{title} </span>
			{mood}
		</a>
	);
}

/** A major version, as its table tells it. */
export interface VersionFacts {
	/** As it begins an address: `10.x`. */
	name: string;
	packages: string;
	styles: number;
	files: readonly string[];
	isNext: boolean;
}

/** What says a style's options, of one that each version has. */
function OptionsFiles({ version, files }: { version: string; files: readonly string[] }) {
	const names = files.filter((file) => file !== "definition.json");
	return (
		<>
			{names.map((file) => (
				<a href={`/${version}/micah/${file}`}>
					<code>{file}</code>
				</a>
			))}
		</>
	);
}

const NEXT = ": a release candidate, there only where whoever runs the site has opened it";

export function Versions({ versions }: { versions: readonly VersionFacts[] }) {
	return (
		<Section id="versions" title="Versions">
			<p>
				The first part of an address is the version. Each has its own styles, options, defaults and pictures,
				byte for byte what that version’s library draws: what this page says of options is <code>10.x</code>
				’s. DiceBear ends 5 to 8 on 30 April 2028; here they stay.
			</p>
			<Table
				labelledBy="versions-title"
				head={["version", "drawn by", "styles", "options of a style"]}
				rows={versions.map(({ name, packages, styles, files, isNext }) => [
					<a href={`/${name}`}>
						<code>/{name}</code>
					</a>,
					packages.replace(/-(?=\d+\.\d+\.\d+)/, ", styles ") + (isNext ? NEXT : ""),
					styles,
					<OptionsFiles version={name} files={files} />,
				])}
			/>
		</Section>
	);
}
