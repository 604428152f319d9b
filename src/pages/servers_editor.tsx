import type { Child, PropsWithChildren } from "hono/jsx";
import { DEFAULT_CHOICES } from "../avatar/choices";
import { maxlengthFor, SEED_MAX } from "../avatar/fields";
import { BIO_MAX, NICK_MAX } from "../discord/profile";
import { filledIn } from "./entered";
import { ProblemOf } from "./field_problem";
import { Gallery } from "./gallery";
import { Group } from "./group";
import { MoodTiles } from "./mood_tiles";
import { Waiting } from "./servers_waiting";
import { Swatches } from "./swatches";

/** The bot’s profile in one server: as it will look there, beside the fields. */
export function ServerEditor() {
	return (
		<form id="editor" class="studio">
			<BotCard />
			<div class="choices">
				<p id="restored" class="good" hidden>
					What you had not saved is back.{" "}
					<button type="button" class="link">
						Discard it
					</button>
				</p>
				<TextGroup field="nick" title="Nickname">
					<input
						id="nick-field"
						class="text-field"
						type="text"
						name="nick"
						maxlength={maxlengthFor(NICK_MAX)}
						dir="auto"
						autocomplete="off"
						spellcheck={false}
						aria-describedby="nick-count"
					/>
				</TextGroup>
				<TextGroup field="bio" title="Biography">
					<textarea
						id="bio-field"
						class="text-field"
						name="bio"
						rows={4}
						maxlength={maxlengthFor(BIO_MAX)}
						dir="auto"
						aria-describedby="bio-count bio-note"
					/>
					<p id="bio-note" class="note" role="status" />
				</TextGroup>
				<Group id="avatar" title="Avatar">
					<div class="cards faces">
						<AvatarCard value="keep" title="As it is" />
						<AvatarCard value="own" title="The bot’s own" />
						<AvatarCard value="made" title="A Discobear avatar" />
					</div>
				</Group>
				<div id="made" class="made" hidden>
					<div class="group">
						<h2 class="legend">
							<label for="seed-field">What it grows from</label>
						</h2>
						<input
							id="seed-field"
							class="text-field"
							type="text"
							name="seed"
							maxlength={maxlengthFor(SEED_MAX)}
							dir="auto"
							autocomplete="off"
							spellcheck={false}
							aria-describedby="seed-hint"
						/>
						<p id="seed-hint" class="note">
							Any text: another text, another avatar.
						</p>
					</div>
					<Group id="style" title="Style">
						<Gallery value={DEFAULT_CHOICES.style} />
					</Group>
					<Group id="mood" title="Mood">
						<MoodTiles values={filledIn({})} />
					</Group>
					<Group id="backgroundColor" title="Background">
						<Swatches value={DEFAULT_CHOICES.backgroundColor} />
					</Group>
				</div>
			</div>
			<div class="send">
				<div id="notice" class="notice" role="alert" />
				<Waiting id="save-waiting" cancel="Cancel" />
				<button id="save" type="submit" class="primary" aria-disabled="true">
					Save
				</button>
				<p id="save-state" class="save-state" role="status" />
			</div>
		</form>
	);
}

/** A text of the bot's, with how much more fits, and the way back to what the bot has everywhere. */
function TextGroup({ field, title, children }: PropsWithChildren<{ field: string; title: string }>) {
	return (
		<div id={field} class="group">
			<div class="group-head">
				<h2 class="legend">
					<label for={`${field}-field`}>{title}</label>
				</h2>
				<span id={`${field}-count`} class="count" />
			</div>
			<ProblemOf field={field} />
			{children as Child}
			<button id={`${field}-own`} type="button" class="quiet own">
				Use the bot’s own<span class="for-readers"> {title.toLowerCase()}</span>
			</button>
		</div>
	);
}

function AvatarCard({ value, title }: { value: string; title: string }) {
	return (
		<label class="card">
			<input type="radio" name="avatar" value={value} checked={value === "keep"} />
			<Face id={`face-${value}`} />
			<b>{title}</b>
		</label>
	);
}

/** The bot as the server will see it. */
function BotCard() {
	return (
		<section class="preview bot-preview" aria-label="How the bot will look">
			<div class="bot-card">
				<span class="bot-banner" />
				<Face id="bot-face" />
				<div class="bot-words">
					<p class="bot-name">
						<b id="bot-name" dir="auto" /> <span class="badge">Bot</span>
					</p>
					<p id="bot-username" class="small" />
					<p id="bot-bio" class="bot-bio" dir="auto" />
				</div>
			</div>
			<p id="preview-problem" class="small" role="status" />
		</section>
	);
}

/** A round picture that the script fills: initials until the picture has come, and where it does not come. */
export function Face({ id }: { id: string }) {
	return (
		<span id={id} class="face" aria-hidden="true">
			<span />
			<img class="face-picture" alt="" width={128} height={128} hidden />
		</span>
	);
}
