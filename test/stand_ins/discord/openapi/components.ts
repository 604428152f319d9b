/** A component of a message, as far as it is looked at: https://docs.discord.com/developers/components/reference */
export interface Component {
	readonly type: number;
	readonly id?: number | null;
	readonly custom_id?: string | null;
	readonly style?: number;
	readonly label?: string | null;
	readonly emoji?: Emoji | null;
	readonly url?: string | null;
	readonly sku_id?: string | null;
	readonly content?: string;
	readonly placeholder?: string | null;
	readonly disabled?: boolean | null;
	readonly divider?: boolean | null;
	readonly accent_color?: number | null;
	readonly description?: string | null;
	readonly options?: readonly Option[];
	readonly min_values?: number | null;
	readonly max_values?: number | null;
	readonly components?: readonly Component[];
	readonly accessory?: Component;
	readonly media?: Media;
	readonly file?: Media;
	readonly items?: readonly { readonly media: Media; readonly description?: string | null }[];
}

interface Emoji {
	readonly name?: string | null;
}

interface Option {
	readonly label: string;
	readonly value: string;
	readonly description?: string | null;
	readonly emoji?: Emoji | null;
	readonly default?: boolean | null;
}

interface Media {
	readonly url: string;
}

const ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const TEXT_DISPLAY = 10;
const LINK = 5;
const PREMIUM = 6;

/** "Messages allow up to 40 total components." */
const MOST_COMPONENTS = 40;
/** Of all text displays together, which the reference says of modals and the API of messages. */
const MOST_TEXT = 4000;
/** "A message can have up to 5 action rows", without the flag of the new components. */
const MOST_ROWS = 5;

/** Every component, with those in it. */
export function allOf(components: readonly Component[]): Component[] {
	return components.flatMap((component) => {
		const { components: inner = [], accessory } = component;
		return [component, ...allOf(accessory ? [...inner, accessory] : inner)];
	});
}

/**
 * What Discord's documentation refuses of components that are right by its schema.
 * @param isV2 whether the message has the flag IS_COMPONENTS_V2
 */
export function componentProblems(components: readonly Component[], isV2: boolean): string[] {
	const all = allOf(components);
	const text = all.reduce(
		(sum, { type, content = "" }) => sum + (type === TEXT_DISPLAY ? content.length : 0),
		0,
	);
	return [
		...(isV2 ? [] : legacyProblems(components)),
		...(all.length > MOST_COMPONENTS
			? [`has ${all.length} components, and ${MOST_COMPONENTS} are allowed`]
			: []),
		...(text > MOST_TEXT ? [`has ${text} characters of text, and ${MOST_TEXT} are allowed`] : []),
		...twice(all.flatMap(({ custom_id }) => custom_id ?? [])).map((id) => `has the custom_id ${id} twice`),
		...twice(all.flatMap(({ id }) => id || [])).map((id) => `has the id ${id} twice`),
		...all.flatMap(problemsOfOne),
		...all.flatMap(mediaOf).flatMap(mediaProblems),
	];
}

/** "Legacy message component behavior": rows, and nothing else. */
function legacyProblems(components: readonly Component[]): string[] {
	const other = components.find(({ type }) => type !== ROW);
	return [
		...(other ? [`has a component of type ${other.type} without the flag IS_COMPONENTS_V2`] : []),
		...(components.length > MOST_ROWS ? [`has ${components.length} rows, and ${MOST_ROWS} are allowed`] : []),
	];
}

function problemsOfOne(component: Component): string[] {
	if (component.type === ROW) return rowProblems(component);
	if (component.type === BUTTON) return buttonProblems(component);
	return component.type === STRING_SELECT ? selectProblems(component) : [];
}

/** "Up to 5 contextually grouped buttons", or "a single select component". */
function rowProblems({ components = [] }: Component): string[] {
	const isRight = components.length === 1 || components.every(({ type }) => type === BUTTON);
	return isRight ? [] : ["has a row that is neither buttons nor one select"];
}

/** https://docs.discord.com/developers/components/reference#button-button-structure */
function buttonProblems({ style, custom_id, url, sku_id, label, emoji }: Component): string[] {
	const has = { custom_id: !!custom_id, url: !!url, sku_id: !!sku_id, label: !!label, emoji: !!emoji };
	const named = label || custom_id || url || "(nameless)";
	const needs = style === LINK ? "url" : style === PREMIUM ? "sku_id" : "custom_id";
	const without = (["custom_id", "url", "sku_id"] as const).filter((name) => name !== needs);
	const refused = [...without, ...(style === PREMIUM ? (["label", "emoji"] as const) : [])];
	return [
		...(has[needs] ? [] : [`has the button ${named} of style ${style} without ${needs}`]),
		...refused
			.filter((name) => has[name])
			.map((name) => `has the button ${named} of style ${style} with ${name}`),
		...(style === PREMIUM || has.label || has.emoji
			? []
			: [`has the button ${named} with neither label nor emoji`]),
		...(url && !/^(https?|discord):\/\/./.test(url) ? [`has the button ${named} that leads to ${url}`] : []),
	];
}

/** https://docs.discord.com/developers/components/reference#string-select */
function selectProblems({ custom_id, options = [], min_values, max_values }: Component): string[] {
	const named = `the select ${custom_id}`;
	const [least, most] = [min_values ?? 1, max_values ?? 1];
	const chosen = options.filter((option) => option.default).length;
	return [
		...twice(options.map(({ value }) => value)).map((value) => `has ${named} with the value ${value} twice`),
		...(least > most || most > options.length
			? [`has ${named} of which ${least} to ${most} are to be chosen`]
			: []),
		...(chosen > most ? [`has ${named} with ${chosen} defaults, and ${most} can be chosen`] : []),
	];
}

function mediaOf({ media, file, items = [] }: Component): Media[] {
	return [...(media ? [media] : []), ...(file ? [file] : []), ...items.map((item) => item.media)];
}

/** "Supports arbitrary urls and attachment://<filename>": over TLS, or of this machine, where the product is tried out. */
function mediaProblems({ url }: Media): string[] {
	const isRight = /^(https:\/\/.|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/|attachment:\/\/.)/.test(url);
	return isRight ? [] : [`has media at ${url}`];
}

/** What is in a list more than once, each once. */
export function twice<T>(list: readonly T[]): T[] {
	return [...new Set(list.filter((item, n) => list.indexOf(item) !== n))];
}
