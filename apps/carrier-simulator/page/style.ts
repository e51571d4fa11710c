/** The page's look: colours by meaning, light and dark each drawn for itself. */
export const STYLE = String.raw`
:root {
  color-scheme: light;
  --page: #f4f7f7; --card: #ffffff; --sunken: #eef3f3; --line: #d5dfdf; --line-strong: #7d8f90;
  --text: #14282a; --quiet: #4c6264; --main: #0b6468; --main-strong: #084b4e; --on-main: #ffffff;
  --bubble: #dff0ef; --bubble-text: #0f2b2d;
  --good: #17693a; --good-soft: #e3f4e9; --look: #7d4e00; --look-soft: #fdf0d8;
  --bad: #a81f24; --bad-soft: #fde8e7; --wait: #44575f; --wait-soft: #e8eef0;
  --focus: #0b6468; --shadow: 0 1px 2px rgb(20 40 42 / .06);
}
[data-theme="dark"] {
  color-scheme: dark;
  --page: #0e1718; --card: #162324; --sunken: #101c1d; --line: #2b3d3f; --line-strong: #7f9698;
  --text: #e3eeee; --quiet: #a5baba; --main: #67cbc6; --main-strong: #8fdcd8; --on-main: #06292b;
  --bubble: #1d4345; --bubble-text: #e6f5f4;
  --good: #7fd6a0; --good-soft: #173323; --look: #f1c16b; --look-soft: #382b12;
  --bad: #ff9c96; --bad-soft: #44201f; --wait: #b4c5cb; --wait-soft: #223136;
  --focus: #8fdcd8; --shadow: none;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--page); color: var(--text); font-size: 1rem; line-height: 1.6;
  font-family: system-ui, "Noto Sans TC", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
h1, h2, h3, p, dl, dd, ul { margin: 0; }
h1 { font-size: 1.375rem; line-height: 1.3; letter-spacing: .02em; }
h2 { font-size: 1.125rem; line-height: 1.4; }
h3 { font-size: .9375rem; }
[hidden] { display: none !important; }
.skip { position: absolute; left: -999rem; top: 0; background: var(--main); color: var(--on-main); padding: .5rem 1rem; z-index: 9; }
.skip:focus { left: 0; }
.quiet { color: var(--quiet); font-size: .875rem; }
.only-read { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

header { background: var(--card); border-bottom: 1px solid var(--line); }
.bar, main { max-width: 1440px; margin: 0 auto; padding: 0 1.5rem; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1.25rem; padding-block: .875rem; }
.mark { width: 2.75rem; height: 2.75rem; flex: none; }
.mark path { fill: var(--main); } .mark text { fill: var(--on-main); font: 700 12px system-ui, sans-serif; }
nav.sections { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding-block: 0 .625rem; }
nav.sections a { color: var(--main); font-size: .9375rem; text-underline-offset: 4px; padding-block: .25rem; }
.name { flex: 1 1 18rem; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; }
.tools label { display: flex; align-items: center; gap: .5rem; font-size: .875rem; color: var(--quiet); }
.pulse { display: inline-flex; align-items: center; gap: .375rem; font-size: .875rem; color: var(--good); }
.pulse svg, .state svg { width: 1em; height: 1em; flex: none; }
.pulse.off { color: var(--bad); }

main { padding-block: 1.25rem 3rem; display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); padding: 1.125rem 1.25rem; min-width: 0; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 1rem; margin-bottom: .875rem; }

.totals { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); }
.figure { border-left: 3px solid var(--line); padding: .125rem .875rem; }
.figure dt { color: var(--quiet); font-size: .8125rem; }
.figure dd { font-size: 1.5rem; font-weight: 600; line-height: 1.3; }
.figure.main { border-color: var(--main); } .figure.good { border-color: var(--good); } .figure.bad { border-color: var(--bad); }
.figure.bad dd { color: var(--bad); }
.totals-foot { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; margin-top: .875rem; padding-top: .75rem; border-top: 1px solid var(--line); }
.dups { list-style: none; padding: 0; margin-top: .5rem; color: var(--bad); font-size: .875rem; }

button, select, input { font: inherit; color: inherit; }
button { min-height: 2.5rem; padding: .375rem 1rem; border-radius: 8px; border: 1px solid var(--line-strong); background: var(--card); cursor: pointer; }
button:hover { border-color: var(--main); color: var(--main-strong); }
button.main { background: var(--main); border-color: var(--main); color: var(--on-main); font-weight: 600; }
button.main:hover { background: var(--main-strong); border-color: var(--main-strong); color: var(--on-main); }
button.danger { background: var(--bad); border-color: var(--bad); color: var(--card); font-weight: 600; }
button.plain { border-color: transparent; background: none; color: var(--main); padding-inline: .25rem; min-height: 2rem; text-decoration: underline; text-underline-offset: 3px; text-align: left; }
select, input[type="search"], input[type="number"] { width: 100%; min-height: 2.5rem; padding: .375rem .625rem; border-radius: 8px; border: 1px solid var(--line-strong); background: var(--card); }
.tools select { width: auto; min-height: 2.25rem; }

.search { display: flex; flex-wrap: wrap; gap: .25rem .5rem; align-items: center; margin-bottom: 1rem; }
.search label, .search .quiet { flex: 1 0 100%; }
.search input { flex: 1 1 10rem; width: auto; min-width: 0; }
.search label, .field label { font-weight: 600; font-size: .9375rem; }
.phones { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); list-style: none; padding: 0; }
.phone { border: 1px solid var(--line-strong); border-radius: 22px; background: var(--sunken); padding: .625rem; display: flex; flex-direction: column; min-height: 17rem; }
.phone-top { display: flex; align-items: center; justify-content: space-between; gap: .5rem; padding: .125rem .5rem .5rem; border-bottom: 1px solid var(--line); }
.phone-top h3 { font-size: 1rem; font-weight: 600; white-space: nowrap; }
.carrier { font-size: .8125rem; line-height: 1.3; color: var(--quiet); text-align: right; }
.talk { flex: 1; display: flex; flex-direction: column; gap: .75rem; padding: .75rem .25rem .25rem; list-style: none; margin: 0; }
.from { font-size: .8125rem; color: var(--quiet); display: flex; gap: .5rem; justify-content: space-between; padding: 0 .375rem .25rem; }
.bubble { background: var(--bubble); color: var(--bubble-text); border-radius: 4px 14px 14px 14px; padding: .625rem .75rem; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.55; font-size: .9375rem; }
.short { max-height: 12rem; overflow: hidden; mask-image: linear-gradient(#000 75%, transparent); }
.not-there .bubble { background: none; border: 1px dashed var(--line-strong); color: var(--quiet); }
.edge { display: block; margin: .375rem 0; border-top: 1px dotted var(--line-strong); }
.facts { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem .75rem; padding: .375rem .375rem 0; font-size: .8125rem; color: var(--quiet); }
.state { display: inline-flex; align-items: center; gap: .3125rem; font-weight: 600; font-size: .8125rem; padding: .0625rem .5rem; border-radius: 99px; white-space: nowrap; }
.state.good { color: var(--good); background: var(--good-soft); } .state.bad { color: var(--bad); background: var(--bad-soft); }
.state.look { color: var(--look); background: var(--look-soft); } .state.wait { color: var(--wait); background: var(--wait-soft); }
.nothing { border: 1px dashed var(--line-strong); border-radius: 12px; padding: 2.5rem 1.5rem; text-align: center; }
.nothing strong { display: block; font-size: 1.0625rem; margin-bottom: .25rem; }

.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { text-align: left; padding: .5rem .625rem; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--quiet); font-weight: 600; font-size: .8125rem; white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; }
.number { text-align: right; white-space: nowrap; }
.links th[scope="row"] { font-weight: 600; }
.links .quiet { display: block; font-weight: 400; font-size: .8125rem; }
.links th, .links td { padding-inline: .375rem; }
.links thead th { white-space: normal; }
.links tr > :first-child { padding-left: 0; } .links tr > :last-child { padding-right: 0; }
.links .has-fault > * { border-bottom: 0; padding-bottom: .125rem; }
.links .fault td { padding-top: 0; }
.links .fault .state { white-space: normal; border-radius: 10px; }

form.drill { display: grid; gap: .875rem; grid-template-columns: repeat(2, minmax(0, 1fr)); }
.field.wide, form.drill > .wide { grid-column: 1 / -1; }
.field .quiet { display: block; }
.check { display: flex; align-items: center; gap: .5rem; grid-column: 1 / -1; min-height: 2rem; }
.check input { width: 1.25rem; height: 1.25rem; accent-color: var(--main); }
.actions { display: flex; flex-wrap: wrap; gap: .625rem; }
.actions .main { flex: 1 1 14rem; }
.said { min-height: 1.6em; font-size: .875rem; color: var(--quiet); }
.said.bad { color: var(--bad); }
code { font-family: ui-monospace, "Noto Sans Mono", "DejaVu Sans Mono", monospace; font-size: .9em; white-space: nowrap; }
.codes { display: flex; flex-wrap: wrap; gap: 0 .75rem; }
dialog { border: 1px solid var(--line-strong); border-radius: 12px; background: var(--card); color: var(--text); padding: 1.5rem; width: min(28rem, calc(100vw - 2rem)); }
dialog::backdrop { background: rgb(8 20 21 / .55); }
dialog .actions { justify-content: flex-end; margin-top: 1.25rem; }

@media (min-width: 1100px) {
  .pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 2rem; align-items: start; }
  main { grid-template-columns: minmax(0, 1fr) 27rem; align-items: start; }
  .full { grid-column: 1 / -1; }
  .side { grid-column: 2; grid-row: 2; display: grid; gap: 1.25rem; }
  .left { grid-column: 1; }
}
@media (max-width: 1099px) { .side { display: grid; gap: 1.25rem; } }
@media (max-width: 600px) {
  .bar, main { padding-inline: 1rem; }
  .card { padding: 1rem; }
  .totals { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .figure { padding-inline: .625rem 0; } .figure dd { font-size: 1.25rem; }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack tr { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .75rem; padding: .625rem 0; border-bottom: 1px solid var(--line); }
  .stack tbody tr:last-child { border-bottom: 0; }
  .stack th, .stack td { border: 0; padding: .0625rem 0; }
  .stack td[data-label]::before { content: attr(data-label) "："; color: var(--quiet); }
  .stack td.none { display: none; }
  .stack .codes { display: inline-flex; }
  .phone { min-height: 0; }
  .links thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .links tbody tr { display: flex; flex-wrap: wrap; gap: .125rem .75rem; padding: .625rem 0; border-bottom: 1px solid var(--line); }
  .links tbody tr:last-child, .links .has-fault { border-bottom: 0; }
  .links .has-fault { padding-bottom: .25rem; } .links .fault { padding-top: 0; }
  .links tbody th, .links tbody td { border: 0; padding: 0; }
  .links tbody th { flex: 1 1 9rem; }
  .links .number { flex: 0 0 auto; min-width: 4.5rem; text-align: left; font-size: .875rem; }
  .links .number::before { content: attr(data-label) " "; color: var(--quiet); }
  .tools label span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack td[data-label] { grid-column: 2; font-size: .875rem; }
}
@media (prefers-reduced-motion: no-preference) {
  button, .phone { transition: border-color .15s, background-color .15s, color .15s; }
}
`;
