export { app as default } from "./app";
export { Bot } from "./discord/bot/bot";
