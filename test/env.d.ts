/** The secrets that may be missing, which no configuration names: the tests have them (vitest.config.ts). */
declare namespace Cloudflare {
	interface Env {
		BOT_API_KEY: string;
		DISCORD_BOT_TOKEN: string;
	}
}
