import { generalError, numberedError } from "./errors";

/** A part of a form as it came, as plain data. */
export interface Part {
	readonly name: string;
	/** Of a field. */
	readonly text?: string;
	/** Of a file: what it is called, what it says to be, and how many bytes it has. */
	readonly file?: { readonly filename: string; readonly type: string; readonly size: number };
}

export function isMultipart(headers: Headers): boolean {
	return /^multipart\/form-data\b/i.test(headers.get("Content-Type") ?? "");
}

/** The parts of a form; undefined where it is none. */
export async function partsOf(request: Request): Promise<Part[] | undefined> {
	const form = await request.formData().catch(() => undefined);
	return (
		form &&
		[...form].map(([name, value]) =>
			typeof value === "string"
				? { name, text: value }
				: { name, file: { filename: value.name, type: value.type, size: value.size } },
		)
	);
}

/**
 * "The file upload size limit applies to each file in a request": 20 MiB since September 2026, as
 * https://github.com/discord/discord-api-docs/pull/8578 says.
 */
const FILE_MAX = 20 * 1024 * 1024;

/** What Discord takes from a form with files: the fields, the files by their number, or an answer of 4XX. */
export async function messageForm(
	request: Request,
): Promise<{ fields: unknown; files: Map<number, NonNullable<Part["file"]>> } | Response> {
	const parts = await partsOf(request);
	if (!parts) return generalError(400);
	const files = new Map(
		parts.flatMap(({ name, file }) => (file ? [[Number(/\d+/.exec(name)?.[0]), file] as const] : [])),
	);
	if (files.size > 10) return numberedError("tooManyAttachments");
	if ([...files.values()].some(({ size }) => size > FILE_MAX)) return numberedError("tooLarge");
	const text = parts.find(({ name }) => name === "payload_json")?.text ?? "{}";
	try {
		return { fields: JSON.parse(text), files };
	} catch {
		return numberedError("invalidJson");
	}
}
