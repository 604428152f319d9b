import { type Call, checkCall, isChecked } from "./checker";

/** Where a call, or what the stand-in made of it, is not as Discord documents it. */
export interface Violation {
	/** Method and path. */
	readonly call: string;
	/** What was asked of the stand-in, what it answered, or what the application answered to it. */
	readonly of: "request" | "answer" | "reply";
	readonly problem: string;
}

/** All that was not as it should be, in order. */
export class Violations {
	readonly found: Violation[] = [];
	readonly #tell: (violation: Violation) => void;

	/** @param tell hears of each one at once */
	constructor(tell: (violation: Violation) => void = () => {}) {
		this.#tell = tell;
	}

	/** Takes down what was found wrong elsewhere. */
	report(violation: Violation): void {
		this.found.push(violation);
		this.#tell(violation);
	}

	/** Checks a call. Gives the check of its answer, which leaves that readable. */
	check(call: Call): (answer: Response) => Promise<void> {
		const { pathname } = call.url;
		if (!isChecked(pathname)) return async () => {};
		const report = (of: Violation["of"], problem: string) =>
			this.report({ call: `${call.method} ${pathname}`, of, problem });
		const { problems, answer: check } = checkCall(call);
		for (const problem of problems) report("request", problem);
		return async (answer) => {
			for (const problem of await check(answer.clone())) report("answer", problem);
			// What the document calls wrong, Discord would not have taken.
			if (answer.ok && problems.length > 0) report("answer", "takes a request that is wrong");
		};
	}
}
