// The journal as it is printed, signed and kept: A4 across, its heading and the heads of its columns on every page.
import { h, redraw } from "/shared/dom.js";
import { columnsOf, headings, line } from "/journals/table.js";

const day = (iso) => iso.split("-").reverse().join(".");

export function drawPaper(paper, { paper: printed, journals, journal: code, language }, say) {
  document.body.classList.toggle("prints", Boolean(printed));
  const journal = journals.find(({ journal: one }) => one === code);
  redraw(paper, [printed, code, language], () => (printed && journal ? [sheet(printed, journal, language, say)] : []));
}

function sheet(printed, journal, language, say) {
  const { rows, since, until } = printed;
  const { provider, columns } = journal;
  const period = since === until ? day(since) : `${day(since)} – ${day(until)}`;
  return h("table", { class: "journal" },
    columnsOf(journal, (width) => `${width}mm`),
    h("thead", {},
      h("tr", { class: "paper-head" }, h("td", { colspan: columns.length },
        h("p", {}, `${provider.name[language]}, ${say("bin")} ${provider.bin}`),
        h("p", { class: "paper-title" }, journal.name[language]),
        h("p", {}, `${journal.service_name[language]} · ${say("period")}: ${period}`))),
      headings(journal, language)),
    h("tbody", {}, rows.length ? rows.map((row) => line(row, journal, false)) : h("tr", {}, h("td", { colspan: columns.length }, say("no_rows")))),
    h("tbody", {}, h("tr", { class: "paper-foot" }, h("td", { colspan: columns.length }, signatures(printed, say)))));
}

/** Who kept it and who looked it over put their names to it: within the table, so that they never stand on a page
 * that does not say of which journal. */
function signatures({ rows }, say) {
  return h("div", { class: "signatures" },
    h("p", {}, say("rows_printed", { n: rows.length })),
    ["kept_by", "checked_by"].map((who) => h("p", { class: "signature" }, h("span", {}, say(who)), h("span", { class: "ink" }, say("full_name")), h("span", { class: "ink" }, say("signature")), h("span", { class: "ink" }, say("date")))));
}
