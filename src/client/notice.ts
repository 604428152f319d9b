import type { Problem } from "../wire";
import { byId } from "./element";

/** Says beside the button what went wrong, and hands over the avatar where it came that far. */
export function showNotice(problem: Pick<Problem, "title" | "detail"> & Partial<Problem>): void {
	const wait = problem.retry_after;
	const parts = [
		strong(problem.title),
		` ${problem.detail}`,
		wait ? ` You can try again in ${inWords(wait)}.` : "",
	];
	byId("notice").replaceChildren(...parts, ...(problem.picture ? [rescued(problem.picture)] : []));
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

function inWords(seconds: number): string {
	const [count, unit] = seconds >= 120 ? [Math.ceil(seconds / 60), "minute"] : [Math.ceil(seconds), "second"];
	return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
