import { DurableObject } from "cloudflare:workers";
import type { Env } from "../config";

/** An avatar as a link follows it: its key, and when it was made, in milliseconds since 1970. */
export interface Followed {
	key: string;
	madeAt: number;
}

interface Kept extends Followed {
	/** The random part of the link. */
	address: string;
	/** When the login began that it was made under. */
	loggedInAt: number;
	/** When its owner last logged out here. */
	loggedOutAt: number;
	/** When it was last written, or looked at a month after that. */
	usedAt: number;
}

/** A use is written down only where the last one was written so long ago, in milliseconds: a view is no write. */
export const NOTED_AFTER = 30 * 24 * 60 * 60 * 1000;

/** How long a link is kept that nobody uses: a year, and the month in which a use may not have been noted. */
export const KEPT_FOR = 365 * 24 * 60 * 60 * 1000 + NOTED_AFTER;

/**
 * To log out here revokes the tokens, and Discord may tell that as if their person had left. What it tells of that moment, by
 * its own clock, is that: in milliseconds before and after.
 */
const BY_LOGOUT = { before: 5_000, after: 60_000 };

/**
 * The link that shows whatever avatar its owner made last: an object for each person, by their tag, so that one is found when
 * they leave, nobody has two, and twenty changes at once come one after the other. A view reads and writes nothing; who has no
 * link has nothing kept.
 */
export class PersonalLink extends DurableObject<Env> {
	/** The key of the avatar that a link shows; undefined for a link that is no more. */
	show(address: string): string | undefined {
		const kept = this.#kept;
		if (!kept || kept.address !== address) return undefined;
		if (Date.now() - kept.usedAt > NOTED_AFTER) this.#keep(kept);
		return kept.key;
	}

	/**
	 * Has the link show an avatar from now on, unless it shows that or a newer one.
	 * @returns the link's random part; undefined where there is none
	 */
	follow(avatar: Followed): string | undefined {
		const kept = this.#kept;
		if (kept && kept.key !== avatar.key && kept.madeAt < avatar.madeAt) this.#keep({ ...kept, ...avatar });
		return kept?.address;
	}

	/** Makes the link, or gives it another random part: the old one shows nothing from then on. */
	renew(address: string, avatar: Followed, loggedInAt: number): void {
		const kept = this.#kept;
		const newest = kept && kept.madeAt > avatar.madeAt ? kept : avatar;
		const { key, madeAt } = newest;
		this.#keep({ address, key, madeAt, loggedInAt, loggedOutAt: kept?.loggedOutAt ?? 0 });
	}

	/** That its owner logs out here, which they may do without losing it. */
	loggedOut(): void {
		const kept = this.#kept;
		if (kept) this.#keep({ ...kept, loggedOutAt: Date.now() });
	}

	/** @param leftAt in milliseconds since 1970: what was made under a later login stays */
	async forget(leftAt: number): Promise<void> {
		const kept = this.#kept;
		if (!kept || kept.loggedInAt > leftAt) return;
		const since = leftAt - kept.loggedOutAt;
		if (since > -BY_LOGOUT.before && since < BY_LOGOUT.after) return;
		await this.delete();
	}

	async delete(): Promise<void> {
		await this.ctx.storage.deleteAll();
	}

	override async alarm(): Promise<void> {
		await this.ctx.storage.deleteAll();
	}

	get #kept(): Kept | undefined {
		return this.ctx.storage.kv.get<Kept>(LINK);
	}

	#keep(kept: Omit<Kept, "usedAt">): void {
		const usedAt = Date.now();
		this.ctx.storage.kv.put(LINK, { ...kept, usedAt });
		// It is written with the record: nothing is answered before both are.
		void this.ctx.storage.setAlarm(usedAt + KEPT_FOR);
	}
}

/** The name of what is in its storage. */
const LINK = "link";
