import { inWords } from "../duration";
import type { Trouble } from "./ask";
import { byId } from "./element";

/** Says beside the button what went wrong, and hands over the avatar where it came that far. */
export function showNotice(problem: Trouble): void {
	byId("notice").replaceChildren(...noticeOf(problem));
}

/** What went wrong, in words, and the avatar where it came that far. */
export function noticeOf(problem: Trouble): (HTMLElement | string)[] {
	const wait = problem.retry_after;
	return [
		strong(problem.title),
		` ${problem.detail}`,
		wait ? ` You can try again in ${inWords(wait)}.` : "",
		...(problem.picture ? [rescued(problem.picture)] : []),
	];
}

export function clearNotice(): void {
	byId("notice").replaceChildren();
}

function strong(text: string): HTMLElement {
	const element = document.createElement("b");
	element.textContent = `${text}.`;
	return element;
}

function rescued(svg: string): HTMLElement {
	const link = document.createElement("a");
	link.href = `data:image/svg+xml,${encodeURIComponent(svg)}`;
	link.download = "discobear.svg";
	link.className = "rescued-link";
	link.textContent = "Download it now";
	return link;
}
