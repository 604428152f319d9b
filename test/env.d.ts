import type { Env as Bindings } from "../src/config";
import type { Bot } from "../src/discord/bot/bot";
import type * as main from "../src/index";
import type { SessionKeeper } from "../src/journey/session_keeper";

declare global {
	namespace Cloudflare {
		interface Env extends Omit<Bindings, "BOT" | "SESSION_KEEPER"> {
			BOT: DurableObjectNamespace<Bot>;
			SESSION_KEEPER: DurableObjectNamespace<SessionKeeper>;
		}
		interface GlobalProps {
			mainModule: typeof main;
		}
	}
}
