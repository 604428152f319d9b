import type { Guilds } from "../../wire";
import { type Answer, ask, type Trouble } from "../ask";
import { byId } from "../element";
import { draftsAreOf } from "../own_drafts";
import { askPatiently } from "../patience";
import { searchFor } from "../search";
import { tell } from "../tell";
import { drawGroups, drawnCard } from "./groups";
import { groupOf, joined, type Known, learn } from "./known";
import { show } from "./parts";
import { keepPlace, keptPlace } from "./place_in_list";
import { stop } from "./stop";
import { introduceBot } from "./the_bot";

/** With more guilds than this there is a search. */
const MANY = 12;

/** After somebody comes back from inviting the bot, Discord's answer may be some seconds old: when to look again. */
const LOOKS = [0, 4_000, 8_000, 16_000];

const IN_NONE =
	"You are in no server yet. Join or make one in Discord, then come back: this page looks again by itself.";
const MANAGES_NONE =
	"You manage none of your servers. To bring the bot into one, you need to own it, or to have the permission “Manage Server” there.";

const search = byId("guild-search");
const query = search.querySelector("input") as HTMLInputElement;

let known: Known = new Map();
let invite = "";
/** The guilds whose invite was followed, and where the bot is not yet. */
const invited = new Set<string>();
let looking = false;

/** Shows the person's guilds, and goes on to look where the bot is until that is known. */
export async function openList(): Promise<void> {
	followSearch();
	query.value = keptPlace()?.query ?? "";
	const trouble = await lookForBot((path) => askPatiently<Guilds>({ place: "page-waiting" }, path, "GET"));
	if (trouble) return stop(trouble, null);
	scrollTo(0, Math.max(scrollY, keptPlace()?.top ?? 0));
	keepPlace(() => ({ query: query.value, top: scrollY }));
	followReturns();
}

/**
 * Goes through the answers until all is known; what is known already stays on the page meanwhile.
 * @returns what went wrong
 */
async function lookForBot(
	askFor: (path: string) => Promise<Answer<Guilds> | undefined>,
): Promise<Trouble | undefined> {
	let seen: Known = new Map();
	let path = "/guilds";
	for (;;) {
		const answer = await askFor(path);
		if (!answer) return undefined;
		if ("trouble" in answer) return answer.trouble;
		const { person, guilds, next, invite: link } = answer.data;
		draftsAreOf(person);
		invite = link;
		seen = learn(seen, guilds);
		// The last answer also says which guilds are there no more.
		update(next === null ? seen : learn(known, [...seen.values()]));
		const following = `/guilds?after=${next}`;
		if (next === null || following === path) return undefined;
		path = following;
	}
}

function update(next: Known) {
	const newly = joined(known, next);
	const first = byId("list").hidden;
	known = next;
	draw();
	if (first) {
		byId("account").hidden = false;
		void introduceBot();
		show("list");
	}
	for (const { id, name } of newly) {
		invited.delete(id);
		welcomeIn(id);
		tell(`The bot has joined ${name}.`);
	}
}

/** Marks the card until the page is left. */
function welcomeIn(id: string) {
	const card = drawnCard(id);
	const note = document.createElement("span");
	note.className = "just-joined small";
	note.textContent = "The bot has just joined";
	card?.classList.add("joined");
	card?.querySelector(".guild-name")?.append(note);
}

function draw() {
	const fits = searchFor(query.value);
	const all = [...known.values()];
	drawGroups(known, invite, ({ name }) => fits(name));
	search.hidden = all.length <= MANY;
	const left = all.filter(({ name }) => fits(name)).length;
	const count = search.querySelector(".count");
	if (count) count.textContent = query.value ? `${left} of ${all.length}` : `${all.length} servers`;
	byId("no-guilds-fit").hidden = left > 0 || all.length === 0;
	const none = byId("none-to-manage");
	none.hidden = all.some((guild) => groupOf(guild) !== "others");
	const why = none.querySelector("p");
	if (why) why.textContent = all.length === 0 ? IN_NONE : MANAGES_NONE;
	// What is found only among the folded ones is unfolded.
	const others = byId<HTMLDetailsElement>("others");
	if (query.value && left > 0)
		others.open ||= !all.some((guild) => groupOf(guild) !== "others" && fits(guild.name));
}

function followSearch() {
	query.addEventListener("input", draw);
	byId("no-guilds-fit")
		.querySelector("button")
		?.addEventListener("click", () => {
			query.value = "";
			draw();
			query.focus();
		});
}

/** Looks again whenever somebody comes back to the page. */
function followReturns() {
	byId("invite").addEventListener("click", ({ target }) => {
		const link = target instanceof Element ? target.closest("a") : null;
		const id = link && new URL(link.href).searchParams.get("guild_id");
		if (id) invited.add(id);
	});
	const back = () => {
		if (document.visibilityState === "visible") void lookAgain();
	};
	document.addEventListener("visibilitychange", back);
	window.addEventListener("focus", back);
	window.addEventListener("pageshow", ({ persisted }) => {
		if (persisted) back();
	});
}

/** Quietly: what fails is tried again when somebody next comes back; only a lost login is said. */
async function lookAgain() {
	if (looking) return;
	looking = true;
	for (const pause of LOOKS) {
		if (pause > 0 && invited.size === 0) break;
		await new Promise((resolve) => setTimeout(resolve, pause));
		if (document.visibilityState !== "visible") break;
		const trouble = await lookForBot((path) => ask<Guilds>(path, "GET"));
		if (trouble?.status === 401 || trouble?.status === 403) stop(trouble, null);
		if (trouble) break;
	}
	looking = false;
}
