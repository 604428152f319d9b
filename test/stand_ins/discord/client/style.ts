/** How the client looks: paper and ink, light and dark, on a phone and on a wide screen. */
export const STYLE = `
:root { --paper: #fbf6ee; --card: #fff; --ink: #2b2320; --faint: #6a5d55; --line: #ddd0c0; --deed: #9a4a1c; --on-deed: #fff; --hover: #f3e9da; --danger: #b3261e; --private: #f6ecd6; --good: #1f6b3a }
@media (prefers-color-scheme: dark) {
	:root { --paper: #1c1815; --card: #27211d; --ink: #f3ebe2; --faint: #b9aa9d; --line: #4b4039; --deed: #f0a06a; --on-deed: #2b1a0e; --hover: #332b26; --danger: #ff9d94; --private: #352c1d; --good: #86d6a0 }
}
* { box-sizing: border-box }
html { height: 100% }
body { margin: 0; height: 100dvh; display: grid; grid-template: auto minmax(0, 1fr) / 15rem minmax(0, 1fr) 15rem; background: var(--paper); color: var(--ink); font: 1rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere }
header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .6rem 1rem; border-bottom: 1px solid var(--line) }
h1 { margin: 0; font-size: 1.1rem }
header p { margin: 0; color: var(--faint); font-size: .875rem }
header form { display: flex; flex-wrap: wrap; gap: .5rem; margin-left: auto }
label { display: flex; gap: .4rem; align-items: center; font-size: .875rem; min-width: 0 }
select, input, button, .button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; min-height: 2.5rem; padding: .3rem .7rem; max-width: 100% }
header select { max-width: 11rem; min-height: 2.25rem }
button, .button, select { cursor: pointer }
button:hover, .button:hover { background: var(--hover) }
:disabled { opacity: .55; cursor: default }
a { color: inherit }
:focus-visible { outline: 3px solid var(--deed); outline-offset: 2px }
nav, aside { padding: 1rem; overflow: auto; min-height: 0 }
nav { border-right: 1px solid var(--line) }
aside { border-left: 1px solid var(--line) }
h2 { margin: 0 0 .5rem; font-size: .8rem; color: var(--faint); font-weight: 600 }
nav ul, aside ul, #messages, #suggestions { list-style: none; margin: 0 0 1rem; padding: 0 }
nav a { display: block; padding: .45rem .6rem; border-radius: .6rem; text-decoration: none }
nav a:hover { background: var(--hover) }
nav a[aria-current] { background: var(--card); box-shadow: inset 3px 0 0 var(--deed); font-weight: 600 }
small, .tag, time { color: var(--faint); font-size: .8rem }
.tag { border: 1px solid var(--line); border-radius: .35rem; padding: 0 .3rem; font-weight: 600 }
main { display: flex; flex-direction: column; min-height: 0; min-width: 0 }
main > h2 { margin: 0; padding: .7rem 1rem; font-size: 1rem; color: var(--ink); border-bottom: 1px solid var(--line) }
.scroll { flex: 1; overflow-y: auto; min-height: 0; display: flex; flex-direction: column }
#messages { margin-top: auto; padding: .5rem 0 }
.message { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr) auto; gap: .75rem; padding: .5rem 1rem }
.message.private { background: var(--private) }
.face { display: grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 50%; background: hsl(var(--hue) 55% 82%); color: hsl(var(--hue) 60% 18%); font-weight: 700; object-fit: cover }
.message p, .words p { margin: 0 }
.by { display: flex; flex-wrap: wrap; gap: .4rem; align-items: baseline }
.invoked { color: var(--faint); font-size: .85rem }
.words h4 { margin: .1rem 0; font-size: 1.15rem }
.words small { display: block }
.words blockquote { margin: 0; padding-left: .75rem; border-left: 3px solid var(--line) }
.words ul { margin: 0; padding-left: 1.2rem }
code { background: var(--hover); border-radius: .3rem; padding: 0 .25rem; font-size: .9em }
pre { margin: .25rem 0; padding: .6rem; background: var(--hover); border-radius: .6rem; white-space: pre-wrap }
pre code { padding: 0 }
.container { margin-top: .35rem; max-width: 34rem; padding: .9rem; background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--accent, var(--line)); border-radius: .75rem; display: grid; gap: .7rem }
.gallery { display: flex; flex-wrap: wrap; gap: .4rem }
.gallery img { width: min(100%, 20rem); height: auto; aspect-ratio: 1; border-radius: .6rem; background: conic-gradient(var(--hover) 25%, var(--card) 0 50%, var(--hover) 0 75%, var(--card) 0) 0 / 20px 20px }
.thumbnail { width: 5rem; height: 5rem; border-radius: .6rem }
.section { display: flex; gap: .75rem; justify-content: space-between; align-items: start }
.row { display: flex; flex-wrap: wrap; gap: .5rem }
.row form { margin: 0; max-width: 100% }
.row .select { flex: 1; display: flex; min-width: min(100%, 14rem) }
.row .select select { width: 100% }
.button { display: inline-flex; align-items: center; gap: .25rem; text-decoration: none; font-weight: 600 }
.primary, .success { background: var(--deed); border-color: var(--deed); color: var(--on-deed) }
.primary:hover, .success:hover { background: var(--deed); filter: brightness(1.08) }
.danger { color: var(--danger); border-color: var(--danger) }
hr { width: 100%; margin: 0; border: 0; border-top: 1px solid var(--line) }
.thinking, .invoked, .empty { color: var(--faint) }
.empty { padding: 2rem 1rem; text-align: center }
.failure, .problem:not(:empty), .refused { color: var(--danger); font-weight: 600 }
.refused { margin-top: .35rem; padding: .6rem .8rem; border: 1px solid var(--danger); border-radius: .6rem }
.refused ul { margin: .25rem 0 0; padding-left: 1.2rem; font-weight: 400 }
.only p { font-size: .85rem; color: var(--faint) }
.plain { min-height: 0; padding: 0 .2rem; border: 0; background: none; text-decoration: underline; color: var(--ink) }
.menu { position: relative }
.menu summary { list-style: none; cursor: pointer; padding: .3rem .6rem; min-height: 2.25rem; border: 1px solid var(--line); border-radius: .6rem; font-size: .85rem; background: var(--card) }
.menu summary::-webkit-details-marker { display: none }
.menu form { position: absolute; z-index: 2; right: 0; margin: .25rem 0 0; padding: .35rem; width: max-content; max-width: 16rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; box-shadow: 0 6px 20px rgb(0 0 0 / .2) }
.menu button { display: block; width: 100%; border: 0; text-align: left }
#members li { display: flex; gap: .6rem; align-items: center; margin-bottom: .5rem }
#members li > span:nth-child(2) { flex: 1; min-width: 0 }
#composer { position: relative; padding: .6rem 1rem calc(.8rem + env(safe-area-inset-bottom)); border-top: 1px solid var(--line) }
#composer div { display: flex; gap: .5rem }
#box { flex: 1; min-width: 0 }
#suggestions { position: absolute; left: 1rem; right: 1rem; bottom: 100%; margin: 0; max-height: 17rem; overflow: auto; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; box-shadow: 0 6px 20px rgb(0 0 0 / .2) }
#suggestions li { padding: .5rem .75rem; cursor: pointer }
#suggestions li:hover, #suggestions [aria-selected=true] { background: var(--hover) }
#suggestions span { color: var(--faint); font-size: .875rem }
.hint, #status, .problem { margin: .35rem 0 0; font-size: .85rem }
.hint, #status { color: var(--faint) }
.good { color: var(--good); font-weight: 600 }
[hidden] { display: none !important }
@media (max-width: 60rem) {
	body { grid-template: "header header" auto "places members" auto "chat chat" minmax(0, 1fr) / 1fr auto }
	header { padding: .4rem .75rem }
	header h1 { display: none }
	header form { margin-left: 0; flex-wrap: nowrap; min-width: 0; max-width: 100% }
	header label { flex: 0 1 auto; white-space: nowrap }
	header select { min-width: 0; width: 100% }
	header .about { display: none }
	nav, aside { padding: .4rem .75rem; border: 0; border-bottom: 1px solid var(--line); overflow: visible }
	nav { min-width: 0 }
	header { grid-area: header } nav { grid-area: places } aside { grid-area: members } main { grid-area: chat }
	.fold[open] > :not(summary) { position: absolute; z-index: 3; left: .75rem; right: .75rem; max-height: 70dvh; overflow: auto; padding: .75rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; box-shadow: 0 6px 20px rgb(0 0 0 / .2) }
	.message { grid-template-columns: 2.5rem minmax(0, 1fr); position: relative }
	.message > .menu { position: absolute; top: .5rem; right: .75rem }
	.hint { display: none }
}
@media (min-width: 60.01rem) { .fold > summary { display: none } }
.fold > summary { cursor: pointer; min-height: 2.25rem; padding: .3rem 0; font-weight: 600 }
`;
