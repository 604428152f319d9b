import type { Verdict } from "./promises.ts";
import type { FuzzedRequest } from "./request.ts";

/** How many examples are kept of each kind of finding, and how many of the slowest answers. */
const EXAMPLES = 3;
const SLOWEST = 10;

/** What a run came to. */
export class Report {
	/** What should not be, by what it is. */
	readonly findings = new Map<string, { times: number; examples: string[] }>();
	/** By route: how often it answered what, and how long all of that took, in milliseconds. */
	readonly #routes = new Map<string, { answers: Map<string, number>; milliseconds: number }>();
	#slowest: { milliseconds: number; example: string }[] = [];

	/** @param n which of the run's requests it was */
	add(n: number, request: FuzzedRequest, { kind, broken }: Verdict, milliseconds: number): void {
		const { route } = request;
		const row = this.#routes.get(route) ?? { answers: new Map<string, number>(), milliseconds: 0 };
		row.answers.set(kind, (row.answers.get(kind) ?? 0) + 1);
		row.milliseconds += milliseconds;
		this.#routes.set(route, row);

		const example = () => `#${n} ${route}: ${escaped(request)}`;
		for (const promise of broken) {
			const finding = this.findings.get(promise) ?? { times: 0, examples: [] };
			finding.times++;
			if (finding.examples.length < EXAMPLES) finding.examples.push(example());
			this.findings.set(promise, finding);
		}
		if (milliseconds > (this.#slowest[SLOWEST - 1]?.milliseconds ?? 0)) {
			this.#slowest.push({ milliseconds, example: `${kind} ${example().slice(0, 300)}` });
			this.#slowest = this.#slowest.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, SLOWEST);
		}
	}

	/** How long the slowest answer took, in milliseconds. */
	get longest(): number {
		return this.#slowest[0]?.milliseconds ?? 0;
	}

	/** How often each thing was answered, by all routes together. */
	get answers(): Map<string, number> {
		const all = new Map<string, number>();
		for (const { answers } of this.#routes.values())
			for (const [kind, times] of answers) all.set(kind, (all.get(kind) ?? 0) + times);
		return all;
	}

	/** As text: what was answered, by whom and how long it took, and what should not be. */
	toString(): string {
		const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);
		const list = (counts: Map<string, number>) =>
			[...counts]
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([kind, times]) => `${kind}: ${times}`)
				.join(", ");
		const routes = [...this.#routes]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([route, { answers, milliseconds }]) => {
				const mean = (milliseconds / sum(answers)).toFixed(1);
				return `${route}\n    ${sum(answers)} requests, ${mean} ms each. ${list(answers)}`;
			});
		const slowest = this.#slowest.map(
			({ milliseconds, example }) => `    ${Math.round(milliseconds)} ms: ${example}`,
		);
		const findings = [...this.findings].map(([promise, { times, examples }]) =>
			[`${times} × ${promise}`, ...examples.map((example) => `    ${example}`)].join("\n"),
		);
		return [
			...routes,
			`\nAll ${sum(this.answers)} requests: ${list(this.answers)}`,
			"\nThe slowest:",
			...slowest,
			`\n${findings.length} kinds of findings`,
			...findings,
		].join("\n");
	}
}

/** A request's bytes as text: `…{n}` after a text says that it comes n times. */
function escaped({ head, body }: FuzzedRequest): string {
	const text = (head.toString("latin1") + body.toString("latin1")).replace(
		/(.{1,12}?)\1{50,}/gs,
		(all: string, part: string) => `${part}…{${all.length / part.length}}`,
	);
	return JSON.stringify(text).replace(/[\x7f-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}
