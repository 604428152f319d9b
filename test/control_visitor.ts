import { discord } from "./internet";
import { Visitor } from "./visitor";

let visits = 0;

/** Somebody who is logged in for the control room, at an address of their own. */
export async function member(as: string): Promise<Visitor> {
	const visitor = new Visitor(`198.51.100.${++visits % 250}`);
	const response = await visitor.open("/login?return=/servers");
	await visitor.open(await discord.authorize(response.headers.get("Location") ?? "", as));
	discord.requests.length = 0;
	return visitor;
}

/** The id of a guild, by a part of its name. */
export function idOf(name: string): string {
	const guild = [...discord.guilds.values()].find((each) => each.name.includes(name));
	if (!guild) throw new Error(`There is no guild called ${name}`);
	return guild.id;
}

/** The id of a role of a guild, by its name. */
export function roleOf(guild: string, name: string): string {
	return discord.guilds.get(guild)?.roles.find((role) => role.name === name)?.id ?? "";
}
