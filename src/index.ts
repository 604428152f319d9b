export { app as default } from "./app";
export { Bot } from "./discord/bot/bot";
export { SessionKeeper } from "./journey/session_keeper";
