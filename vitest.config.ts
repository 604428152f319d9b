import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { PUBLIC_KEY } from "./test/stand_ins/discord/keys.ts";

export default defineConfig({
	test: {
		// The tests make things fail on purpose: what the product then logs is shown only where a test fails.
		silent: "passed-only",
		// Much of their time is waiting: three at once keep two processors busy.
		maxWorkers: 4,
		projects: [
			{
				plugins: [
					cloudflareTest({
						wrangler: { configPath: "./wrangler.toml" },
						miniflare: {
							// Said here, so that no .dev.vars of this machine can change what is tested.
							bindings: {
								DISCORD_URL: "https://discord.test",
								DISCORD_CLIENT_ID: "1234567890",
								DISCORD_CLIENT_SECRET: "client-secret-marker",
								DISCORD_BOT_TOKEN: "bot-token-marker",
								DISCORD_PUBLIC_KEY: PUBLIC_KEY,
								DICEBEAR_URL: "https://dicebear.test",
								BOT_API_KEY: "bot-api-key-marker-0123456789abcdef, the-next-bot-api-key-marker-0123",
							},
						},
					}),
				],
				test: {
					name: "worker",
					include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
					exclude: [
						"browser",
						"deploy",
						"discordjs",
						"example",
						"fuzz",
						"house",
						"oidc",
						"pixels",
						"versions",
					].map((room) => `test/${room}/**`),
					isolate: false,
					// It takes the place of the page for its own, which the picture encoders make up: it has to come before them.
					setupFiles: ["@cfworker/json-schema"],
					testTimeout: 20_000,
				},
			},
			{
				test: {
					name: "node",
					environment: "node",
					include: ["browser", "deploy", "discordjs", "example", "fuzz", "oidc", "pixels", "versions"].map(
						(room) => `test/${room}/**/*.test.ts`,
					),
					globalSetup: ["test/browser/set_up.ts"],
					testTimeout: 60_000,
					// A machine that is busy takes a while.
					expect: { poll: { timeout: 10_000 } },
					hookTimeout: 120_000,
				},
			},
			{
				test: {
					name: "house",
					environment: "node",
					include: ["test/house/**/*.test.ts"],
				},
			},
		],
	},
});
