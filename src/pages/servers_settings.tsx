import { SAMPLE_NAME } from "./entered";
import { Waiting } from "./servers_waiting";
import { ThrowAway } from "./throw_away";

/** The bot's settings in one server; the script makes the fields from what there is to set. */
export function ServerSettings() {
	return (
		<>
			<div id="settings-loading" class="settings" aria-hidden="true">
				<span class="group skeleton" />
				<span class="group tall skeleton" />
				<span class="group tall skeleton" />
			</div>
			<div id="settings-stop" class="notice" role="alert" hidden>
				<p />
				<button id="settings-again" type="button" class="second">
					Try again
				</button>
			</div>
			<div id="settings" class="settings" hidden>
				<nav class="settings-nav" aria-label="The settings">
					<ul id="settings-nav">
						<li>
							<a href="#settings-managers">Bot managers</a>
						</li>
						<li>
							<a href="#settings-history">History</a>
						</li>
					</ul>
				</nav>
				<p id="settings-restored" class="good" hidden>
					The settings that you had not saved are back.
				</p>
				<div id="settings-search" class="search">
					<input
						id="settings-query"
						type="search"
						aria-label="Search the settings"
						placeholder="Search the settings"
						autocomplete="off"
						dir="auto"
					/>
					<p id="settings-count" class="count" role="status" />
				</div>
				<p id="no-settings-fit" class="empty-note" hidden>
					No setting fits.{" "}
					<button type="button" class="link">
						Show all settings
					</button>
				</p>
				<form id="settings-form" novalidate>
					<div id="settings-groups" class="settings" data-sample-name={SAMPLE_NAME} />
				</form>
				<Managers />
				<History />
				<div class="send settings-send">
					<div id="settings-notice" class="notice" role="alert" />
					<Waiting id="settings-waiting" cancel="Cancel" />
					<div class="settings-bar">
						<button
							id="settings-save"
							type="submit"
							form="settings-form"
							class="primary"
							aria-disabled="true"
						>
							Save
						</button>
						<button id="settings-discard" type="button" class="quiet" hidden>
							Throw away
						</button>
						<p class="save-words">
							<span id="settings-state" role="status" />
							<span id="settings-saved" role="status" />{" "}
							<button id="settings-undo" type="button" class="link" hidden>
								Undo
							</button>
						</p>
					</div>
				</div>
			</div>
			<Conflict />
			<ThrowAway id="discard-dialog" title="Throw this away?" no="Keep it" yes="Throw away">
				<p>These are not saved:</p>
			</ThrowAway>
		</>
	);
}

/** Who else may enter: a role that the owner chooses. */
function Managers() {
	return (
		<section id="settings-managers" class="group" aria-labelledby="managers-title" hidden>
			<h2 id="managers-title">Bot managers</h2>
			<p id="managers-note" class="note">
				Who may manage the server may change these settings. Another role can be let in: for the settings
				only, and not for the bot’s profile.
			</p>
			<p id="managers-are" hidden />
			<form id="managers-form" class="setting-parts" hidden>
				<label class="setting-label" for="managers-role">
					Role
				</label>
				<div id="managers-place" />
				<div id="managers-notice" class="notice" role="alert" />
				<Waiting id="managers-waiting" />
				<p class="setting-row">
					<button id="managers-save" type="submit" class="second" aria-disabled="true">
						Change
					</button>
					<span id="managers-state" role="status" />
				</p>
			</form>
		</section>
	);
}

function History() {
	return (
		<details id="settings-history" class="group">
			<summary>
				<h2>
					History <span class="thin" />
				</h2>
			</summary>
			<p class="note">Who changed what in the last 90 days.</p>
			<p id="no-history">Nothing has been changed yet.</p>
			<ol class="saves" />
			<button id="more-history" type="button" class="second" hidden>
				Show more
			</button>
		</details>
	);
}

/** For whoever saves second: field by field, theirs or one's own. */
function Conflict() {
	return (
		<dialog id="conflict-dialog" class="dialog" aria-labelledby="conflict-title">
			<form method="dialog">
				<h2 id="conflict-title">Somebody else saved meanwhile</h2>
				<p>You have both changed the following. Which is to stay?</p>
				<div class="conflicts" />
				<p class="news note" hidden />
				<div class="actions">
					<button type="submit" value="save" class="primary">
						Save what I chose
					</button>
					<button type="submit" value="" class="quiet">
						Not now
					</button>
				</div>
			</form>
		</dialog>
	);
}
