/** The page's only style sheet; colours follow the reader's system, paper is always light. */
export const styles = `
:root {
  color-scheme: light dark;
  --back: #fff; --front: #1c2128; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa; --link: #0757b5;
  --good: #116329; --bad: #b3161d; --warn: #7d4e00; --good-back: #dafbe1; --bad-back: #ffebe9; --warn-back: #fff3c4;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --front: #e6edf3; --soft: #9aa4af; --line: #30363d; --panel: #161b22; --link: #6cb6ff;
    --good: #56d364; --bad: #ff7b72; --warn: #e3b341; --good-back: #12261e; --bad-back: #2d1517; --warn-back: #272115;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 76rem; background: var(--back); color: var(--front);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.5rem; }
h2 { margin: 0 0 .4rem; font-size: 1.05rem; }
h3 { margin: .9rem 0 .3rem; font-size: .9rem; color: var(--soft); font-weight: 600; }
small, em { color: var(--soft); font-style: normal; font-weight: normal; }
a { color: var(--link); }
pre, code, .id, .method { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .85em; }
pre { margin: 0; padding: .5rem .7rem; max-height: 30rem; overflow: auto; white-space: pre-wrap; background: var(--panel);
  border: 1px solid var(--line); border-radius: 6px; }
pre:empty { display: none; }
ol, ul { margin: 0; padding-left: 1.3rem; }
li { margin: .2rem 0; }
.top { padding: .9rem 1.1rem; border: 1px solid var(--line); border-left: 6px solid; border-radius: 6px; }
.top.good { border-left-color: var(--good); background: var(--good-back); }
.top.bad { border-left-color: var(--bad); background: var(--bad-back); }
.top.good h1 { color: var(--good); }
.top.bad h1 { color: var(--bad); }
.why { margin: .3rem 0 0; }
.facts { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin: .6rem 0 0; }
.facts dt { display: inline; color: var(--soft); margin-right: .4rem; }
.facts dd { display: inline; margin: 0; }
@media screen { .facts > * { max-height: 6rem; overflow-y: auto; } }
.overview { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.2rem 1.6rem; margin: 1.2rem 0; }
.overview .wide { grid-column: 1 / -1; }
.overview summary h2 { display: inline; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .3rem .8rem; border: 1px solid var(--line); text-align: left; font-weight: normal; min-width: 7rem; vertical-align: top; }
thead th { background: var(--panel); }
td.passed b { color: var(--good); } td.failed b { color: var(--bad); } td.warned b { color: var(--warn); }
td.none b { color: var(--soft); font-weight: normal; }
td small { display: block; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.bar { display: block; width: 100%; height: 4px; margin-top: .2rem; }
.bar .passed { fill: var(--good); } .bar .warned { fill: var(--warn); } .bar .failed { fill: var(--bad); }
.controls:not([hidden]) { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center;
  padding: .6rem 0; background: var(--back); border-bottom: 1px solid var(--line); }
.controls input { flex: 1 1 12rem; min-width: 0; padding: .35rem .6rem; font: inherit; color: inherit; background: var(--panel);
  border: 1px solid var(--line); border-radius: 6px; }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; }
button { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: 999px;
  padding: .1rem .7rem; cursor: pointer; font-size: .85rem; }
button .sign { margin-right: .35rem; }
button[aria-pressed="true"] { background: var(--link); color: var(--back); border-color: var(--link); }
button[aria-pressed="true"] .sign { color: inherit; }
#shown { color: var(--soft); font-size: .85rem; }
.area { margin-top: 1.4rem; }
.check { border: 1px solid var(--line); border-radius: 6px; margin: .3rem 0; content-visibility: auto; contain-intrinsic-size: auto 2.6rem; }
.check.failed, .check.errored { border-left: 4px solid var(--bad); }
.check.warned { border-left: 4px solid var(--warn); }
.check > summary { display: flex; flex-wrap: wrap; gap: .1rem .6rem; align-items: baseline; padding: .4rem .7rem; cursor: pointer; list-style: none; }
.check > summary::-webkit-details-marker { display: none; }
.check[open] > summary { background: var(--panel); border-bottom: 1px solid var(--line); }
.check > summary:hover { background: var(--panel); }
.sign { width: 1.1em; text-align: center; color: var(--soft); display: inline-block; }
.passed .sign { color: var(--good); } .failed .sign, .errored .sign { color: var(--bad); } .warned .sign { color: var(--warn); }
.id { font-weight: 600; }
.tag { font-size: .72rem; color: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: 0 .3rem; white-space: nowrap; }
.time { margin-left: auto; color: var(--soft); font-size: .8rem; white-space: nowrap; }
.said { flex: 1 0 100%; padding-left: 1.7em; color: var(--soft); font-size: .9rem; }
.failed .said, .errored .said, .warned .said { color: var(--front); }
.about { padding: .6rem .9rem .9rem; }
.about dl { display: grid; grid-template-columns: 7rem 1fr; gap: .3rem .8rem; margin: 0; }
.about dt { color: var(--soft); }
.about dd { margin: 0; white-space: pre-line; min-width: 0; }
dd.of-mend { font-weight: 600; }
dd.of-source { font-size: .85rem; color: var(--soft); }
.script { margin-top: .5rem; } .script > summary { cursor: pointer; }
.call { border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 1.9rem; }
.call > summary { display: grid; grid-template-columns: 2.5rem minmax(9rem, 16rem) 3.5rem minmax(4rem, 1fr) 5rem; gap: .5rem;
  align-items: center; padding: .15rem .2rem; cursor: pointer; list-style: none; }
.call > summary:hover { background: var(--panel); }
.call .number, .call .took { color: var(--soft); font-size: .8rem; text-align: right; }
.call .code { font-size: .85rem; } .call .code.no { color: var(--bad); font-weight: 600; }
.lane { position: relative; height: .7rem; background: var(--panel); border-radius: 3px; overflow: hidden; }
.lane i { position: absolute; top: 0; bottom: 0; min-width: 2px; background: var(--link); opacity: .45; border-radius: 2px; }
.lane i.read { opacity: 1; }
.wire { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; padding: .4rem 0 .8rem; }
.wire .error { color: var(--bad); }
.wire small { grid-column: 1 / -1; }
@media (max-width: 40rem) {
  body { padding: .6rem; font-size: 14px; }
  .controls:not([hidden]) { position: static; }
  .about { padding: .5rem; }
  .about dl { grid-template-columns: 1fr; gap: 0; } .about dd { margin-bottom: .5rem; }
  .call > summary { grid-template-columns: 1.6rem 1fr 2.6rem 4rem; } .lane { display: none; }
  .wire { grid-template-columns: 1fr; }
  th, td { min-width: 5rem; padding: .25rem .4rem; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .controls:not([hidden]), button { display: none; }
  pre { max-height: none; overflow: visible; }
  .check, .call { content-visibility: visible; break-inside: avoid-page; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
