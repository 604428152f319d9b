/** DiceBear options; a list of variants is written as words. */
type Row = Readonly<Record<string, string | number>>;

/**
 * Which DiceBear options make a style look happy or sad, found by looking at every drawing of every mouth, eye and
 * brow, and at what can cover them: names mislead. A style without a row has no face; a mood without an entry has no
 * drawing, and none is faked. Within a style, all that is not the face is the same in both moods.
 */
export const MOOD_TABLE: Readonly<Record<string, { readonly happy?: Row; readonly sad?: Row }>> = {
	adventurer: {
		happy: {
			mouthVariant: "variant01 variant05 variant25 variant26 variant27 variant28 variant30",
			eyesVariant: "variant02 variant03 variant19 variant23 variant24 variant25 variant26",
			eyebrowsVariant: "variant05 variant06 variant10 variant12 variant13 variant15",
			glassesVariant: "variant02 variant03 variant04 variant05",
		},
		sad: {
			mouthVariant: "variant03 variant04 variant14",
			eyesVariant: "variant15 variant20",
			eyebrowsVariant: "variant07",
			glassesVariant: "variant02 variant03 variant04 variant05",
		},
	},
	"adventurer-neutral": {
		happy: {
			mouthVariant: "variant01 variant05 variant25 variant26 variant27 variant28 variant30",
			eyesVariant: "variant02 variant03 variant19 variant23 variant24 variant25 variant26",
			eyebrowsVariant: "variant05 variant06 variant10 variant12 variant13 variant15",
			glassesVariant: "variant02 variant03 variant04 variant05",
		},
		sad: {
			mouthVariant: "variant03 variant04 variant14",
			eyesVariant: "variant15 variant20",
			eyebrowsVariant: "variant07",
			glassesVariant: "variant02 variant03 variant04 variant05",
		},
	},
	avataaars: {
		happy: {
			mouthVariant: "default smile twinkle",
			eyesVariant: "default happy wink hearts",
			eyebrowsVariant: "default defaultNatural raisedExcited raisedExcitedNatural",
		},
		sad: {
			mouthVariant: "sad concerned disbelief",
			eyesVariant: "cry default closed",
			eyebrowsVariant: "sadConcerned sadConcernedNatural frownNatural",
		},
	},
	"avataaars-neutral": {
		happy: {
			mouthVariant: "default smile twinkle",
			eyesVariant: "default happy wink hearts",
			eyebrowsVariant: "default defaultNatural raisedExcited raisedExcitedNatural",
		},
		sad: {
			mouthVariant: "sad concerned disbelief",
			eyesVariant: "cry default closed",
			eyebrowsVariant: "sadConcerned sadConcernedNatural frownNatural",
		},
	},
	"big-ears": {
		happy: {
			mouthVariant: "variant0203 variant0204 variant0205 variant0303 variant0304 variant0702",
			eyesVariant:
				"variant02 variant03 variant04 variant10 variant13 variant14 variant15 variant26 variant27 variant28 variant29 variant30 variant32",
		},
		sad: {
			mouthVariant: "variant0505 variant0705",
			eyesVariant: "variant03 variant14 variant28 variant30 variant31",
		},
	},
	"big-ears-neutral": {
		happy: {
			mouthVariant: "variant0203 variant0204 variant0205 variant0303 variant0304 variant0702",
			eyesVariant:
				"variant02 variant03 variant04 variant10 variant13 variant14 variant15 variant26 variant27 variant28 variant29 variant30 variant32",
		},
		sad: {
			mouthVariant: "variant0505 variant0705",
			eyesVariant: "variant03 variant14 variant28 variant30 variant31",
		},
	},
	"big-smile": {
		happy: {
			mouthVariant: "braces gapSmile kawaii openedSmile teethSmile",
			eyesVariant: "cheery normal starstruck winking",
			accessoriesVariant: "catEars clownNose glasses sailormoonCrown",
		},
		sad: {
			mouthVariant: "openSad",
			eyesVariant: "sad",
			accessoriesVariant: "catEars clownNose glasses sailormoonCrown",
		},
	},
	bottts: {
		happy: { mouthVariant: "smile01 smile02", eyesVariant: "happy hearts bulging round roundFrame02" },
	},
	"bottts-neutral": {
		happy: { mouthVariant: "smile01 smile02", eyesVariant: "happy hearts bulging round roundFrame02" },
	},
	cameo: { happy: { mouthVariant: "grin smile" } },
	clay: {
		happy: {
			mouthVariant: "smile open laugh smileBig openSmall smileTongue uu",
			eyesVariant: "big dots even happy wink",
		},
		sad: { mouthVariant: "frown", eyesVariant: "big dots down" },
	},
	critters: {
		happy: { mouthVariant: "smile grin laugh tongue", eyesVariant: "round dots bigPupils happy wink wide" },
		sad: { mouthVariant: "frown", eyesVariant: "dots closedLine" },
	},
	croodles: {
		happy: {
			mouthVariant: "variant04 variant07 variant10 variant11 variant16",
			eyesVariant: "variant02 variant03 variant07 variant11 variant14",
			beardVariant: "variant02 variant03 variant04 variant05",
			mustacheProbability: 0,
		},
		sad: {
			mouthVariant: "variant18",
			eyesVariant: "variant08 variant11",
			beardVariant: "variant02 variant03 variant04 variant05",
			mustacheProbability: 0,
		},
	},
	"croodles-neutral": {
		happy: {
			mouthVariant: "variant04 variant07 variant10 variant11 variant16",
			eyesVariant: "variant02 variant03 variant07 variant11 variant14",
		},
		sad: { mouthVariant: "variant18", eyesVariant: "variant08 variant11" },
	},
	cutouts: { happy: { mouthVariant: "smile" } },
	dylan: { happy: { moodVariant: "happy superHappy" }, sad: { moodVariant: "sad" } },
	"fun-emoji": {
		happy: {
			mouthVariant: "lilSmile smileLol smileTeeth tongueOut wideSmile",
			eyesVariant: "closed cute plain stars love wink wink2",
		},
		sad: { mouthVariant: "sad drip pissed", eyesVariant: "sad crying tearDrop" },
	},
	gaze: { happy: { eyesVariant: "happy grin squint" } },
	"initial-face": { happy: { eyesVariant: "variant01 variant04" } },
	"line-face": {
		happy: { mouthVariant: "smile pleased", eyesVariant: "happy dots wink winkRight" },
		sad: { mouthVariant: "frown", eyesVariant: "closed dots" },
	},
	lorelei: {
		happy: {
			mouthVariant: "happy01 happy02 happy05",
			eyesVariant: "variant09 variant13 variant16 variant21 variant24",
			eyebrowsVariant: "variant05 variant07 variant09",
			beardProbability: 0,
			glassesVariant: "variant01 variant03 variant04 variant05",
		},
		sad: {
			mouthVariant: "sad04",
			eyesVariant: "variant13 variant16 variant19",
			eyebrowsVariant: "variant01",
			beardProbability: 0,
			glassesVariant: "variant01 variant03 variant04 variant05",
		},
	},
	"lorelei-neutral": {
		happy: {
			mouthVariant: "happy01 happy02 happy05",
			eyesVariant: "variant09 variant13 variant16 variant21 variant24",
			eyebrowsVariant: "variant05 variant07 variant09",
			glassesVariant: "variant01 variant03 variant04 variant05",
		},
		sad: {
			mouthVariant: "sad04",
			eyesVariant: "variant13 variant16 variant19",
			eyebrowsVariant: "variant01",
			glassesVariant: "variant01 variant03 variant04 variant05",
		},
	},
	marbles: {
		happy: { mouthVariant: "smile grin small smirk tongue", eyesVariant: "dots happy wink wide oval" },
		sad: { mouthVariant: "pout", eyesVariant: "dots closed oval" },
	},
	micah: {
		happy: {
			mouthVariant: "smile laughing smirk",
			eyesVariant: "eyes eyesShadow round smiling smilingShadow",
			eyebrowsVariant: "up eyelashesUp",
			facialHairVariant: "scruff",
		},
		sad: {
			mouthVariant: "frown sad",
			eyesVariant: "eyes eyesShadow round",
			eyebrowsVariant: "up eyelashesUp",
			facialHairVariant: "scruff",
		},
	},
	miniavs: { happy: { eyesVariant: "happy normal" } },
	moods: {
		happy: {
			mouthVariant: "smile wide bigSmile smileOpen laugh tongue",
			eyesVariant: "pupils bigPupils sparkle happy wink",
		},
		sad: { mouthVariant: "frown", eyesVariant: "lookDown closed bigPupils" },
	},
	notionists: {
		happy: {
			mouthVariant: "variant03 variant14 variant23 variant30",
			eyesVariant: "variant05",
			eyebrowsVariant: "variant01 variant07 variant11 variant12",
			beardVariant: "variant04 variant05 variant06 variant12",
			glassesVariant: "variant03 variant08 variant11",
		},
		sad: {
			mouthVariant: "variant18 variant19 variant24",
			eyesVariant: "variant03 variant05",
			eyebrowsVariant: "variant06 variant13",
			beardVariant: "variant04 variant05 variant06 variant12",
			glassesVariant: "variant03 variant08 variant11",
		},
	},
	"notionists-neutral": {
		happy: {
			mouthVariant: "variant03 variant14 variant23 variant30",
			eyesVariant: "variant05",
			eyebrowsVariant: "variant01 variant07 variant11 variant12",
			glassesVariant: "variant03 variant08 variant11",
		},
		sad: {
			mouthVariant: "variant18 variant19 variant24",
			eyesVariant: "variant03 variant05",
			eyebrowsVariant: "variant06 variant13",
			glassesVariant: "variant03 variant08 variant11",
		},
	},
	"open-peeps": {
		happy: {
			expressionVariant: "smile calm smileBig smileLOL lovingGrin1 lovingGrin2",
			maskProbability: 0,
			facialHairVariant: "chin full goatee2",
			accessoriesVariant: "eyepatch glasses glasses2 glasses3 glasses4 glasses5",
		},
		sad: {
			expressionVariant: "solemn tired concernedFear",
			maskProbability: 0,
			facialHairVariant: "chin full goatee2",
			accessoriesVariant: "eyepatch glasses glasses2 glasses3 glasses4 glasses5",
		},
	},
	personas: {
		happy: {
			mouthVariant: "smile bigSmile",
			eyesVariant: "happy open wink",
			facialHairVariant: "goatee shadow soulPatch",
		},
		sad: { mouthVariant: "frown", eyesVariant: "open sleep", facialHairVariant: "goatee shadow soulPatch" },
	},
	"pixel-art": {
		happy: { mouthVariant: "happy06 happy09" },
		sad: {
			mouthVariant: "sad01",
			eyesVariant:
				"variant01 variant02 variant03 variant05 variant06 variant07 variant08 variant09 variant10 variant11 variant12",
		},
	},
	"pixel-art-neutral": {
		happy: { mouthVariant: "happy06 happy09" },
		sad: {
			mouthVariant: "sad01",
			eyesVariant:
				"variant01 variant02 variant03 variant05 variant06 variant07 variant08 variant09 variant10 variant11 variant12",
		},
	},
	pixelbot: { happy: { mouthVariant: "smile bigSmile", eyesVariant: "happy round tall blocks" } },
	sprouts: {
		happy: { mouthVariant: "smile grin tongue", eyesVariant: "round dots bigPupils happy wink wide" },
		sad: { mouthVariant: "frown", eyesVariant: "dots closedLine bigPupils round" },
	},
	thumbs: { happy: { mouthVariant: "variant01 variant02 variant03 variant04" } },
	"toon-head": {
		happy: { mouthVariant: "smile", eyesVariant: "bow wink", eyebrowsVariant: "happy", beardVariant: "chin" },
		sad: {
			mouthVariant: "sad",
			eyesVariant: "wide humble happy",
			eyebrowsVariant: "sad",
			beardVariant: "chin",
		},
	},
	"voxel-art": {
		happy: { mouthVariant: "smile wideSmile", eyesVariant: "open happy star wide", eyebrowsVariant: "flat" },
		sad: {
			mouthVariant: "frown",
			eyesVariant: "soft open wide",
			eyebrowsVariant: "soft",
			eyebrowsProbability: 100,
		},
	},
	"voxel-bot": { happy: { mouthVariant: "smile", eyesVariant: "happy round square" } },
};
