import type { Kind } from "../avatar/kinds";
import type { Mood } from "../avatar/moods";
import type { Swatch } from "../avatar/swatches";

/** A text in every language, in this order. */
type Row = readonly [english: string, de: string, es: string, fr: string, pt: string, ja: string];

/** Where a row has each of Discord's locales; in all others it is English: https://docs.discord.com/developers/reference#locales */
const COLUMNS = { de: 1, "es-ES": 2, "es-419": 2, fr: 3, "pt-BR": 4, ja: 5 } as const;

export type Locale = keyof typeof COLUMNS;

/** Discord's locales that are translated. */
export const LOCALES = Object.keys(COLUMNS) as readonly Locale[];

/**
 * Everything that is said in Discord: English, German, Spanish, French, Portuguese as in Brazil, Japanese. It says "du",
 * "tú" and "tu", as Discord's own clients do. `{name}` is replaced. What a command is called is in
 * small letters, and a description has at most 100 characters:
 * https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming
 */
export const WORDS = {
	name_avatar: ["avatar", "avatar", "avatar", "avatar", "avatar", "アバター"],
	about_avatar: [
		"Draw an avatar from your Discord name or picture.",
		"Zeichne einen Avatar aus deinem Discord-Namen oder Profilbild.",
		"Dibuja un avatar a partir de tu nombre o tu foto de Discord.",
		"Dessine un avatar à partir de ton nom ou de ta photo Discord.",
		"Desenhe um avatar a partir do seu nome ou da sua foto no Discord.",
		"Discordの名前やアイコンからアバターを描きます。",
	],
	name_style: ["style", "stil", "estilo", "style", "estilo", "スタイル"],
	about_style: [
		"How it is drawn: search by name, kind or artist.",
		"Wie er gezeichnet wird: Suche nach Name, Art oder Künstlername.",
		"Cómo se dibuja: busca por nombre, tipo o artista.",
		"La manière de dessiner : cherche par nom, catégorie ou artiste.",
		"Como ele é desenhado: busque por nome, tipo ou artista.",
		"描き方。名前、種類、作者で探せます。",
	],
	name_mood: ["mood", "stimmung", "ánimo", "humeur", "humor", "気分"],
	about_mood: [
		"How it looks, in the styles that have a face.",
		"Wie er dreinschaut, bei Stilen mit Gesicht.",
		"Qué cara pone, en los estilos que tienen cara.",
		"Son humeur, pour les styles qui ont un visage.",
		"A expressão dele, nos estilos que têm rosto.",
		"表情。顔のあるスタイルで選べます。",
	],
	name_background: ["background", "hintergrund", "fondo", "fond", "fundo", "背景"],
	about_background: [
		"A colour by name, six hex digits, or transparent.",
		"Eine Farbe mit Namen, sechs Hexziffern oder transparent.",
		"Un color por su nombre, seis cifras hexadecimales o transparente.",
		"Une couleur par son nom, six chiffres hexadécimaux, ou transparent.",
		"Uma cor pelo nome, seis dígitos hexadecimais ou transparente.",
		"色の名前、6桁の16進数、または透明。",
	],
	name_seed: ["seed", "ursprung", "origen", "origine", "origem", "もと"],
	about_seed: [
		"What the avatar grows from. It changes when your picture does, and does not resemble it.",
		"Woraus der Avatar wächst. Er ändert sich mit deinem Bild und sieht ihm nicht ähnlich.",
		"De dónde sale el avatar. Cambia cuando cambia tu foto y no se parece a ella.",
		"Ce qui donne naissance à l’avatar. Il change avec ta photo et ne lui ressemble pas.",
		"De onde o avatar nasce. Ele muda quando a sua foto muda e não se parece com ela.",
		"アバターのもとになるもの。画像を変えると変わりますが、画像には似ません。",
	],
	seed_username: [
		"My username",
		"Mein Benutzername",
		"Mi nombre de usuario",
		"Mon nom d’utilisateur",
		"Meu nome de usuário",
		"ユーザー名",
	],
	seed_avatar: [
		"My picture",
		"Mein Profilbild",
		"Mi foto de perfil",
		"Ma photo de profil",
		"Minha foto de perfil",
		"アイコン画像",
	],
	name_extra: ["extra", "zusatz", "extra", "extra", "extra", "追加"],
	about_extra: [
		"Any text. It changes the avatar without changing your choices.",
		"Ein beliebiger Text. Er ändert den Avatar, nicht deine Auswahl.",
		"Cualquier texto. Cambia el avatar sin cambiar lo que elegiste.",
		"Un texte quelconque. Il change l’avatar sans changer tes choix.",
		"Qualquer texto. Muda o avatar sem mudar as suas escolhas.",
		"好きな言葉。ほかの選択はそのままで、アバターが変わります。",
	],
	name_show: ["show", "zeigen", "mostrar", "montrer", "mostrar", "公開範囲"],
	about_show: [
		"Who sees the answer.",
		"Wer die Antwort sieht.",
		"Quién ve la respuesta.",
		"Qui voit la réponse.",
		"Quem vê a resposta.",
		"誰に見せるか。",
	],
	show_me: ["Only me", "Nur ich", "Solo yo", "Moi uniquement", "Só eu", "自分だけ"],
	show_everybody: ["Everybody", "Alle", "Todo el mundo", "Tout le monde", "Todo mundo", "全員"],
	name_draw: [
		"Draw this person",
		"Diese Person zeichnen",
		"Dibujar a esta persona",
		"Dessiner cette personne",
		"Desenhar esta pessoa",
		"この人を描く",
	],
	name_use: [
		"Use for the bot here",
		"Hier für den Bot verwenden",
		"Usar para el bot de aquí",
		"Utiliser pour le bot ici",
		"Usar para o bot daqui",
		"ここのボットに使う",
	],

	drawn: [
		"{style} by {artist}",
		"{style} von {artist}",
		"{style} de {artist}",
		"{style} par {artist}",
		"{style} de {artist}",
		"{style}（作者：{artist}）",
	],
	licence: [
		"Licence: {licence}",
		"Lizenz: {licence}",
		"Licencia: {licence}",
		"Licence : {licence}",
		"Licença: {licence}",
		"ライセンス：{licence}",
	],
	/** Under the licence, where it was to grow from somebody's picture. */
	by_code: [
		"It grew from the code of the picture: it changes when the picture does, and does not resemble it.",
		"Er wuchs aus dem Code des Bildes: Er ändert sich mit dem Bild und sieht ihm nicht ähnlich.",
		"Salió del código de la foto: cambia cuando cambia la foto y no se parece a ella.",
		"Il est né du code de la photo : il change avec elle et ne lui ressemble pas.",
		"Nasceu do código da foto: muda quando a foto muda e não se parece com ela.",
		"画像のコードから作られました。画像を変えると変わりますが、画像には似ません。",
	],
	by_letters: [
		"This style shows letters, so it grew from the name.",
		"Dieser Stil zeigt Buchstaben, deshalb wuchs er aus dem Namen.",
		"Este estilo muestra letras, por eso salió del nombre.",
		"Ce style montre des lettres : il est donc né du nom.",
		"Este estilo mostra letras, por isso nasceu do nome.",
		"このスタイルは文字を使うので、名前から作られました。",
	],
	/** What the picture is, for those who do not see it. */
	picture: [
		"An avatar in the style {style}",
		"Ein Avatar im Stil {style}",
		"Un avatar con el estilo {style}",
		"Un avatar dans le style {style}",
		"Um avatar no estilo {style}",
		"{style}スタイルのアバター",
	],
	another: ["Another", "Noch einer", "Otro", "Un autre", "Outro", "もう一つ"],
	mood_happy: ["Happy", "Fröhlich", "Alegre", "Joyeux", "Feliz", "うれしい"],
	mood_sad: ["Sad", "Traurig", "Triste", "Triste", "Triste", "悲しい"],
	choose_kind: [
		"Another style",
		"Anderer Stil",
		"Otro estilo",
		"Un autre style",
		"Outro estilo",
		"別のスタイル",
	],
	choose_style: [
		"Choose a style",
		"Wähle einen Stil",
		"Elige un estilo",
		"Choisis un style",
		"Escolha um estilo",
		"スタイルを選ぶ",
	],
	all_kinds: [
		"All kinds",
		"Alle Arten",
		"Todos los tipos",
		"Toutes les catégories",
		"Todos os tipos",
		"すべての種類",
	],
	link: ["Link", "Link", "Enlace", "Lien", "Link", "リンク"],
	open_in_studio: [
		"Open in the studio",
		"Im Studio öffnen",
		"Abrir en el estudio",
		"Ouvrir dans le studio",
		"Abrir no estúdio",
		"スタジオで開く",
	],
	link_intro: [
		"This link is permanent, and no name is in it.",
		"Dieser Link bleibt bestehen, und kein Name steht darin.",
		"Este enlace es permanente y no contiene ningún nombre.",
		"Ce lien est permanent et ne contient aucun nom.",
		"Este link é permanente e não contém nenhum nome.",
		"このリンクはずっと使えます。名前は含まれません。",
	],

	off_here: [
		"Avatars are switched off in this server.",
		"Auf diesem Server sind Avatare ausgeschaltet.",
		"Los avatares están desactivados en este servidor.",
		"Les avatars sont désactivés sur ce serveur.",
		"Os avatares estão desativados neste servidor.",
		"このサーバーではアバターがオフになっています。",
	],
	style_not_allowed: [
		"This server does not offer {style}. Please choose another style.",
		"{style} gibt es auf diesem Server nicht. Bitte wähle einen anderen Stil.",
		"Este servidor no ofrece {style}. Elige otro estilo.",
		"Ce serveur ne propose pas {style}. Choisis un autre style.",
		"Este servidor não oferece {style}. Escolha outro estilo.",
		"このサーバーでは{style}を使えません。別のスタイルを選んでください。",
	],
	style_unknown: [
		"There is no style of that name. Please choose one from the list.",
		"Einen Stil mit diesem Namen gibt es nicht. Bitte wähle einen aus der Liste.",
		"No hay ningún estilo con ese nombre. Elige uno de la lista.",
		"Aucun style ne porte ce nom. Choisis-en un dans la liste.",
		"Não existe um estilo com esse nome. Escolha um da lista.",
		"その名前のスタイルはありません。一覧から選んでください。",
	],
	/** `{mood}` is the mood's own word: "Happy". */
	mood_impossible: [
		"{style} has no face for “{mood}”.",
		"{style} hat kein Gesicht für „{mood}“.",
		"{style} no tiene una cara para «{mood}».",
		"{style} n’a pas de visage pour « {mood} ».",
		"{style} não tem um rosto para “{mood}”.",
		"{style}には「{mood}」の表情がありません。",
	],
	no_face: [
		"{style} has no face, so it has no mood.",
		"{style} hat kein Gesicht und darum keine Stimmung.",
		"{style} no tiene cara, así que no tiene estado de ánimo.",
		"{style} n’a pas de visage, donc pas d’humeur.",
		"{style} não tem rosto, então não tem humor.",
		"{style}には顔がないので、気分は選べません。",
	],
	background_wrong: [
		"Please choose a colour by name, six hex digits such as ffcf5c, or transparent.",
		"Bitte wähle eine Farbe mit Namen, sechs Hexziffern wie ffcf5c oder transparent.",
		"Elige un color por su nombre, seis cifras hexadecimales como ffcf5c o transparente.",
		"Choisis une couleur par son nom, six chiffres hexadécimaux comme ffcf5c, ou transparent.",
		"Escolha uma cor pelo nome, seis dígitos hexadecimais como ffcf5c ou transparente.",
		"色の名前、ffcf5cのような6桁の16進数、または「透明」を選んでください。",
	],
	extra_too_long: [
		"The extra text is too long. Please use a shorter one.",
		"Der Zusatz ist zu lang. Bitte nimm einen kürzeren.",
		"El texto extra es demasiado largo. Usa uno más corto.",
		"Le texte en plus est trop long. Utilise un texte plus court.",
		"O texto extra é longo demais. Use um mais curto.",
		"追加の言葉が長すぎます。もっと短くしてください。",
	],
	extra_wrong: [
		"The extra text has to be one line of text.",
		"Der Zusatz muss eine Zeile Text sein.",
		"El texto extra tiene que ser una sola línea de texto.",
		"Le texte en plus doit tenir sur une ligne.",
		"O texto extra precisa ser uma única linha de texto.",
		"追加の言葉は1行の文字にしてください。",
	],
	wait: [
		"That was a lot at once. Please go on in a minute.",
		"Das war viel auf einmal. Bitte mach in einer Minute weiter.",
		"Fue mucho de una vez. Continúa dentro de un minuto.",
		"Cela fait beaucoup d’un coup. Continue dans une minute.",
		"Foi muita coisa de uma vez. Continue daqui a um minuto.",
		"一度に多すぎました。1分後に続けてください。",
	],
	unknown: [
		"This is nothing that we know.",
		"Das kennen wir nicht.",
		"Esto no lo conocemos.",
		"Nous ne connaissons pas cela.",
		"Não conhecemos isso.",
		"これは扱えません。",
	],
	outdated: [
		"This button is too old. Please ask for a new avatar.",
		"Dieser Knopf ist zu alt. Bitte lass dir einen neuen Avatar zeichnen.",
		"Este botón es demasiado antiguo. Pide un avatar nuevo.",
		"Ce bouton est trop ancien. Demande un nouvel avatar.",
		"Este botão é antigo demais. Peça um novo avatar.",
		"このボタンは古くなりました。新しいアバターを作ってください。",
	],
	failed: [
		"This did not work. Please try again in a minute.",
		"Das hat nicht geklappt. Bitte versuch es in einer Minute noch einmal.",
		"No ha funcionado. Inténtalo de nuevo dentro de un minuto.",
		"Cela n’a pas marché. Réessaie dans une minute.",
		"Não funcionou. Tente de novo daqui a um minuto.",
		"うまくいきませんでした。1分後にもう一度お試しください。",
	],
	bot_done: [
		"The bot looks like this here now.",
		"So sieht der Bot hier jetzt aus.",
		"Ahora el bot se ve así aquí.",
		"Voici l’apparence du bot ici, désormais.",
		"Agora o bot tem esta aparência aqui.",
		"ここでのボットの姿が変わりました。",
	],
	bot_no_avatar: [
		"There is no avatar of ours in this message.",
		"In dieser Nachricht ist kein Avatar von uns.",
		"En este mensaje no hay ningún avatar nuestro.",
		"Ce message ne contient aucun de nos avatars.",
		"Não há nenhum avatar nosso nesta mensagem.",
		"このメッセージには、ここで作ったアバターがありません。",
	],
	bot_not_here: [
		"The bot is not in this server.",
		"Der Bot ist nicht auf diesem Server.",
		"El bot no está en este servidor.",
		"Le bot n’est pas sur ce serveur.",
		"O bot não está neste servidor.",
		"ボットはこのサーバーにいません。",
	],
	bot_forbidden: [
		"You may not manage this server.",
		"Du darfst diesen Server nicht verwalten.",
		"No tienes permiso para gestionar este servidor.",
		"Tu n’as pas le droit de gérer ce serveur.",
		"Você não tem permissão para gerenciar este servidor.",
		"このサーバーを管理する権限がありません。",
	],
	/** `{time}` is from `secondsIn`: "12 seconds". */
	discord_wait: [
		"Discord asks us to wait. Please try again in {time}.",
		"Discord lässt uns warten. Bitte versuch es in {time} noch einmal.",
		"Discord nos hace esperar. Inténtalo de nuevo dentro de {time}.",
		"Discord nous fait attendre. Réessaie dans {time}.",
		"O Discord pediu para esperar. Tente de novo daqui a {time}.",
		"Discordの制限で待つ必要があります。{time}後にもう一度お試しください。",
	],

	kind_people: ["People", "Menschen", "Personas", "Personnes", "Pessoas", "人物"],
	kind_faces: ["Faces", "Gesichter", "Caras", "Visages", "Rostos", "顔"],
	kind_creatures: ["Creatures", "Wesen", "Criaturas", "Créatures", "Criaturas", "生き物"],
	kind_robots: ["Robots", "Roboter", "Robots", "Robots", "Robôs", "ロボット"],
	kind_pixels: ["Pixels", "Pixel", "Píxeles", "Pixels", "Pixels", "ピクセル"],
	kind_letters: ["Letters", "Buchstaben", "Letras", "Lettres", "Letras", "文字"],
	kind_shapes: ["Shapes", "Formen", "Formas", "Formes", "Formas", "図形"],
	kind_patterns: ["Patterns", "Muster", "Patrones", "Motifs", "Padrões", "模様"],
	kind_things: ["Things", "Dinge", "Cosas", "Objets", "Coisas", "もの"],

	transparent: ["Transparent", "Transparent", "Transparente", "Transparent", "Transparente", "透明"],
	swatch_honey: ["Honey", "Honig", "Miel", "Miel", "Mel", "はちみつ"],
	swatch_peach: ["Peach", "Pfirsich", "Melocotón", "Pêche", "Pêssego", "ピーチ"],
	swatch_rose: ["Rose", "Rosé", "Rosa", "Rose", "Rosa", "ローズ"],
	swatch_coral: ["Coral", "Koralle", "Coral", "Corail", "Coral", "コーラル"],
	swatch_lilac: ["Lilac", "Flieder", "Lila", "Lilas", "Lilás", "ライラック"],
	swatch_lavender: ["Lavender", "Lavendel", "Lavanda", "Lavande", "Lavanda", "ラベンダー"],
	swatch_sky: ["Sky", "Himmel", "Cielo", "Ciel", "Céu", "空"],
	swatch_mint: ["Mint", "Minze", "Menta", "Menthe", "Menta", "ミント"],
	swatch_teal: ["Teal", "Petrol", "Verde azulado", "Bleu canard", "Verde-azulado", "青緑"],
	swatch_plum: ["Plum", "Pflaume", "Ciruela", "Prune", "Ameixa", "プラム"],
	swatch_night: ["Night", "Nacht", "Noche", "Nuit", "Noite", "夜"],
	swatch_white: ["White", "Weiß", "Blanco", "Blanc", "Branco", "白"],
} as const satisfies Record<string, Row> &
	Record<`kind_${Kind}` | `mood_${Mood}` | `swatch_${Lowercase<Swatch>}`, Row>;

export type WordKey = keyof typeof WORDS;

/** The names in braces in a text. */
type Holes<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
	? Name | Holes<Rest>
	: never;

type HolesOf<Key extends WordKey> = Holes<(typeof WORDS)[Key][0]>;

/**
 * A text in somebody's language.
 * @param locale one of Discord's; an unknown one is English
 * @param values what its `{name}`s are replaced with, as it is: whoever needs Markdown escaped does it before
 */
export function say<Key extends WordKey>(
	locale: string | undefined,
	key: Key,
	...[values]: [HolesOf<Key>] extends [never] ? [] : [values: Readonly<Record<HolesOf<Key>, string>>]
): string {
	const text = WORDS[key][isTranslated(locale) ? COLUMNS[locale] : 0];
	const given: Readonly<Record<string, string>> = values ?? {};
	return text.replace(/\{(\w+)\}/g, (hole, name: string) => given[name] ?? hole);
}

/** Seconds in words, as `{time}`: "1 second", "12 Sekunden". */
export function secondsIn(locale: string | undefined, seconds: number): string {
	const format = { style: "unit", unit: "second", unitDisplay: "long" } as const;
	return new Intl.NumberFormat(isTranslated(locale) ? locale : "en", format).format(seconds);
}

/** A text in every locale where it is another than in English, as Discord's `…_localizations`. */
export function translations(key: WordKey): Partial<Record<Locale, string>> {
	const row = WORDS[key];
	const texts = LOCALES.map((locale) => [locale, row[COLUMNS[locale]]] as const);
	return Object.fromEntries(texts.filter(([, text]) => text !== row[0]));
}

function isTranslated(locale: string | undefined): locale is Locale {
	return LOCALES.some((each) => each === locale);
}
