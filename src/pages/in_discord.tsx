/** The way to `/avatar` in Discord: to the page where the application is added to a server, or to oneself. */
export function InDiscord() {
	return (
		<a class="second" href="/install">
			Use it in Discord
		</a>
	);
}
