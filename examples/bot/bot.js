/**
 * Prints each change of the settings of some guilds, a moment after it was saved:
 *
 *   SITE=http://localhost:8787 BOT_API_KEY=… node bot.js {guild id} …
 */
import { Settings } from "./settings.js";

const { SITE = "http://localhost:8787", BOT_API_KEY = "" } = process.env;
const guilds = process.argv.slice(2);

const settings = new Settings({ site: SITE, key: BOT_API_KEY });
settings.on("trouble", (error) => console.error(error.message));
settings.on("change", ({ guild, version, values, before }) => {
	for (const [name, value] of Object.entries(values)) {
		const was = JSON.stringify(before?.[name]);
		const is = JSON.stringify(value);
		if (before && was !== is) console.log(`${guild}, version ${version}: ${name} was ${was}, is ${is}`);
	}
	if (!before) console.log(`${guild}, version ${version}: ${JSON.stringify(values)}`);
});

await settings.connect();
for (const guild of guilds) console.log(`${guild}: ${JSON.stringify(await settings.for(guild))}`);
console.log("Listening.");
