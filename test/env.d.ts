import type { Env as Bindings } from "../src/config";
import type { Bot } from "../src/discord/bot/bot";
import type * as main from "../src/index";

declare global {
	namespace Cloudflare {
		interface Env extends Omit<Bindings, "BOT"> {
			BOT: DurableObjectNamespace<Bot>;
		}
		interface GlobalProps {
			mainModule: typeof main;
		}
	}
}
