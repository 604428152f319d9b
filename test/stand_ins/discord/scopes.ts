/**
 * The scopes an application may ask for without Discord's approval, with what the person reads on the authorise page.
 * https://docs.discord.com/developers/topics/oauth2#shared-resources-oauth2-scopes
 */
export const SCOPES: ReadonlyMap<string, string> = new Map([
	["identify", "Access your username, avatar and banner"],
	["email", "Access your email address"],
	["connections", "Access your third-party connections"],
	["guilds", "Know what servers you’re in"],
	["guilds.join", "Join servers for you"],
	["guilds.members.read", "Read your member info (nickname, avatar, roles) in servers you belong to"],
	["gdm.join", "Join group DMs for you"],
	["role_connections.write", "Update your connection and metadata for this app"],
	["bot", "Add a bot to a server"],
	["applications.commands", "Create commands"],
	["webhook.incoming", "Add a webhook to a channel"],
]);

/** "For passthrough scopes, like `bot` and `webhook.incoming`, authorization is always required." */
export const PASSTHROUGH_SCOPES: ReadonlySet<string> = new Set(["bot", "webhook.incoming"]);

/** The scope with which the application registers its commands; it gets it for itself, and never from a person. */
export const UPDATE_SCOPE = "applications.commands.update";
