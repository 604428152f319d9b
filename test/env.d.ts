import type { Env as Bindings } from "../src/config";
import type * as main from "../src/index";

declare global {
	namespace Cloudflare {
		interface Env extends Bindings {}
		interface GlobalProps {
			mainModule: typeof main;
		}
	}
}
