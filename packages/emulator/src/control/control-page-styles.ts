/** The control page's look: one column on a phone, two where there is room; light and dark by the system. */
export const controlPageStyles = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f4f5f8, #0f1217);
  --card: light-dark(#ffffff, #181c24);
  --line: light-dark(#e2e5ec, #2b313d);
  --text: light-dark(#161a22, #e8ebf1);
  --faint: light-dark(#5b6474, #9aa4b5);
  --accent: light-dark(#3346d3, #9aa8ff);
  --good: light-dark(#0b6b3c, #6fdca4);
  --good-back: light-dark(#e0f5ea, #12362a);
  --warn: light-dark(#7a4a00, #f3c676);
  --warn-back: light-dark(#fdf0d8, #3b2c10);
  --bad: light-dark(#a3142f, #ff9aa9);
  --bad-back: light-dark(#fde5e9, #431720);
  --plain-back: light-dark(#eceef3, #262c37);
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 24px clamp(12px, 3vw, 40px) 48px; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
header h1 { margin: 0; font-size: 24px; letter-spacing: -0.01em; }
header p { margin: 2px 0 0; color: var(--faint); }
#said { min-height: 1.5em; margin: 8px 0; color: var(--accent); font-weight: 600; }
main { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 16px 18px; min-width: 0; }
h2 { margin: 0 0 10px; font-size: 16px; }
small { color: var(--faint); font-weight: 400; font-size: 13px; }
section > p { margin: 8px 0; }
.big { font-size: 28px; font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.2; }
.faint { color: var(--faint); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(124px, 1fr)); gap: 12px; margin: 0; }
.tile dt { color: var(--faint); font-size: 13px; }
.tile dd { margin: 0; font-size: 18px; letter-spacing: -0.01em; font-weight: 650; font-variant-numeric: tabular-nums; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 10px; }
details { margin: 0 0 10px; }
summary { cursor: pointer; color: var(--accent); font-weight: 600; }
button {
  font: inherit; font-size: 14px; padding: 5px 12px; min-height: 32px; border-radius: 9px; border: 1px solid var(--line);
  background: var(--plain-back); color: var(--text); cursor: pointer; text-align: start;
}
button:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); font-weight: 600; }
code { font: 13px/1.4 ui-monospace, monospace; }
.badge { display: inline-block; padding: 1px 9px; border-radius: 99px; font-size: 13px; font-weight: 600; background: var(--plain-back); margin: 1px 0; white-space: nowrap; }
.badge.good { color: var(--good); background: var(--good-back); }
.badge.warn { color: var(--warn); background: var(--warn-back); }
.badge.bad { color: var(--bad); background: var(--bad-back); }
table { width: 100%; border-collapse: collapse; }
th { text-align: start; font-size: 13px; font-weight: 500; color: var(--faint); padding: 4px 10px 4px 0; }
td { padding: 7px 10px 7px 0; border-top: 1px solid var(--line); font-variant-numeric: tabular-nums; }
td button { white-space: nowrap; }
td time { white-space: nowrap; }
@media (min-width: 1100px) {
  main { grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: start; }
  #flows, #users, #transfers, #webhooks { grid-column: 1 / -1; }
}
@media (max-width: 640px) {
  section { padding: 14px; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody { display: block; }
  tr { display: grid; gap: 2px; padding: 10px 0; border-top: 1px solid var(--line); }
  td { display: grid; grid-template-columns: 84px minmax(0, 1fr); gap: 8px; padding: 1px 0; border: 0; }
  td::before { content: attr(data-label); color: var(--faint); font-size: 13px; padding-top: 2px; }
  td:has(div:empty) { display: none; }
}
`;
