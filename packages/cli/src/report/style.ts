/** The style of the page, for light and dark screens, phones and paper. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1d232b; --muted: #57606a; --page: #f6f7f9; --card: #fff; --line: #d8dde3;
  --plain: #3b6fd4; --good: #1f8a5b; --bad: #c0461b; --missing: #7b8590; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --muted: #a3acb6; --page: #14181d; --card: #1d232a; --line: #343c45;
  --plain: #7da5f5; --good: #5cc596; --bad: #f08a5d; --missing: #98a2ad; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
h1 { margin: 0; font-size: 1.6rem; }
h2 { margin: 0 0 .5rem; font-size: 1.05rem; }
header p { margin: .25rem 0; color: var(--muted); }
.total, .total strong { color: var(--text); }
.total strong { font-size: 2.2rem; font-variant-numeric: tabular-nums; }
header .status { margin: .75rem 0; padding: .5rem .75rem; border-left: .3rem solid; border-radius: .25rem; background: var(--card); color: var(--text); }
.status p, .status ul { margin: 0; color: inherit; }
.status.good { border-color: var(--good); }
.status.bad { border-color: var(--bad); }
.charts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); }
section { margin-bottom: 1rem; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
.charts section { margin: 0; }
.charts { margin: 1rem 0; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .25rem .4rem; text-align: left; vertical-align: middle; overflow-wrap: break-word; }
thead th, thead td { border-bottom: 1px solid var(--line); font-weight: 600; color: var(--muted); overflow-wrap: normal; }
tbody th { min-width: 9rem; font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.picture { width: 40%; min-width: 4rem; }
.picture svg { display: block; width: 100%; height: .9rem; }
.patterns { position: absolute; width: 0; height: 0; }
rect.plain { fill: var(--plain); } rect.good { fill: var(--good); } rect.bad { fill: var(--bad); }
rect.none { fill: url(#none); stroke: var(--missing); } rect.unknown { fill: url(#unknown); stroke: var(--missing); }
pattern { fill: var(--missing); }
line { stroke: var(--text); stroke-width: 2; }
footer { color: var(--muted); font-size: .9rem; }
@media (max-width: 30rem) { .picture { width: 25%; min-width: 2.5rem; } tbody th { min-width: 5rem; } .compared .share { display: none; } }
@media print { body { max-width: none; background: none; } section { break-inside: avoid; } rect { print-color-adjust: exact; } }
`;
