// The rows of a journal as a table: on the screen with a key on each number, on paper without.
import { h } from "/shared/dom.js";

/** On the screen. Whoever has looked for nothing yet is not told that nothing was found. */
export function rowsTable({ asked, rows, more, language, opened }, journal, say, actions) {
  if (!rows.length) return [h("p", { id: "nothing", class: "note" }, say(Object.keys(asked).length ? "nothing_found" : "no_rows_yet"))];
  return [
    h("div", { class: "scrolls", id: "scrolls", tabindex: "0", role: "region", "aria-label": journal.name[language] },
      h("table", { class: "journal" }, columnsOf(journal, (width, all) => `${(100 * width) / all}%`), h("thead", {}, headings(journal, language)), h("tbody", {}, rows.map((row) => line(row, journal, opened?.row === row.row, (text) => numberKey(row, text, say, actions)))))),
    more ? h("button", { type: "button", id: "older", class: "button older", onclick: actions.older }, say("older")) : null,
  ];
}

function numberKey(row, text, say, actions) {
  return h("button", { type: "button", id: `row-${row.row}`, class: "button button-small row-key", "aria-label": say("open_row", { n: row.number }), onclick: () => actions.open(row) }, text);
}

export const headings = ({ columns }, language) => h("tr", {}, columns.map(({ heading }) => h("th", { scope: "col" }, heading[language])));

/** `size(width, all)`: what CSS makes of a width in millimetres. Set by the script, as the policy allows no style in HTML. */
export function columnsOf({ columns }, size) {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  return h("colgroup", {}, columns.map(({ width }) => {
    const column = h("col");
    column.style.width = size(width, all);
    return column;
  }));
}

/** A row, and below it what it corrects or which row corrects it. */
export function line(row, { columns }, isOpen, drawNumber = (text) => text) {
  const cells = row.texts.map((text, place) => h("td", {}, place === 0 ? drawNumber(text) : text));
  const marks = `${row.corrected_by ? "corrected" : ""} ${isOpen ? "open" : ""}`.trim();
  return [
    h("tr", { class: marks || null, "data-number": row.number }, cells),
    row.correction ? h("tr", { class: "correction" }, h("td", { colspan: columns.length }, row.correction)) : null,
  ].filter(Boolean);
}
