import { raw } from "hono/html";
import type { Child, PropsWithChildren } from "hono/jsx";
import made from "./generated/made.json";

interface LayoutProps {
	title: string;
	/** The name of a script in static/made, without its hash and ending. */
	script?: "studio" | "show_avatar" | "shared" | "servers" | "docs" | "problem" | undefined;
	/** The name of a stylesheet in static/made beside the one of every page. */
	stylesheet?: "docs";
	/** Whether nothing is to be seen before the script has run: where it changes what is seen first. */
	waits?: boolean;
	/** What a search engine or a chat says of the page. */
	description?: string;
	/** More for the head: what else a chat shows of the page. */
	head?: Child;
	/** Which of the header's links leads to this very page. */
	here?: keyof typeof ROOMS;
	/** Whether the header offers the person's avatar and the way out, once the script knows that they are logged in. */
	account?: boolean;
}

/** The product's rooms, by the address of each. */
const ROOMS = { "/": "Avatar", "/servers": "Servers", "/docs": "API" } as const;

export const DESCRIPTION = "An avatar of your own, grown from your Discord name or picture.";

/** A whole document, from its doctype on. */
export function Layout({
	title,
	description = DESCRIPTION,
	head,
	script,
	stylesheet,
	waits = false,
	here,
	account,
	children,
}: PropsWithChildren<LayoutProps>) {
	return (
		<>
			{raw("<!doctype html>")}
			<html lang="en">
				<head>
					<meta charset="utf-8" />
					<title>{`${title} · Discobear`}</title>
					<meta name="viewport" content="width=device-width, initial-scale=1" />
					<meta name="description" content={description} />
					{head}
					<meta name="color-scheme" content="light dark" />
					<meta name="theme-color" content="#fdf7ec" media="(prefers-color-scheme: light)" />
					<meta name="theme-color" content="#1d1814" media="(prefers-color-scheme: dark)" />
					<link rel="icon" type="image/svg+xml" href="/favicon.svg" />
					<link rel="apple-touch-icon" href="/apple-touch-icon.png" />
					<link rel="manifest" href="/manifest.webmanifest" />
					<link rel="stylesheet" href={made["style.css"]} />
					{stylesheet && <link rel="stylesheet" href={made[`${stylesheet}.css`]} />}
					{script && (
						<script type="module" src={made[`${script}.js`]} blocking={waits ? "render" : undefined} />
					)}
				</head>
				<body>
					<a class="skip" href="#main">
						Skip to the page
					</a>
					<header class="top">
						<a class="brand" href="/">
							<img src="/favicon.svg" alt="" width={40} height={40} />
							<span class="brand-name">Discobear</span>
						</a>
						<nav class="rooms" aria-label="Rooms">
							{Object.entries(ROOMS).map(([path, name]) => (
								<a href={path} aria-current={path === here ? "page" : undefined}>
									{name}
								</a>
							))}
						</nav>
						{account && (
							<nav id="account" class="account" aria-label="Your account" hidden>
								<a href="/show_avatar">My avatar</a>
								<LogOut />
							</nav>
						)}
					</header>
					<main id="main" tabindex={-1}>
						{children}
					</main>
					<footer class="foot">
						<p>
							Drawn with <a href="https://www.dicebear.com/">DiceBear</a>. Every artist keeps their{" "}
							<a href="/third_party_notices.txt">credit</a>. For what you build, there is{" "}
							<a href="/docs">an API</a>. Not affiliated with Discord.
						</p>
					</footer>
				</body>
			</html>
		</>
	);
}

export function LogOut() {
	return (
		<form method="post" action="/logout">
			<button type="submit" class="quiet">
				Log out
			</button>
		</form>
	);
}
