import type { Env as Bindings } from "../src/config";
import type { GuildKeeper } from "../src/control_room/guild_keeper";
import type { SettingsHub } from "../src/control_room/settings_hub";
import type { Departure } from "../src/departure/departure";
import type { Bot } from "../src/discord/bot/bot";
import type * as main from "../src/index";
import type { PersonalLink } from "../src/journey/personal_link";
import type { SessionKeeper } from "../src/journey/session_keeper";

declare global {
	namespace Cloudflare {
		interface Env
			extends Omit<
				Bindings,
				"BOT" | "DEPARTURE" | "GUILD_KEEPER" | "PERSONAL_LINK" | "SESSION_KEEPER" | "SETTINGS_HUB"
			> {
			BOT: DurableObjectNamespace<Bot>;
			DEPARTURE: DurableObjectNamespace<Departure>;
			GUILD_KEEPER: DurableObjectNamespace<GuildKeeper>;
			PERSONAL_LINK: DurableObjectNamespace<PersonalLink>;
			SESSION_KEEPER: DurableObjectNamespace<SessionKeeper>;
			SETTINGS_HUB: DurableObjectNamespace<SettingsHub>;
		}
		interface GlobalProps {
			mainModule: typeof main;
		}
	}
}
