import { byId } from "./element";

/** Says something to screen readers, once they are done with what they say. */
export function tell(text: string): void {
	byId("said").textContent = text;
}
