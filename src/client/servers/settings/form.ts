import type { FieldProblem } from "../../../errors";
import type { SettingField } from "../../../wire";
import { byId, say } from "../../element";
import { forReaders, make } from "../../make";
import { searchFor } from "../../search";
import { tell } from "../../tell";
import { answerExample } from "./answer_example";
import type { Control } from "./control";
import { CONTROLS } from "./controls";
import { EXAMPLE_FIELDS } from "./example";
import type { Surroundings } from "./guild_lists";
import { groupsOf, type Values, wordsOf } from "./values";

/** With fewer settings than this, all of them are in view at once. */
const MANY = 6;

interface Row {
	field: SettingField;
	control: Control;
	/** All of it, from the label on. */
	element: HTMLElement;
	takeBack: HTMLElement;
}

/** The settings on the page. */
export interface SettingsForm {
	read(): Values;
	/** Shows values; those that are not named stay as they are. */
	write(values: Values): void;
	/** Marks what is not saved. */
	mark(edits: Values): void;
	/**
	 * Says what is wrong at its field, with the focus on the first, unless somebody has gone on meanwhile.
	 * @param sentFrom where the focus was as it was sent
	 * @returns what belongs to no field
	 */
	show(problems: readonly FieldProblem[], sentFrom?: Element | null): FieldProblem[];
}

/**
 * Makes the form, group by group.
 * @param edited runs after each change by the person
 * @param takeBack is asked for when a setting is to be as it is saved
 */
export function makeForm(
	fields: readonly SettingField[],
	around: Surroundings,
	{ edited, takeBack }: { edited: () => void; takeBack: (name: string) => void },
): SettingsForm {
	const place = byId("settings-groups");
	const rows = new Map<string, Row>();
	const example = answerExample();

	/** What a change of a field brings about at once. */
	const changed = (name: string) => {
		const row = rows.get(name);
		if (row) showProblem(row, undefined);
		if (EXAMPLE_FIELDS.includes(name)) example.show(read());
		edited();
	};
	const read = (): Values =>
		Object.fromEntries([...rows].map(([name, { control }]) => [name, control.read()]));

	const groups = groupsOf(fields);
	const sections = groups.map(({ title, fields: members }, n) => {
		const id = `settings-group-${n}`;
		const heading = make("h2", { id: `${id}-title` }, title);
		const made = members.map((field) => {
			const row = makeRow(field, around, () => changed(field.name));
			row.takeBack.addEventListener("click", () => takeBack(field.name));
			rows.set(field.name, row);
			return row.element;
		});
		const section = make("section", { id, className: "group settings-group" }, heading, ...made);
		section.setAttribute("aria-labelledby", heading.id);
		if (members.some(({ name }) => name === EXAMPLE_FIELDS[0])) heading.after(example.element);
		return section;
	});
	place.replaceChildren(...sections);
	const links = groups.map(({ title }, n) =>
		make("li", {}, make("a", { href: `#${sections[n]?.id}` }, title)),
	);
	byId("settings-nav").prepend(...links);
	followSearch(sections, rows);

	return {
		read,
		write(values) {
			for (const [name, value] of Object.entries(values)) rows.get(name)?.control.write(value);
			example.show(read());
		},
		mark(edits) {
			for (const [name, { control, element, takeBack: button }] of rows) {
				const is = name in edits;
				element.classList.toggle("unsaved", is);
				// Whoever took it back with the keyboard is still at this setting.
				if (!is && button === document.activeElement) focusOn(control.main);
				button.hidden = !is;
				const mark = element.querySelector<HTMLElement>(".unsaved-mark");
				if (mark) mark.hidden = !is;
			}
		},
		show(problems, sentFrom) {
			for (const row of rows.values()) {
				showProblem(row, problems.find(({ field }) => field === row.field.name)?.message);
			}
			const wrong = [...rows.values()].find(({ field }) =>
				problems.some((each) => each.field === field.name),
			);
			if (wrong && document.activeElement === sentFrom) {
				showAll();
				focusOn(wrong.control.main);
			} else if (wrong) tell(problems.find(({ field }) => field === wrong.field.name)?.message ?? "");
			return problems.filter(({ field }) => !rows.has(field));
		},
	};
}

function makeRow(field: SettingField, around: Surroundings, changed: () => void): Row {
	const { name, type, label, explanation } = field;
	const id = `setting-${name}`;
	const control = CONTROLS[type](field, { id, around, changed });
	const grouped = control.main.role === "group";
	const title = grouped
		? make("span", { className: "setting-label", id: `${id}-label` }, label)
		: make("label", { className: "setting-label", htmlFor: id }, label);
	if (grouped) control.main.setAttribute("aria-labelledby", title.id);
	const mark = make("span", { className: "unsaved-mark", hidden: true }, "Not saved");
	const takeBack = make("button", { type: "button", className: "link", hidden: true }, "Take back");
	takeBack.append(forReaders(` the change of ${label}`));
	const note = make("p", { id: `${id}-note`, className: "note" }, explanation);
	const problem = make("p", { id: `${id}-problem`, className: "field-problem", hidden: true });
	const head = make("div", { className: "setting-head" }, title, mark, takeBack);
	const element = make("div", { className: `setting setting-${type}` }, head, note, problem, control.element);
	element.dataset.name = name;
	if (explanation) control.main.setAttribute("aria-describedby", note.id);
	for (const event of ["input", "change"]) control.element.addEventListener(event, changed);
	return { field, control, element, takeBack };
}

function showProblem({ field, control: { main } }: Row, message: string | undefined) {
	const id = `setting-${field.name}`;
	say(`${id}-problem`, message);
	const described = [field.explanation && `${id}-note`, message && `${id}-problem`].filter(Boolean);
	if (described.length > 0) main.setAttribute("aria-describedby", described.join(" "));
	else main.removeAttribute("aria-describedby");
	// A group has no such state: its sentence is read with it.
	if (message && main.role !== "group") main.ariaInvalid = "true";
	else main.removeAttribute("aria-invalid");
}

function focusOn(main: HTMLElement) {
	const target = main.role === "group" ? main.querySelector<HTMLElement>("input, select") : main;
	target?.focus();
}

const search = () => byId<HTMLInputElement>("settings-query");

function showAll() {
	search().value = "";
	search().dispatchEvent(new Event("input"));
}

function followSearch(sections: readonly HTMLElement[], rows: ReadonlyMap<string, Row>) {
	const words = new Map([...rows].map(([name, { field }]) => [name, wordsOf(field)]));
	const apply = () => {
		const fits = searchFor(search().value);
		let left = 0;
		for (const [name, { element }] of rows) {
			element.hidden = !fits(words.get(name) ?? "");
			if (!element.hidden) left++;
		}
		for (const section of sections) section.hidden = !section.querySelector(".setting:not([hidden])");
		byId("settings-count").textContent = search().value ? `${left} of ${rows.size}` : `${rows.size} settings`;
		byId("no-settings-fit").hidden = left > 0;
	};
	byId("settings-search").hidden = rows.size < MANY;
	search().addEventListener("input", apply);
	// Enter in the search is not meant for the form.
	search().addEventListener("keydown", (event) => {
		if (event.key === "Enter") event.preventDefault();
	});
	byId("no-settings-fit")
		.querySelector("button")
		?.addEventListener("click", () => {
			showAll();
			search().focus();
		});
	apply();
}
