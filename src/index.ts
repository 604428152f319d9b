export { app as default } from "./app";
export { GuildKeeper } from "./control_room/guild_keeper";
export { SettingsHub } from "./control_room/settings_hub";
export { Departure } from "./departure/departure";
export { Bot } from "./discord/bot/bot";
export { PersonalLink } from "./journey/personal_link";
export { SessionKeeper } from "./journey/session_keeper";
