/** Colours and fonts of the page, for light and dark, screens of any width and paper. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: #f7f7f5; --card: #ffffff; --ink: #1d1f23; --quiet: #62666d; --line: #e3e3de; --soft: #f0f0ec;
  --alarm: #b42318; --alarm-soft: #fdecea; --calm: #1a6b54; --calm-soft: #e5f3ee; --warn: #8a5a00; --warn-soft: #fbf0d9;
  --link: #1f5fbf;
  --mono: ui-monospace, 'Cascadia Mono', 'SF Mono', Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #16181c; --card: #1e2126; --ink: #eceef1; --quiet: #9aa0a8; --line: #31353c; --soft: #262a30;
    --alarm: #ff9b8f; --alarm-soft: #3b2321; --calm: #7fd1b5; --calm-soft: #1d332c; --warn: #f0c067; --warn-soft: #362c19;
    --link: #8ab8ff;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 56px; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, 'Segoe UI', sans-serif; }
header > div, nav > div, main { max-width: 1160px; margin: 0 auto; padding: 0 24px; }
header { padding: 28px 0 24px; border-top: 5px solid var(--alarm); background: var(--card); }
header.calm { border-color: var(--calm); }
h1 { margin: 2px 0 0; font-size: clamp(20px, 4.2vw, 32px); line-height: 1.2; font-weight: 680; letter-spacing: -0.01em;
  overflow-wrap: anywhere; }
.crash h1 { color: var(--alarm); }
.calm h1 { color: var(--calm); }
.about { margin: 0; color: var(--quiet); overflow-wrap: anywhere; }
.about span { opacity: 0.6; padding: 0 2px; }
.lead { margin: 6px 0 0; font-size: clamp(16px, 2.4vw, 19px); overflow-wrap: anywhere; }
.place { margin: 6px 0 0; font-family: var(--mono); font-size: 14px; overflow-wrap: anywhere; }
.culprit { display: grid; gap: 2px; margin: 18px 0 0; padding: 12px 16px; border-left: 4px solid var(--alarm);
  border-radius: 4px 8px 8px 4px; background: var(--alarm-soft); overflow-wrap: anywhere; }
.calm .culprit { border-color: var(--calm); background: var(--calm-soft); }
.culprit .label { font-size: 12px; font-weight: 650; letter-spacing: 0.05em; text-transform: uppercase; }
.culprit .label span { font-weight: 400; letter-spacing: 0; text-transform: none; color: var(--quiet); }
.culprit strong { font: 650 15px/1.5 var(--mono); }
nav { position: sticky; top: 0; z-index: 1; border-block: 1px solid var(--line); background: var(--card); }
nav > div { display: flex; gap: 4px 22px; overflow-x: auto; scrollbar-width: none; }
nav a { padding: 10px 0; color: var(--quiet); text-decoration: none; white-space: nowrap; font-size: 14px; }
nav a:hover, nav a:focus-visible { color: var(--ink); box-shadow: inset 0 -2px var(--alarm); }
main { padding-bottom: 48px; }
section { margin-top: 22px; padding: 18px 20px 20px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
h2 { margin: 0 0 12px; font-size: 17px; font-weight: 650; overflow-wrap: anywhere; }
small { margin-left: 2px; color: var(--quiet); font-size: 0.85em; font-weight: 400; }
code, pre { font-family: var(--mono); font-size: 13px; overflow-wrap: anywhere; }
pre { margin: 0; white-space: pre-wrap; }
dl { margin: 0; }
dl > div { display: grid; grid-template-columns: 116px minmax(0, 1fr); gap: 0 12px; padding: 5px 0; }
dl > div + div { border-top: 1px solid var(--soft); }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.tag { display: inline-block; padding: 0 7px; border-radius: 9px; background: var(--soft); color: var(--quiet);
  font: 12px/19px system-ui, 'Segoe UI', sans-serif; white-space: nowrap; }
.stack { margin: 0; padding: 0; list-style: none; }
.frame { display: grid; grid-template-columns: 44px minmax(0, 1fr) auto; gap: 0 10px; padding: 7px 10px 7px 0;
  border-left: 3px solid transparent; }
.stack > li + li { border-top: 1px solid var(--soft); }
.frame .index { padding-left: 8px; text-align: right; color: var(--quiet); font: 13px/1.6 var(--mono); }
.frame .name { font: 14px/1.5 var(--mono); overflow-wrap: anywhere; }
.frame .function { font-weight: 620; }
.frame .module, .frame .offset, .culprit .module { color: var(--quiet); font-weight: 400; }
.frame .unknown { font-style: italic; }
.frame .tag { margin-left: 4px; }
.source { color: var(--quiet); font: 13px/1.5 var(--mono); overflow-wrap: anywhere; }
.frame .address { color: var(--quiet); line-height: 1.65; font-size: 12px; opacity: 0.85; }
.frame.system .function { font-weight: 400; color: var(--quiet); }
.frame.blamed { border-left-color: var(--alarm); background: var(--alarm-soft); }
.frame.blamed .tag { background: var(--alarm); color: var(--card); }
.frame.blamed .inlined .tag { background: var(--soft); color: var(--quiet); }
.inlined { margin-bottom: 4px; padding-left: 10px; border-left: 2px solid var(--line); }
.fold { margin: 8px 0; padding: 6px 0 0; border: 1px dashed var(--line); border-radius: 8px; background: var(--warn-soft); }
.fold > p { margin: 0 12px 4px; color: var(--warn); font-weight: 600; font-size: 13px; }
.fold > .stack { border-radius: 0 0 8px 8px; background: var(--card); overflow: hidden; }
.end { margin: 10px 0 0; color: var(--quiet); font-size: 14px; overflow-wrap: anywhere; }
.registers { display: grid; grid-template-columns: repeat(auto-fill, minmax(236px, 1fr)); gap: 2px 22px; }
.registers > div { grid-template-columns: 48px minmax(0, 1fr); padding: 4px 0; border-top: 1px solid var(--soft); }
.registers dt { font: 13px/1.6 var(--mono); }
.registers dd > span { display: block; color: var(--quiet); font-size: 12px; }
.bytes { padding-left: 6px; overflow-x: auto; line-height: 1.7; white-space: pre; }
.bytes i { color: var(--quiet); font-style: normal; }
.bytes .here { padding: 1px 6px 1px 0; border-radius: 3px; background: var(--alarm-soft); box-shadow: -6px 0 var(--alarm-soft); }
.pieces { margin: 0; padding: 0; list-style: none; }
.pieces li { padding: 8px 0 8px 12px; border-left: 3px solid var(--line); overflow-wrap: anywhere; }
.pieces li + li { margin-top: 8px; }
.pieces .needed { border-left-color: var(--warn); }
.pieces .needed .tag { background: var(--warn-soft); color: var(--warn); }
.pieces p { margin: 2px 0 0; color: var(--quiet); font-size: 14px; }
details { border-top: 1px solid var(--soft); }
summary { display: flex; flex-wrap: wrap; gap: 0 14px; align-items: baseline; padding: 8px 4px; cursor: pointer; list-style: none;
  overflow-wrap: anywhere; }
summary::-webkit-details-marker { display: none; }
summary::before { content: '\\25b8'; flex: none; width: 12px; color: var(--quiet); }
details[open] > summary::before { content: '\\25be'; }
summary > span { min-width: 0; }
summary .top { color: var(--quiet); font: 13px/1.5 var(--mono); }
summary:hover, tbody tr:hover { background: var(--soft); }
details > .stack { margin: 0 0 12px; }
details > .end { margin: 0 0 12px 34px; }
button, input { padding: 4px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--page); color: inherit;
  font: inherit; font-size: 14px; }
button { margin-bottom: 10px; cursor: pointer; }
.filter { display: block; margin-bottom: 10px; color: var(--quiet); }
.filter[hidden] { display: none; }
.filter input { width: min(320px, 70%); margin-left: 6px; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th { padding: 4px 12px 6px 0; text-align: left; color: var(--quiet); font-weight: 500; border-bottom: 1px solid var(--line); }
td { padding: 7px 12px 7px 0; vertical-align: top; border-bottom: 1px solid var(--soft); overflow-wrap: anywhere; }
td code { font-size: 12px; }
td strong { font-weight: 550; }
.used td:first-child strong { font-weight: 700; }
.sub { display: block; color: var(--quiet); font-size: 12px; }
.tag.loaded { background: var(--calm-soft); color: var(--calm); }
.tag.mismatch, .used .tag.none, .used .tag.exports { background: var(--warn-soft); color: var(--warn); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media (max-width: 720px) {
  header > div, nav > div, main { padding-inline: 14px; }
  header { padding: 20px 0 18px; }
  section { margin-top: 14px; padding: 14px 12px; border-radius: 8px; }
  dl:not(.registers) > div { grid-template-columns: minmax(0, 1fr); }
  dl:not(.registers) dt { font-size: 13px; }
  .frame { grid-template-columns: 36px minmax(0, 1fr); padding-right: 6px; }
  .frame .index { padding-left: 2px; }
  .frame .address { grid-column: 2; }
  .frame .tag { margin-left: 0; }
  .registers { grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); }
  thead { display: none; }
  table, tbody, tr, td { display: block; }
  tr { padding: 8px 0; border-bottom: 1px solid var(--soft); }
  tr[hidden] { display: none; }
  td { padding: 1px 0; border: 0; }
  td:empty { display: none; }
  td[data-label]::before { content: attr(data-label) ': '; color: var(--quiet); font-size: 13px; }
}
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --quiet: #444; --line: #bbb; --soft: #eee; --alarm: #900; --alarm-soft: #fff; }
  body { font-size: 11px; }
  nav, .filter, button { display: none !important; }
  section { border: 0; padding: 0; break-inside: auto; }
  .frame, tr { break-inside: avoid; }
  details::details-content { content-visibility: visible; }
}
`;

/** Adds comfort only: the page is complete without it. */
export const pageScript = `
const filter = document.getElementById('filter');
if (filter) {
  const rows = [...document.querySelectorAll('#module-table tbody tr')];
  filter.parentElement.hidden = rows.length < 8;
  filter.addEventListener('input', () => {
    const wanted = filter.value.toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
}
const unfold = document.getElementById('unfold');
if (unfold) {
  const threads = [...document.querySelectorAll('.threads details')];
  unfold.hidden = false;
  unfold.addEventListener('click', () => {
    const open = threads.some((thread) => !thread.open);
    for (const thread of threads) thread.open = open;
    unfold.textContent = open ? 'Fold all' : 'Unfold all';
  });
}
`;
