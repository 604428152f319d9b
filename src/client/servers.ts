import { byId } from "./element";
import { followLogouts } from "./own_drafts";
import { askBeforeLogout } from "./servers/drafts";
import { openList } from "./servers/list";
import { backToList } from "./servers/place_in_list";
import { guildToReturnTo } from "./servers/return";
import { openServer } from "./servers/server";

followLogouts();
askBeforeLogout();
const guildId = new URLSearchParams(location.search).get("guild");
const returnTo = guildId === null ? guildToReturnTo() : null;

if (returnTo !== null) location.replace(`/servers?guild=${encodeURIComponent(returnTo)}`);
else if (guildId === null) void openList();
else {
	const back = byId<HTMLAnchorElement>("back");
	back.hidden = false;
	backToList(back);
	byId("title").textContent = "Your server";
	byId("lead").hidden = true;
	byId("loading-list").hidden = true;
	byId("loading-editor").hidden = false;
	void openServer(guildId);
}
