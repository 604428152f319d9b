import { type Context, Hono } from "hono";
import { bodyText } from "../body";
import type { Discord } from "../discord";
import { tellDeauthorized } from "../events";
import { allOf } from "../openapi/components";
import { findPersonById } from "../people";
import { nameIn, optionsOf, pickedKey, readCommandLine, suggest } from "./command_line";
import { checkEvents, checkInteractions } from "./endpoint_check";
import { askForChoices, type CommandInput, useCommand, useComponent } from "./interact";
import { type Actor, partialMember } from "./interaction_object";
import { chatMessageObject, userOf } from "./message_object";
import { addressOf, clientPage, type Shown } from "./page";
import { placesOf } from "./places";
import { SCRIPT } from "./script";
import { applicationPage, appsPage } from "./settings_pages";
import { choicesFor, readGiven } from "./typing";
import { usableCommands } from "./usable_commands";

/** Pictures come from wherever the application says; nothing else is loaded. */
const HEADERS = {
	"Cache-Control": "no-store",
	"Content-Security-Policy":
		"default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; " +
		"img-src http: https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	"Referrer-Policy": "no-referrer",
};

/** A client of Discord, as a page: everything that can be done there is a form. */
export function clientRoutes(discord: Discord): Hono {
	const { chat, authorizations } = discord;
	const routes = new Hono();
	/** What was picked of an application's choices, by the person. */
	const picked = new Map<string, Map<string, string>>();

	routes.use(async (c, next) => {
		await next();
		for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
	});

	routes.get("/client.js", (c) => c.body(SCRIPT, 200, { "Content-Type": "text/javascript; charset=utf-8" }));
	routes.get("/", (c) => c.html(clientPage(discord, actorOf(c))));

	routes.post("/", async (c) => {
		const actor = actorOf(c);
		const form = new URLSearchParams(await bodyText(c.req.raw));
		const shown = await DEEDS[form.get("do") ?? ""]?.(actor, form);
		return shown ? c.html(clientPage(discord, actor, shown)) : c.redirect(addressOf(actor), 303);
	});

	routes.post("/suggest", async (c) => {
		const actor = actorOf(c);
		const text = new URLSearchParams(await bodyText(c.req.raw)).get("text") ?? "";
		const commands = usableCommands(discord, actor.person, actor.place, 1);
		const own = pickedBy(actor);
		return c.json(
			await suggest(text, commands, actor.locale, own, async (option, line) => {
				const ask = () => askForChoices(discord, actor, line.command, readGiven(line, own, actor.locale));
				const choices = await choicesFor(option, line, actor.locale, ask);
				for (const { name, value } of choices) own.set(pickedKey(option, name), value);
				return choices;
			}),
		);
	});

	routes.get("/apps", (c) => c.html(appsPage(discord, actorOf(c))));
	routes.post("/apps", async (c) => {
		const actor = actorOf(c);
		const { person } = actor;
		const form = new URLSearchParams(await bodyText(c.req.raw));
		if (form.get("do") === "install") {
			authorizations.install(person.id);
			return c.html(appsPage(discord, actor, "Installed. It is in every place now."));
		}
		authorizations.deauthorize(person.id);
		const told = await tellDeauthorized(discord, person);
		const what = told?.status === 204 ? "has been told" : `has answered ${told?.status ?? "nothing"}`;
		return c.html(appsPage(discord, actor, `Deauthorised. The application ${what}.`));
	});

	routes.get("/application", (c) => c.html(applicationPage(discord, actorOf(c))));
	routes.post("/application", async (c) => {
		const form = new URLSearchParams(await bodyText(c.req.raw));
		const checks = await (form.get("do") === "events" ? checkEvents : checkInteractions)(discord);
		return c.html(applicationPage(discord, actorOf(c), checks));
	});

	/** What can be done in the chat, by the form's `do`. Gives what is to be shown where something is to be mended. */
	const DEEDS: Readonly<Record<string, (actor: Actor, form: URLSearchParams) => Promise<Shown | undefined>>> =
		{
			async say(actor, form) {
				const text = (form.get("text") ?? "").trim();
				if (!text.startsWith("/")) {
					if (text !== "") chat.say(actor.person.id, actor.place.channelId, text);
					return undefined;
				}
				const commands = usableCommands(discord, actor.person, actor.place, 1);
				const line = readCommandLine(text, commands, actor.locale);
				if (!line) return { text, problems: ["There is no such command here."] };
				const read = optionsOf(line, pickedBy(actor), actor.locale);
				if ("problems" in read) return { text, problems: read.problems };
				const { options } = read;
				const input = options.length > 0 ? { options } : {};
				await useCommand(discord, actor, line.command, input, `/${nameIn(actor.locale, line.command)}`);
				return undefined;
			},
			async menu(actor, form) {
				const { person, place, locale } = actor;
				const commands = [2, 3].flatMap((type) => usableCommands(discord, person, place, type));
				const command = commands.find(({ id }) => id === form.get("command"));
				const target = form.get("target") ?? "";
				const input = command?.type === 2 ? aboutPerson(actor, target) : aboutMessage(actor, target);
				if (command && input) await useCommand(discord, actor, command, input, nameIn(locale, command));
				return undefined;
			},
			press: (actor, form) => use(actor, form, 2),
			choose: (actor, form) => use(actor, form, 3),
			async dismiss(actor, form) {
				const message = seen(actor, form.get("message"));
				if (message?.onlyFor !== undefined) chat.remove(message.id);
				return undefined;
			},
		};

	/** Only what the person sees, and what is not disabled. */
	async function use(actor: Actor, form: URLSearchParams, type: number): Promise<undefined> {
		const message = seen(actor, form.get("message"));
		const customId = form.get("custom_id") ?? "";
		const component = allOf(message?.components ?? []).find(
			(each) => each.type === type && each.custom_id === customId,
		);
		if (!message || !component || component.disabled) return undefined;
		const values = form
			.getAll("value")
			.filter((value) => component.options?.some((option) => option.value === value));
		const chosen = type === 3 && { values };
		await useComponent(discord, actor, message, { custom_id: customId, component_type: type, ...chosen });
		return undefined;
	}

	function aboutPerson({ place }: Actor, id: string): CommandInput {
		const members = place.context === 0 && { members: { [id]: partialMember(place.guild, { id }) } };
		return { target_id: id, resolved: { users: { [id]: userOf(discord, id) }, ...members } };
	}

	function aboutMessage(actor: Actor, id: string): CommandInput | undefined {
		const message = seen(actor, id);
		return (
			message && { target_id: id, resolved: { messages: { [id]: chatMessageObject(discord, message) } } }
		);
	}

	function seen({ person, place }: Actor, id: string | null) {
		return chat.seenBy(person.id, place.channelId).find((message) => message.id === id);
	}

	function pickedBy({ person }: Actor): Map<string, string> {
		const own = picked.get(person.id) ?? new Map<string, string>();
		picked.set(person.id, own);
		return own;
	}

	/** Who does it, and where: whatever is not known is the first that there is. */
	function actorOf(c: Context): Actor {
		const [first] = discord.people.values();
		const person = findPersonById(discord.people, c.req.query("as")) ?? first;
		if (!person) throw new Error("Nobody is here.");
		const places = placesOf(discord, person);
		const place = places.find(({ key }) => key === c.req.query("in")) ?? places[0];
		if (!place) throw new Error("There is no place to be.");
		return { person, place, locale: c.req.query("locale") ?? "en-GB" };
	}

	return routes;
}
