import type { Env } from "../config";
import { AppError, asAppError } from "../errors";
import { newLinkAddress, ownerOf } from "../storage/link_address";
import { personTag } from "../storage/person_tag";
import { type HeldSession, loggedInAt } from "../storage/sessions";
import type { Followed, PersonalLink } from "./personal_link";

/**
 * The key of the avatar that somebody's link shows now; undefined for what is no link. What is not of our making wakes no object.
 * @throws AppError `storage_unavailable`
 */
export async function avatarAt(env: Env, address: string): Promise<string | undefined> {
	const owner = await ownerOf(env, address);
	return owner === undefined ? undefined : callLink(env, owner, (link) => link.show(address));
}

/**
 * The random part of somebody's link, which shows this avatar from now on, unless it shows a newer one; undefined where they
 * have none.
 * @param person their id at Discord
 * @throws AppError `storage_unavailable`
 */
export async function follow(
	env: Env,
	person: string,
	{ key, madeAt }: Followed,
): Promise<string | undefined> {
	return callLink(env, await personTag(env, person), (link) => link.follow({ key, madeAt }));
}

/**
 * The same for an avatar that was just made, where nobody is to wait for the link's trouble: `/show_avatar` follows once more.
 */
export async function followQuietly(env: Env, person: string, avatar: Followed): Promise<void> {
	await follow(env, person, avatar).catch((error: unknown) =>
		console.error("A personal link could not follow:", asAppError(error).code),
	);
}

/**
 * Makes the person's link, or gives it another random part.
 * @throws AppError `avatar_missing`, `storage_unavailable`
 */
export async function renewLink(env: Env, { token, session }: HeldSession): Promise<string> {
	if (!session.avatar) throw new AppError("avatar_missing");
	const { key, madeAt } = session.avatar;
	const tag = await personTag(env, session.user.id);
	const address = await newLinkAddress(env, tag);
	await callLink(env, tag, (link) => link.renew(address, { key, madeAt }, loggedInAt(token)));
	return address;
}

/** @throws AppError `storage_unavailable` */
export async function deleteLink(env: Env, person: string): Promise<void> {
	await callLink(env, await personTag(env, person), (link) => link.delete());
}

/** Before the tokens are revoked: a logout is no reason for the link to go. @throws AppError `storage_unavailable` */
export async function keepLinkOverLogout(env: Env, person: string): Promise<void> {
	await callLink(env, await personTag(env, person), (link) => link.loggedOut());
}

/**
 * Deletes the link of somebody who has left.
 * @param tag what stands for them: see `storage/person_tag.ts`
 * @param leftAt in milliseconds since 1970
 * @throws AppError `storage_unavailable`
 */
export async function forgetLink(env: Env, tag: string, leftAt: number): Promise<void> {
	await callLink(env, tag, (link) => link.forget(leftAt));
}

/** Once more where the object is restarted meanwhile, as each new version does to all of them. */
function callLink<T>(env: Env, tag: string, call: (link: PersonalLink) => T | Promise<T>): Promise<T> {
	// After an error a stub is of no more use.
	const attempt = async (): Promise<T> => call(env.PERSONAL_LINK.getByName(tag) as unknown as PersonalLink);
	return attempt()
		.catch(attempt)
		.catch((cause: unknown) => {
			throw new AppError("storage_unavailable", { cause });
		});
}
