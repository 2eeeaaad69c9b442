/** The style of the page. Colors and words both show the weight of a change. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1c2330; --soft: #5d6778; --line: #e2e6ec; --page: #f6f7f9; --card: #fff; --code: #eef1f5;
  --major: #c2362b; --minor: #96690a; --patch: #4a6a86; --meaning: #6b4fb3; --gone: #fdeceb; --come: #e9f6ec; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaf0; --soft: #9aa5b5; --line: #2c3442; --page: #12161d; --card: #1a202a; --code: #262e3b;
  --major: #ff7a6e; --minor: #e3b04b; --patch: #8fb4d6; --meaning: #b69cff; --gone: #3a2021; --come: #1c3325; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header, main { max-width: 58rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; }
h1 { margin: 0; font-size: 2rem; line-height: 1.2; }
h2 { display: flex; align-items: center; gap: .6rem; margin: 2.25rem 0 .75rem; font-size: 1.2rem; }
p { margin: 0; overflow-wrap: anywhere; }
code { padding: .1em .35em; border-radius: 4px; background: var(--code); font: .9em ui-monospace, monospace; }
.eyebrow { color: var(--soft); font-size: .85rem; }
.versions { margin-top: .5rem; color: var(--soft); }
.arrow { margin: 0 .35rem; }
.verdict { margin-top: 1.25rem; padding: .75rem 1rem; border: 1px solid var(--line); border-left: 4px solid var(--patch); border-radius: 6px; background: var(--card); font-weight: 600; }
.verdict.major, article.major { border-left-color: var(--major); }
.verdict.minor, article.minor { border-left-color: var(--minor); }
nav { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1rem; }
nav a { padding: .25rem .75rem; border: 1px solid var(--line); border-radius: 99px; background: var(--card); color: inherit; text-decoration: none; font-size: .9rem; }
nav a:hover, nav a:focus-visible { border-color: var(--soft); }
nav b { margin-left: .5rem; color: var(--soft); }
main { padding-bottom: 4rem; }
article { margin-bottom: .6rem; padding: .8rem 1rem; border: 1px solid var(--line); border-left: 4px solid var(--patch); border-radius: 6px; background: var(--card); }
article.meaning { border-left-color: var(--meaning); }
.message { font-weight: 550; }
.note, .lead { margin-top: .2rem; color: var(--soft); font-size: .92rem; }
.legend { margin-top: .6rem; color: var(--soft); font-size: .85rem; }
.lead { margin: -.4rem 0 .8rem; }
.place { margin-top: .45rem; color: var(--soft); font: .8rem ui-monospace, monospace; }
.badge, .kind { padding: .1rem .55rem; border-radius: 99px; border: 1px solid currentColor; font-size: .75rem; font-weight: 600; }
.badge.major { color: var(--major); } .badge.minor { color: var(--minor); } .badge.patch { color: var(--patch); } .kind { color: var(--meaning); }
.before, .after { margin-top: .4rem; padding: .35rem .6rem; border-radius: 4px; font-size: .92rem; }
.before { background: var(--gone); } .before::before { content: "− "; color: var(--major); }
.after { background: var(--come); } .after::before { content: "+ "; color: var(--soft); }
.uses { display: flex; flex-wrap: wrap; gap: .3rem; margin-top: .5rem; }
.use { padding: .05rem .5rem; border: 1px solid var(--line); border-radius: 4px; color: var(--soft); font: .8rem ui-monospace, monospace; }
details { margin-top: .5rem; } summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
@media print { body { background: #fff; } article { break-inside: avoid; } nav { display: none; } }
`;
