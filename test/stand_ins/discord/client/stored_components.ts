import type { Component } from "../openapi/components";
import type { Snowflakes } from "../snowflakes";

/** What Discord fills in where an application says nothing, by the component's type. */
const DEFAULTS: Readonly<Record<number, object>> = {
	3: { min_values: 1, max_values: 1 },
	5: { min_values: 1, max_values: 1 },
	6: { min_values: 1, max_values: 1 },
	7: { min_values: 1, max_values: 1 },
	8: { min_values: 1, max_values: 1 },
	11: { description: null, spoiler: false },
	14: { spacing: 1, divider: true },
	17: { accent_color: null, spoiler: false },
};

/**
 * Components as Discord keeps and shows them: each with an id, "generated sequentially if left empty", and with its
 * defaults: https://docs.discord.com/developers/components/reference#anatomy-of-a-component
 */
export function storedComponents(components: readonly Component[], snowflakes: Snowflakes): Component[] {
	let last = 0;
	const stored = (component: Component): Component => {
		last += 1;
		const given = Object.entries(component).filter(([, value]) => value !== null && value !== undefined);
		const kept = { ...DEFAULTS[component.type], ...Object.fromEntries(given), id: component.id || last };
		const { components: inner, accessory, media, items } = component;
		return {
			...(kept as Component),
			...(inner && { components: inner.map(stored) }),
			...(accessory && { accessory: stored(accessory) }),
			...(media && { media: unfurled(media) }),
			...(items && {
				items: items.map((item) => ({
					description: null,
					spoiler: false,
					...item,
					media: unfurled(item.media),
				})),
			}),
		};
	};
	/** https://docs.discord.com/developers/components/reference#unfurled-media-item */
	const unfurled = ({ url }: { readonly url: string }) => ({ id: snowflakes.next(), url, proxy_url: url });
	return components.map(stored);
}
