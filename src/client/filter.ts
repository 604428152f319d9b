import { debounce } from "./debounce";
import { byId } from "./element";
import { radiosOf } from "./fields";

/** A screen reader is told of the styles that are left once somebody stops typing. */
const TYPED = 500;

type Search = (query: string) => readonly string[];

/**
 * Lets the chips and the search narrow the gallery and put the best first, and says how many styles are left: in all,
 * and of each kind.
 * @param liked the styles that come before all others that fit
 */
export function filterStyles(form: HTMLFormElement, liked: () => readonly string[] = () => []): void {
	const filter = byId("filter");
	const gallery = byId("gallery");
	const chips = [...filter.querySelectorAll<HTMLButtonElement>("[data-kind]")];
	const input = filter.querySelector("input") as HTMLInputElement;
	const count = filter.querySelector("[role=status]") as HTMLElement;
	const radios = new Map(radiosOf(form, "style").map((radio) => [radio.value, radio]));
	const all = [...radios.keys()];
	const kindsOf = (name: string) => radios.get(name)?.dataset.kinds?.split(" ") ?? [];
	let loading: Promise<Search> | undefined;

	/** It is loaded when it is first needed. */
	const load = () => {
		loading ??= import("../avatar/style_search").then(({ styleSearch }) =>
			styleSearch(
				[...radios].map(([name, { dataset }]) => ({
					name,
					title: dataset.title ?? "",
					creator: dataset.creator ?? "",
				})),
			),
		);
		return loading;
	};

	const show = (found: readonly string[]) => {
		const kind = chips.find((chip) => chip.ariaPressed === "true")?.dataset.kind ?? "";
		const fits = (name: string, wanted: string) => wanted === "" || kindsOf(name).includes(wanted);
		const left = new Set(found.filter((name) => fits(name, kind)));
		for (const [name, radio] of radios) if (radio.parentElement) radio.parentElement.hidden = !left.has(name);
		for (const chip of chips) {
			const place = chip.querySelector("span");
			const { kind: wanted = "" } = chip.dataset;
			if (place) place.textContent = String(found.filter((name) => fits(name, wanted)).length);
		}
		put(new Set([...liked().filter((name) => left.has(name)), ...found, ...all]));
		byId("no-styles").hidden = left.size > 0;
		sayLeft = left.size === 1 ? "1 style" : `${left.size} styles`;
		saySoon(TYPED);
	};
	/** What is in its place already is left alone: a tile that is moved loses the focus. */
	const put = (names: ReadonlySet<string>) => {
		const tiles = [...names].map((name) => radios.get(name)?.parentElement);
		tiles.forEach((tile, n) => {
			const there = gallery.children[n];
			if (tile && there !== tile) gallery.insertBefore(tile, there ?? null);
		});
	};
	let sayLeft = "";
	const saySoon = debounce(() => {
		if (count.textContent !== sayLeft) count.textContent = sayLeft;
	});
	const apply = async () => {
		const query = input.value;
		const found = query.trim() ? (await load())(query) : all;
		// Another letter may have come while the search did.
		if (query === input.value) show(found);
	};
	const searched = () => {
		gallery.scrollTo(0, 0);
		void apply();
	};
	const press = (pressed: HTMLButtonElement | undefined) => {
		for (const chip of chips) chip.ariaPressed = String(chip === pressed);
		searched();
	};

	for (const chip of chips) chip.addEventListener("click", () => press(chip));
	input.addEventListener("focus", () => void load());
	input.addEventListener("input", searched);
	// Enter in the search is not meant for the form.
	input.addEventListener("keydown", (event) => {
		if (event.key === "Enter") event.preventDefault();
	});
	byId("no-styles")
		.querySelector("button")
		?.addEventListener("click", () => {
			input.value = "";
			press(chips[0]);
			input.focus();
		});
	// A browser may bring back what was searched for before a reload.
	void apply();
}
