/**
 * What the client's page does more than forms do: sends them without leaving the page, looks again while an answer is
 * still to come, and suggests what could come next in the message box. As text, for a browser.
 */
export const SCRIPT = `
const list = document.getElementById("messages");
const box = document.getElementById("box");
const options = document.getElementById("suggestions");
const status = document.getElementById("status");
const shown = new Map();
let suggestions = [];
let active = -1;
/** What the suggestions are for: while more is typed, they are not picked from. */
let asked;

const scroller = list.parentElement;
const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; };

/** Puts in what has changed on the page, and leaves alone what has not: nothing flickers or is read out again. */
function show(html) {
	const page = new DOMParser().parseFromString(html, "text/html");
	const focused = document.activeElement?.id;
	const wasAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
	const last = list.lastElementChild?.id;
	const items = [...page.getElementById("messages").children].map((item) => {
		const old = item.id && document.getElementById(item.id);
		const same = old && shown.get(item.id) === item.outerHTML;
		shown.set(item.id, item.outerHTML);
		return same ? old : document.adoptNode(item);
	});
	items.forEach((item, n) => { if (list.children[n] !== item) list.insertBefore(item, list.children[n] ?? null); });
	while (list.children.length > items.length) list.lastElementChild.remove();
	for (const id of ["members", "problem", "refusals"]) {
		const [old, now] = [document.getElementById(id), page.getElementById(id)];
		if (old.outerHTML !== now.outerHTML) old.replaceWith(document.adoptNode(now));
	}
	if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
	if (wasAtEnd || list.lastElementChild?.id !== last) toEnd();
	later();
}

let timer;
async function look() {
	const response = await fetch(location.href).catch(() => undefined);
	if (response?.ok) show(await response.text());
}
function later() {
	clearTimeout(timer);
	if (list.querySelector(".thinking")) timer = setTimeout(look, 600);
}

document.addEventListener("submit", async (event) => {
	const form = event.target;
	if (!form.hasAttribute("data-live")) return;
	event.preventDefault();
	if (form.getAttribute("aria-busy") === "true") return;
	form.setAttribute("aria-busy", "true");
	status.textContent = "Sending…";
	close();
	form.closest("details")?.removeAttribute("open");
	const body = new URLSearchParams(new FormData(form, event.submitter));
	const response = await fetch(location.href, { method: "POST", body }).catch(() => undefined);
	form.removeAttribute("aria-busy");
	status.textContent = response?.ok ? "" : "The stand-in did not answer.";
	if (!response?.ok) return;
	show(await response.text());
	if (form.contains(box) && document.getElementById("problem").textContent === "") box.value = "";
});

document.addEventListener("change", ({ target }) => {
	if (target.hasAttribute("data-sends")) target.form.requestSubmit();
	if (target.hasAttribute("data-goes")) target.form.submit();
});

function close() {
	suggestions = [];
	active = -1;
	options.replaceChildren();
	options.hidden = true;
	box.setAttribute("aria-expanded", "false");
	box.removeAttribute("aria-activedescendant");
}

function offer(found) {
	close();
	suggestions = found;
	found.forEach(({ label, detail }, n) => {
		const item = document.createElement("li");
		item.id = "suggestion" + n;
		item.setAttribute("role", "option");
		item.append(Object.assign(document.createElement("b"), { textContent: label }), " ", Object.assign(document.createElement("span"), { textContent: detail }));
		item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(n); });
		options.append(item);
	});
	options.hidden = found.length === 0;
	box.setAttribute("aria-expanded", String(found.length > 0));
}

function move(by) {
	options.children[active]?.setAttribute("aria-selected", "false");
	active = (active + by + suggestions.length) % suggestions.length;
	const item = options.children[active];
	item.setAttribute("aria-selected", "true");
	item.scrollIntoView({ block: "nearest" });
	box.setAttribute("aria-activedescendant", item.id);
}

function pick(n) {
	box.value = suggestions[n].text;
	box.focus();
	ask();
}

let typing;
async function ask() {
	clearTimeout(typing);
	const text = box.value;
	if (!text.startsWith("/")) return close();
	const address = "/channels/suggest" + location.search;
	const response = await fetch(address, { method: "POST", body: new URLSearchParams({ text }) }).catch(() => undefined);
	const found = response?.ok ? await response.json() : [];
	if (box.value !== text || document.activeElement !== box) return;
	asked = text;
	offer(found);
}

box.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(ask, 120); });
box.addEventListener("focus", () => { if (box.value.startsWith("/")) ask(); });
box.addEventListener("blur", close);
box.addEventListener("keydown", (event) => {
	if (suggestions.length === 0 || (box.value !== asked && event.key !== "Escape")) return;
	if (event.key === "ArrowDown") move(1);
	else if (event.key === "ArrowUp") move(active < 0 ? 0 : -1);
	else if (event.key === "Escape") close();
	else if (event.key === "Tab" && !event.shiftKey) pick(Math.max(active, 0));
	else if (event.key === "Enter" && active >= 0) pick(active);
	else return;
	event.preventDefault();
});
document.getElementById("slash").addEventListener("click", () => { box.value = "/"; box.focus(); ask(); });

/** Everything that is open and lies over the page: on a phone, the places and the members too. */
const narrow = matchMedia("(max-width: 60rem)");
const menus = () => [...document.querySelectorAll(narrow.matches ? "details[open]" : "details.menu[open]")].reverse();
const fold = () => { for (const part of document.querySelectorAll(".fold")) part.toggleAttribute("open", !narrow.matches); };
narrow.addEventListener("change", fold);
fold();

document.addEventListener("click", ({ target }) => {
	for (const menu of menus()) if (!menu.contains(target)) menu.removeAttribute("open");
});
document.addEventListener("keydown", ({ key }) => {
	const [menu] = key === "Escape" ? menus() : [];
	if (!menu) return;
	menu.removeAttribute("open");
	menu.querySelector("summary").focus();
});
addEventListener("focus", look);
for (const item of list.children) shown.set(item.id, item.outerHTML);
toEnd();
later();
`;
