import { EVENTS } from "../src/metrics";

/** What Analytics Engine takes: https://developers.cloudflare.com/analytics/analytics-engine/limits/ */
const LIMITS = { blobs: 20, doubles: 20, indexes: 1, blobBytes: 16 * 1024, indexBytes: 96, points: 250 };

/** A data point by the names of its values. */
export type Counted = Record<string, string | number>;

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** A dataset of Analytics Engine that refuses what the real one would not keep, and shows what it was given. */
export class StrictDataset implements AnalyticsEngineDataset {
	readonly points: AnalyticsEngineDataPoint[] = [];

	writeDataPoint(point: AnalyticsEngineDataPoint = {}): void {
		const { blobs = [], doubles = [], indexes = [] } = point;
		const texts = [...blobs, ...indexes];
		const problem =
			(this.points.length >= LIMITS.points && "more data points than an invocation may write") ||
			(texts.some((text) => typeof text !== "string") && "a blob or index that is no text") ||
			(doubles.some((number) => !Number.isFinite(number)) && "a double that is no number") ||
			(blobs.length > LIMITS.blobs && "too many blobs") ||
			(doubles.length > LIMITS.doubles && "too many doubles") ||
			(indexes.length !== LIMITS.indexes && "not one index") ||
			(blobs.reduce((sum, blob) => sum + bytes(String(blob)), 0) > LIMITS.blobBytes && "blobs too large") ||
			(bytes(String(indexes[0])) > LIMITS.indexBytes && "an index too long");
		if (problem) throw new TypeError(problem);
		this.points.push(point);
	}

	/** What was counted of an event, in order, by names. */
	of(event: keyof typeof EVENTS): Counted[] {
		const { blobs, doubles } = EVENTS[event];
		return this.points
			.filter((point) => point.blobs?.[0] === event)
			.map((point) => ({
				...Object.fromEntries(blobs.map((name, at) => [name, String(point.blobs?.[at + 1])])),
				...Object.fromEntries(doubles.map((name, at) => [name, Number(point.doubles?.[at])])),
			}));
	}
}
