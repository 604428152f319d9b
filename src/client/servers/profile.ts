import type { BotAvatar, BotInGuild, BotProfile } from "../../wire";

/** The editor's fields as they are filled in. */
export interface Filled {
	nick: string;
	bio: string;
	/** The biography is to be the bot's own again, also where we do not know what it is now. */
	bioReset: boolean;
	avatar: "keep" | "own" | "made";
	made: BotAvatar;
}

/** What would have to be sent so that the bot is as filled in; empty where it is so already. */
export function changesOf({ member, bio }: Pick<BotInGuild, "member" | "bio">, filled: Filled): BotProfile {
	const nick = filled.nick.trim() || null;
	const text = filled.bio.trim() || null;
	return {
		...(nick !== member.nick && { nick }),
		...((text !== bio || (filled.bioReset && text === null)) && { bio: text }),
		...(filled.avatar === "own" && { avatar: null }),
		...(filled.avatar === "made" && { avatar: filled.made }),
	};
}
