/** What the operations are sorted by, in the order of the document. */
export const TAGS = {
	"Avatar service":
		"The HTTP API of DiceBear 5 to 11, for anybody, from any site. A style's own options are in its `options.json` or `schema.json`.",
	"Styles of DiceBear 10":
		'Each style with all of its options. A list of nothing is "without"; variants may have weights, which say how often each comes: `happy:3,wink`. Unknown options are ignored.',
	"Your avatar": "The avatar that somebody made out of their Discord identity.",
	"Personal link": "The link that shows whatever avatar its owner made last.",
	Login: "With Discord, in a browser.",
	Servers: 'The person\'s Discord servers ("guilds"), and the bot in them.',
	"Settings of the bot": "What the bot does in a server, as its people set it.",
	"For your bot": "The settings for the bot itself, by its key.",
	Middleman:
		"Calls to Discord with the bot's token, for somebody who is logged in and has the right. Also without `/v10`.",
	"From Discord": "What Discord sends.",
	Site: "The site itself.",
} as const;

export type Tag = keyof typeof TAGS;
