import { ServerEditor } from "./servers_editor";
import { ServerSettings } from "./servers_settings";

/** The bot in one server: its profile there, and its settings. Who may change only the settings sees no tabs. */
export function Server() {
	return (
		<div id="server" hidden>
			<div id="server-tabs" class="tabs" role="tablist" aria-label="The bot in this server" hidden>
				<button
					id="tab-profile"
					type="button"
					role="tab"
					class="tab"
					aria-controls="profile"
					aria-selected="true"
				>
					Profile
				</button>
				<button
					id="tab-settings"
					type="button"
					role="tab"
					class="tab"
					aria-controls="settings-panel"
					aria-selected="false"
					tabindex={-1}
				>
					Settings
				</button>
			</div>
			<div id="profile" role="tabpanel" aria-labelledby="tab-profile">
				<ServerEditor />
			</div>
			<div id="settings-panel" role="tabpanel" aria-labelledby="tab-settings" hidden>
				<ServerSettings />
			</div>
		</div>
	);
}
