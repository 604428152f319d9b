/**
 * Every way a request can fail: a stable code, its HTTP status, and two plain sentences for the person: what
 * happened (`title`) and what to do about it (`detail`).
 */
export const PROBLEMS = {
	field_invalid: {
		status: 400,
		title: "Something in the form is not right",
		detail: "Please look at the marked field and send the form again.",
	},
	body_malformed: {
		status: 400,
		title: "The form could not be read",
		detail: "Please reload the page and send the form again.",
	},
	body_too_large: {
		status: 413,
		title: "The form is too large",
		detail: "Please use a shorter extra seed and send the form again.",
	},
	body_too_slow: {
		status: 408,
		title: "The form took too long to come",
		detail: "Please send it over a faster connection, or send less.",
	},
	content_type_unsupported: {
		status: 415,
		title: "The form came in a format we do not read",
		detail: "Send it as JSON or as a plain form.",
	},
	format_unknown: {
		status: 400,
		title: "There is no such format",
		detail: "Please check the address of the picture.",
	},
	picture_undrawable: {
		status: 400,
		title: "This cannot be drawn as pixels",
		detail: "It would cost too much: please use a smaller size or scale, or ask for the SVG.",
	},
	style_unknown: {
		status: 404,
		title: "There is no such style",
		detail: "Please check the address of the picture.",
	},
	option_invalid: {
		status: 400,
		title: "An option is not right",
		detail: "Please check the address of the picture.",
	},
	cross_site: {
		status: 403,
		title: "This did not come from our own page",
		detail: "Please open the page and send the form from there.",
	},
	token_invalid: {
		status: 400,
		title: "Token invalid",
		detail:
			"This login has expired, was used already, or began in another browser. Nothing is lost: log in again.",
	},
	login_cancelled: {
		status: 403,
		title: "You cancelled the login",
		detail: "Discord told us nothing about you. You can start again whenever you like.",
	},
	not_logged_in: {
		status: 401,
		title: "You are not logged in",
		detail: "Make an avatar and log in with Discord to see it here.",
	},
	avatar_missing: {
		status: 404,
		title: "You have no avatar yet",
		detail: "Make one: it takes a minute.",
	},
	file_not_found: {
		status: 404,
		title: "File not found",
		detail: "There is nothing at this address. Please check it, or start from the first page.",
	},
	too_many_requests: {
		status: 429,
		title: "That was a lot at once",
		detail: "Please wait a minute, then go on.",
	},
	discord_unavailable: {
		status: 502,
		title: "Discord is not answering properly",
		detail: "This is usually over in a minute. Please try again.",
	},
	discord_timeout: {
		status: 504,
		title: "Discord is taking too long",
		detail: "This is usually over in a minute. Please try again.",
	},
	discord_limited: {
		status: 503,
		title: "Discord asks us to wait",
		detail: "Please wait a moment, then try again.",
	},
	discord_refused: {
		status: 502,
		title: "Discord refused this login",
		detail: "Please try again. If it keeps happening, tell whoever runs this site.",
	},
	bot_missing: {
		status: 503,
		title: "The control room is not set up",
		detail: "Whoever runs this site has given it no bot yet.",
	},
	bot_misconfigured: {
		status: 503,
		title: "The bot is not set up correctly",
		detail: "Discord does not take its token. Please tell whoever runs this site.",
	},
	bot_limited: {
		status: 429,
		title: "Discord asks the bot to wait",
		detail: "Please wait a moment: then it goes on.",
	},
	scope_missing: {
		status: 403,
		title: "We do not know your servers yet",
		detail: "Log in with Discord once more, and let us see which servers you are in.",
	},
	guild_unknown: {
		status: 404,
		title: "There is no such server here",
		detail: "Either the bot is not in it, or you may not see or do this there.",
	},
	setting_invalid: {
		status: 400,
		title: "A setting is not right",
		detail: "Please look at the marked setting and save again.",
	},
	version_missing: {
		status: 428,
		title: "It is not said what this changes",
		detail: "Send the version that you have read: If-Match, with the answer's ETag.",
	},
	settings_stale: {
		status: 412,
		title: "Somebody else saved meanwhile",
		detail: "Please look at what has changed, and save again.",
	},
	owner_only: {
		status: 403,
		title: "Only the owner of the server may do that",
		detail: "Please ask them.",
	},
	bot_key_invalid: {
		status: 401,
		title: "This is not the bot's key",
		detail: "Send one of those in BOT_API_KEY, as Authorization: Bearer.",
	},
	signature_invalid: {
		status: 401,
		title: "This is not signed by Discord",
		detail: "Only Discord has anything to send here.",
	},
	upgrade_required: {
		status: 426,
		title: "This is a WebSocket",
		detail: "Connect to it as one.",
	},
	endpoint_not_allowed: {
		status: 403,
		title: "This endpoint is not open here",
		detail: "The page /docs lists those that are.",
	},
	role_out_of_reach: {
		status: 403,
		title: "This role is out of reach",
		detail:
			"It must stand below your highest role and below the bot's, be nobody else's to give, and allow nothing that you may not do yourself.",
	},
	message_of_others: {
		status: 403,
		title: "This message is not the bot's",
		detail:
			"The bot changes its own messages only. It deletes others' for those who may manage messages there.",
	},
	return_refused: {
		status: 400,
		title: "This login leads nowhere of ours",
		detail: "Please start from our own page.",
	},
	storage_unavailable: {
		status: 503,
		title: "Our storage is not answering",
		detail: "Please try again in a minute.",
	},
	not_configured: {
		status: 503,
		title: "This site is not set up yet",
		detail: "Whoever runs it still has a setting to make.",
	},
	internal: {
		status: 500,
		title: "Something went wrong on our side",
		detail: "Please try again. If it keeps happening, tell whoever runs this site.",
	},
} as const satisfies Record<string, { status: number; title: string; detail: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A sentence about one field of the form. */
export interface FieldProblem {
	field: string;
	message: string;
}

/** What an error may carry besides its code. */
export interface ProblemExtras {
	/** Replaces the code's own sentence about what to do. */
	detail?: string | undefined;
	/** What is wrong with which fields. */
	fields?: FieldProblem[] | undefined;
	/** Seconds to wait before the next try; sent as `Retry-After`. */
	retryAfter?: number | undefined;
	/** What the person had filled in, so that nothing of it is lost. */
	entered?: Readonly<Record<string, string>> | undefined;
	/** The avatar as SVG, where it was made before something else failed. */
	picture?: string | undefined;
	/** What this kind of problem says besides (RFC 9457, 3.2), under names of its own. */
	members?: Readonly<Record<string, unknown>> | undefined;
	/** The page that tries again, where it is none with choices. */
	again?: string | undefined;
	/** For the log only; never shown. */
	cause?: unknown;
}

/** The one error type: thrown where a failure is known, turned into a response once (see `http/problem.tsx`). */
export class AppError extends Error {
	override readonly name = "AppError";
	readonly code: ProblemCode;
	readonly extras: ProblemExtras;

	constructor(code: ProblemCode, extras: ProblemExtras = {}) {
		super(code, { cause: extras.cause });
		this.code = code;
		this.extras = extras;
	}

	get status() {
		return PROBLEMS[this.code].status;
	}

	/** The same failure, knowing more. */
	with(more: ProblemExtras): AppError {
		return new AppError(this.code, { ...this.extras, ...more });
	}
}

/** Whatever was thrown, as an `AppError`; what we did not expect is `internal`. */
export function asAppError(thrown: unknown): AppError {
	return thrown instanceof AppError ? thrown : new AppError("internal", { cause: thrown });
}
