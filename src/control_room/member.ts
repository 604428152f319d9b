import type { Site } from "../config";
import type { HeldSession } from "../storage/sessions";

/** Somebody who is logged in, as the control room knows them. */
export interface Member {
	site: Site;
	held: HeldSession;
	/** Their id at Discord: whose call it is, where the bot is asked for them. */
	person: string;
}
