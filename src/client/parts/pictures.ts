import { type Picture, showPicture } from "../preview";
import { turn } from "../turn";

/** Pictures that are drawn only while they can be seen. */
export interface Pictures {
	/** From now on an image shows this, whenever it is in view. */
	watch(image: HTMLImageElement, picture: () => Picture): void;
	/** For other choices. */
	redraw(): void;
	/** No more of any. */
	end(): void;
}

/** @param told whether those that were asked for came */
export function picturesInView(told: (came: boolean) => void): Pictures {
	const all = new Map<Element, { image: HTMLImageElement; picture: () => Picture }>();
	const inView = new Set<Element>();

	async function draw(some: Iterable<Element>) {
		const came = await Promise.all(
			[...some].map(async (each) => {
				await turn();
				const watched = inView.has(each) ? all.get(each) : undefined;
				return watched && showPicture(watched.image, watched.picture());
			}),
		);
		if (came.some((each) => each !== undefined)) told(!came.includes(false));
	}

	const observer = new IntersectionObserver((entries) => {
		for (const { target, isIntersecting } of entries)
			if (isIntersecting) inView.add(target);
			else inView.delete(target);
		void draw(entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target));
	});
	return {
		watch(image, picture) {
			all.set(image, { image, picture });
			observer.observe(image);
		},
		redraw: () => void draw(inView),
		end: () => observer.disconnect(),
	};
}
