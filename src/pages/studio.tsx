import { DEFAULT_CHOICES } from "../avatar/choices";
import { type Entered, EXTRA_MAX, type FieldName, maxlengthFor, SEED_MAX } from "../avatar/fields";
import { STYLES } from "../avatar/styles";
import type { FieldProblem } from "../errors";
import { Credit } from "./credit";
import { example, type FilledIn, filledIn, SAMPLE_NAME } from "./entered";
import { Favourites, ForgetDialog, Heart } from "./favourites";
import { FIELD_TITLES, ProblemOf, ProblemSummary, wrong } from "./field_problem";
import { Gallery } from "./gallery";
import { Group } from "./group";
import { HistoryButtons } from "./history_buttons";
import { InDiscord } from "./in_discord";
import { InPlace } from "./in_place";
import { DESCRIPTION, Layout } from "./layout";
import { MoodTiles } from "./mood_tiles";
import { PageCard } from "./open_graph";
import { Parts } from "./parts";
import { Waiting } from "./servers_waiting";
import { Swatches } from "./swatches";

interface StudioProps {
	/** What was filled in, right or wrong; the defaults where there is nothing. */
	choices?: Entered | undefined;
	/** What is wrong with it. */
	fields?: readonly FieldProblem[] | undefined;
	/** The host of the DiceBear that is asked for the picture; none where it is drawn here. */
	drawnBy?: string | undefined;
	/** Whether `/avatar` is there in Discord. */
	inDiscord?: boolean;
	/** Where the site is, as an origin, for what a chat shows of the page. */
	address?: string | undefined;
}

const TITLE = "Make an avatar";

/** The page of `/`: the whole form as plain HTML, which works without the script. */
export function Studio({ choices = {}, fields = [], drawnBy, inDiscord = false, address }: StudioProps) {
	const values = filledIn(choices);
	const messageOf = (field: FieldName) => fields.find((problem) => problem.field === field)?.message;
	const group = (field: FieldName) => ({ id: field, title: FIELD_TITLES[field], message: messageOf(field) });
	return (
		<Layout
			title={TITLE}
			script="studio"
			waits
			here="/"
			account
			head={
				<PageCard title={TITLE} description={DESCRIPTION} path="/" picture="share.png" address={address} />
			}
		>
			<div class="headline">
				<h1>
					Make an avatar <span class="thin">out of your Discord name</span>
				</h1>
				{inDiscord && <InDiscord />}
			</div>
			<ProblemSummary fields={fields} />
			<form
				id="studio"
				class="studio"
				method="post"
				action="/get_avatar"
				data-sample-name={SAMPLE_NAME}
				data-filled={Object.keys(choices).length > 0 ? "yes" : undefined}
			>
				<Preview values={values} />
				<div class="choices">
					<Name />
					<Favourites />
					<p id="linked" class="good" hidden>
						These choices came with a link. <a href="/">Show mine</a>
					</p>
					<Group {...group("seed")}>
						<div class="cards">
							<SeedCard
								value="username"
								checked={values.seed !== "avatar"}
								title="My username"
								is="your Discord name"
							/>
							<SeedCard
								value="avatar"
								checked={values.seed === "avatar"}
								title="My picture"
								is="your Discord picture"
							/>
						</div>
						<p id="by-code" class="note">
							“My picture” is the code that Discord gives your picture. The avatar changes when your picture
							does, and does not resemble it.
						</p>
						<p id="by-letters" class="note" hidden>
							This style shows letters, so it grows from your username.
						</p>
						<p id="no-picture" class="note" hidden>
							You have no picture at Discord, so it grows from your username.
						</p>
						{drawnBy && (
							<p class="note">
								DiceBear ({drawnBy}) draws your avatar. For that it is told your username, or the code that
								Discord gives your picture, and the extra seed.
							</p>
						)}
					</Group>
					<Group {...group("style")}>
						<Gallery value={values.style} />
					</Group>
					<Group {...group("mood")}>
						<MoodTiles values={values} />
					</Group>
					<Group {...group("backgroundColor")}>
						<Swatches value={values.backgroundColor} />
					</Group>
					<InPlace />
					<ExtraSeed value={values.extra} message={messageOf("extra")} />
					<Parts
						value={values.options}
						message={messageOf("options")}
						aside="“Surprise me” leaves what you lock."
					/>
				</div>
				<div class="send">
					<div id="notice" class="notice" role="alert" />
					<Waiting id="send-waiting" cancel="Cancel" />
					<button id="send" type="submit" class="primary">
						Submit &amp; log in with Discord
					</button>
					<p class="small">We only ask Discord for your name and picture.</p>
				</div>
			</form>
			<ForgetDialog />
		</Layout>
	);
}

function Preview({ values }: { values: FilledIn }) {
	const card = STYLES.get(values.style) ?? STYLES.get(DEFAULT_CHOICES.style);
	return (
		<section class="preview" aria-label="Preview">
			<span class="stage">
				<img id="preview" {...example(values)} alt="Preview of your avatar" width={320} height={320} />
			</span>
			<div class="preview-text">
				{card && <Credit card={card} />}
				<p id="sample" class="small">
					<span id="of-nobody">An example. Your own Discord name comes in after login.</span>
					<span id="of-name" hidden>
						From the name you typed. After login it is your Discord name.
					</span>
					<span class="without-script"> Without JavaScript it stays as it is while you choose.</span>
				</p>
				<p id="preview-problem" class="small" role="status" />
				<p class="preview-actions needs-script">
					<button id="surprise" type="button" class="second">
						Surprise me
					</button>
					<Heart />
					<HistoryButtons />
				</p>
				<p id="keep-problem" class="small" role="status" hidden />
				<p id="said" class="for-readers" role="status" />
			</div>
		</section>
	);
}

/** Anybody's name, to see all styles of it: drawn by the script, and not a part of what is sent. */
function Name() {
	return (
		<div class="group needs-script">
			<label class="legend" for="name">
				Your name <span class="thin">(any name)</span>
			</label>
			<input
				id="name"
				type="text"
				class="text-field"
				dir="auto"
				maxlength={SEED_MAX}
				placeholder="Type a name and see all of them"
				autocomplete="off"
				spellcheck={false}
				aria-describedby="name-hint"
			/>
			<p id="name-problem" class="field-problem" role="status" hidden />
			<p id="name-hint" class="note">
				Drawn here, in your browser: your name is sent to nobody. The avatar that you make is that of your
				Discord account all the same.
			</p>
		</div>
	);
}

function SeedCard(card: { value: string; checked: boolean; title: string; is: string }) {
	return (
		<label class="card">
			<input type="radio" name="seed" value={card.value} checked={card.checked} />
			<span>
				<b>{card.title}</b>
				<span id={`seed-${card.value}`} class="card-is">
					{card.is}
				</span>
			</span>
		</label>
	);
}

function ExtraSeed({ value, message }: { value: string; message: string | undefined }) {
	return (
		<div id="extra" class="group">
			<h2 class="legend">
				<label for="extra-field">
					{FIELD_TITLES.extra} <span class="thin">(optional)</span>
				</label>
			</h2>
			<ProblemOf field="extra" message={message} />
			<input
				id="extra-field"
				type="text"
				name="extra"
				value={value}
				maxlength={maxlengthFor(EXTRA_MAX)}
				dir="auto"
				autocomplete="off"
				spellcheck={false}
				{...wrong("extra", message, "extra-hint")}
			/>
			<p id="extra-hint" class="note">
				Changes the avatar without changing your settings. One that nobody can guess also keeps others from
				finding out your name from the picture.
			</p>
			<fieldset id="variations" class="variations" aria-label="Variations" hidden />
			<p id="variations-problem" class="field-problem" role="status" hidden />
			<button id="vary" type="button" class="second needs-script">
				Show a dozen variations
			</button>
		</div>
	);
}
