/** The avatar as a chat shows it, in both of Discord's looks; the script fills it. The drawing around it is our own. */
export function InPlace() {
	return (
		<details id="in-place" class="group needs-script">
			<summary class="legend">In Discord</summary>
			<p id="faint" class="notice" role="status" hidden />
			<div class="in-place">
				<Look ground="light" title="Light" />
				<Look ground="dark" title="Dark" />
			</div>
			<p class="note">As it looks there, once it is your picture: round, and small.</p>
		</details>
	);
}

function Look({ ground, title }: { ground: "light" | "dark"; title: string }) {
	return (
		<figure class={`in-place-look ${ground}`}>
			<figcaption class="for-readers">{title}</figcaption>
			<div class="in-place-line">
				<img alt="In a chat" width={32} height={32} />
				<div>
					<b class="in-place-name" dir="auto" />
					<span class="in-place-text">Hello everybody</span>
				</div>
			</div>
			<div class="in-place-card">
				<img alt="On a profile" width={80} height={80} />
				<b class="in-place-name" dir="auto" />
			</div>
		</figure>
	);
}
