// One row: its cells by name; what came later is filled in, what is wrong is put right by a new row, with the reason.
import { h } from "/shared/dom.js";

const TYPES = { day: "date", time: "time", moment: "datetime-local" };

export function rowPanel(row, does, journal, language, say, actions) {
  const close = h("button", { type: "button", id: "close-row", class: "button button-small", onclick: actions.close }, say("back"), h("kbd", {}, "Esc"));
  return h("section", { id: "row", class: "card", "aria-labelledby": "row-title" },
    h("div", { class: "row-head" }, h("h2", { id: "row-title" }, say(does ? `title_${does}` : "title_row", { n: row.number })), close),
    row.correction ? h("p", { class: "note" }, row.correction) : null,
    does ? cellsForm(row, does, journal, language, say, actions) : shown(row, journal, language, say, actions));
}

function shown(row, journal, language, say, actions) {
  const open = laterCells(row, journal);
  const keys = journal.may_write && !row.corrected_by ? [
    open.length ? h("button", { type: "button", id: "fill-row", class: "button", onclick: () => actions.open(row, "fill") }, say("fill_in")) : null,
    h("button", { type: "button", id: "correct-row", class: "button", onclick: () => actions.open(row, "correct") }, say("correct")),
  ] : [];
  return [
    h("dl", { class: "cells" }, journal.columns.map(({ heading }, place) => (row.texts[place] ? h("div", {}, h("dt", {}, heading[language]), h("dd", {}, row.texts[place])) : null))),
    h("div", { class: "line-keys" }, keys, row.certificate ? h("a", { id: "to-certificate", class: "button", href: `/certificate/${encodeURIComponent(row.certificate)}`, target: "_blank", rel: "noopener" }, say("to_certificate")) : null),
  ];
}

const laterCells = (row, { cells }) => cells.filter(({ cell, later }) => later && row.cells[cell] === undefined);

function cellsForm(row, does, journal, language, say, actions) {
  const cells = does === "fill" ? laterCells(row, journal) : journal.cells;
  const submit = (event) => {
    event.preventDefault();
    const form = event.currentTarget.elements;
    const written = changed(cells, row, (name) => form[`cell-${name}`].value.trim());
    if (does === "fill") actions.fill(row, written);
    else actions.correct(row, written, form.ground_of_correction.value.trim());
  };
  return h("form", { id: "row-form", class: "row-form", autocomplete: "off", onsubmit: submit },
    h("p", { class: "quiet" }, say(`about_${does}`)),
    h("div", { class: "row-fields" }, cells.map((cell) => cellField(cell, row.cells[cell.cell], language, say))),
    does === "correct" ? h("div", { class: "field ground" }, h("label", { for: "ground_of_correction" }, say("ground_of_correction")), h("input", { id: "ground_of_correction", name: "ground_of_correction", maxlength: 200, required: true })) : null,
    h("div", { class: "line-keys" }, h("button", { type: "submit", id: "save-row", class: "button button-first" }, say(`do_${does}`))));
}

/** Only what differs from what stands there; whether somebody came is yes or no. */
function changed(cells, row, valueOf) {
  const differing = cells.filter(({ cell }) => valueOf(cell) !== String(row.cells[cell] ?? ""));
  return Object.fromEntries(differing.map(({ cell, kind }) => [cell, kind === "flag" && valueOf(cell) ? valueOf(cell) === "true" : valueOf(cell)]));
}

function cellField({ cell, label, kind, choices }, value, language, say) {
  const id = `cell-${cell}`;
  const named = kind === "flag" ? [{ choice: "true", name: say("yes") }, { choice: "false", name: say("no") }] : choices.map(({ choice, name }) => ({ choice, name: name[language] }));
  const text = String(value ?? "");
  const input = named.length
    ? h("select", { id, name: id }, h("option", { value: "" }, "—"), named.map(({ choice, name }) => h("option", { value: choice, selected: choice === text }, name)))
    : h("input", { id, name: id, type: TYPES[kind] ?? "text", value: text, maxlength: TYPES[kind] ? null : 200, inputmode: kind === "iin" ? "numeric" : null });
  return h("div", { class: "field" }, h("label", { for: id }, label[language]), input);
}
