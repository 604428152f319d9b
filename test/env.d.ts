/** What may be missing, and so stands in no configuration: the tests have it (vitest.config.ts). */
declare namespace Cloudflare {
	interface Env {
		BOT_API_KEY: string;
		DISCORD_BOT_TOKEN: string;
		METRICS?: AnalyticsEngineDataset;
	}
}
