import { TRANSPARENT } from "../avatar/background";
import type { Choices } from "../avatar/choices";
import { KINDS, type Kind } from "../avatar/kinds";
import { MOODS } from "../avatar/moods";
import { STYLES, type StyleName } from "../avatar/styles";
import { sealingKey } from "../storage/sealed";

/** What a button or a select does. */
export const ACTIONS = ["another", "mood", "pick", "link"] as const;
export type Action = (typeof ACTIONS)[number];

/** All that a component has to remember. */
export interface State {
	action: Action;
	choices: Choices;
	/** Whose styles the select shows; null: the kinds. */
	kind: Kind | null;
}

/** The version of what is written below: another one is not read. */
const VERSION = "1";

/** Discord's own limit: https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id */
const ID_MAX = 100;

const IV_BYTES = 12;
/** In bits. The shorter one that NIST SP 800-38D, 5.2.1.2, names for where room is scarce. */
const TAG_LENGTH = 96;

/** Action, seed, mood and transparency; the kind; the style; the colour. What is left is the extra seed's. */
const HEAD_BYTES = 1 + 1 + 2 + 3;

/** How many bytes of UTF-8 an extra seed may have, to fit. */
export const EXTRA_MAX_BYTES =
	Math.floor(((ID_MAX - VERSION.length) * 6) / 8) - IV_BYTES - TAG_LENGTH / 8 - HEAD_BYTES;

const KIND_NAMES = Object.keys(KINDS) as Kind[];
const SEEDS = ["username", "avatar"] as const;
const MOODS_OR_NONE = ["", ...MOODS] as const;

/**
 * Custom ids: at most 100 characters that only the holder of the secret can read or make (AES-256-GCM). What one is of is
 * in Discord's own signed words, not in here: it names nobody.
 */
export async function customIds(secret: string) {
	const key = await sealingKey(secret, "interaction");
	const algorithm = (iv: Uint8Array<ArrayBuffer>) => ({
		name: "AES-GCM",
		iv,
		tagLength: TAG_LENGTH,
		additionalData: new TextEncoder().encode(VERSION),
	});
	return {
		async write(state: State): Promise<string> {
			const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
			const text = new Uint8Array(await crypto.subtle.encrypt(algorithm(iv), key, packed(state)));
			const sealed = new Uint8Array([...iv, ...text]);
			return VERSION + sealed.toBase64({ alphabet: "base64url", omitPadding: true });
		},

		/** Undefined for what was not written here, or by another version. */
		async read(id: string): Promise<State | undefined> {
			if (!id.startsWith(VERSION) || id.length > ID_MAX) return undefined;
			try {
				const sealed = Uint8Array.fromBase64(id.slice(VERSION.length), { alphabet: "base64url" });
				const [iv, text] = [sealed.slice(0, IV_BYTES), sealed.slice(IV_BYTES)];
				return unpacked(new Uint8Array(await crypto.subtle.decrypt(algorithm(iv), key, text)));
			} catch {
				return undefined;
			}
		},
	};
}

export type CustomIds = Awaited<ReturnType<typeof customIds>>;

/** A style in two bytes, which stay the same when others are added: no two of them have the same. */
export function styleNumber(style: StyleName): number {
	return [...style].reduce((number, letter) => (number * 31 + letter.charCodeAt(0)) % 65_521, 0);
}

const STYLE_NAMES = new Map([...STYLES.keys()].map((style) => [styleNumber(style), style]));

function packed({ action, kind, choices }: State): Uint8Array<ArrayBuffer> {
	const { seed, mood, style, backgroundColor: colour, extra } = choices;
	const transparent = colour === TRANSPARENT;
	const flags =
		ACTIONS.indexOf(action) |
		(SEEDS.indexOf(seed) << 2) |
		(MOODS_OR_NONE.indexOf(mood) << 3) |
		(Number(transparent) << 5);
	const number = styleNumber(style);
	return new Uint8Array([
		flags,
		kind === null ? 0 : KIND_NAMES.indexOf(kind) + 1,
		number >> 8,
		number & 255,
		...Uint8Array.fromHex(transparent ? "000000" : colour),
		...new TextEncoder().encode(extra),
	]);
}

function unpacked(bytes: Uint8Array): State | undefined {
	const [flags = 0, kind = 0, high = 0, low = 0] = bytes;
	const [action, seed, mood] = [ACTIONS[flags & 3], SEEDS[(flags >> 2) & 1], MOODS_OR_NONE[(flags >> 3) & 3]];
	const style = STYLE_NAMES.get((high << 8) | low);
	// A style that is gone since.
	if (!action || !seed || mood === undefined || !style) return undefined;
	const backgroundColor = (flags >> 5) & 1 ? TRANSPARENT : bytes.slice(4, HEAD_BYTES).toHex();
	const extra = new TextDecoder().decode(bytes.slice(HEAD_BYTES));
	return {
		action,
		kind: KIND_NAMES[kind - 1] ?? null,
		choices: { seed, mood, style, backgroundColor, extra, options: "" },
	};
}
