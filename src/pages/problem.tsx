import { type Entered, FIELDS } from "../avatar/fields";
import { inWords } from "../duration";
import { type AppError, PROBLEMS, type ProblemCode } from "../errors";
import { Layout } from "./layout";

/** What the button says where what they chose can be sent again. */
const AGAIN: { readonly [code in ProblemCode]?: string } = {
	token_invalid: "Log in with Discord",
	login_cancelled: "Log in with Discord",
};

/** What the button says where there is nothing to send again, and it leads to the form. */
const TO_THE_FORM: { readonly [code in ProblemCode]?: string } = {
	field_invalid: "Back to the form",
	body_malformed: "Back to the form",
	body_too_large: "Back to the form",
	token_invalid: "Start again",
	login_cancelled: "Start again",
	not_logged_in: "Make an avatar",
	avatar_missing: "Make an avatar",
};

/** The page of an error: what happened, what to do, and the button that does it. */
export function ProblemPage({ error }: { error: AppError }) {
	const { code, extras } = error;
	const { title, detail } = PROBLEMS[code];
	return (
		<Layout title={title} script={extras.retryAfter === undefined ? undefined : "problem"}>
			<section class="instead">
				{extras.picture === undefined ? (
					<img class="portrait" src="/sad.svg" alt="" width={160} height={160} />
				) : (
					<img class="portrait" src={dataUri(extras.picture)} alt="Your avatar" width={240} height={240} />
				)}
				<h1>{title}</h1>
				<p>{extras.detail ?? detail}</p>
				{extras.retryAfter !== undefined && (
					<>
						<p id="again-in" data-seconds={extras.retryAfter}>
							You can try again in {inWords(extras.retryAfter)}.
						</p>
						<p id="said" class="for-readers" role="status" />
					</>
				)}
				{extras.picture !== undefined && (
					<a class="primary" href={dataUri(extras.picture)} download="discobear.svg">
						Download <span class="thin">SVG</span>
					</a>
				)}
				{extras.again ? (
					<a class="primary" href={extras.again}>
						{AGAIN[code] ?? "Try again"}
					</a>
				) : extras.entered ? (
					<Again
						choices={extras.entered}
						label={AGAIN[code] ?? "Try again"}
						first={extras.picture === undefined}
					/>
				) : (
					<a class={extras.picture === undefined ? "primary" : "second"} href="/">
						{TO_THE_FORM[code] ?? "Go to the first page"}
					</a>
				)}
			</section>
		</Layout>
	);
}

function Again({ choices, label, first }: { choices: Entered; label: string; first: boolean }) {
	return (
		<form class="again" method="post" action="/get_avatar">
			{FIELDS.map(
				(name) => choices[name] !== undefined && <input type="hidden" name={name} value={choices[name]} />,
			)}
			<button type="submit" class={first ? "primary" : "second"}>
				{label}
			</button>
			<button type="submit" class="quiet" formaction="/studio">
				Change something
			</button>
		</form>
	);
}

function dataUri(svg: string): string {
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
