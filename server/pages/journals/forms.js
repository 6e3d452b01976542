// Two short forms: what is looked for, always open; and, folded, the days that are printed or saved once a day.
import { h } from "/shared/dom.js";

/** What is looked for stands in it. Whoever reads the journal masked looks for nobody. */
export function searchForm({ in_full: inFull }, asked, say, actions) {
  const search = (event) => {
    event.preventDefault();
    actions.search(askedBy(event.currentTarget));
  };
  const clear = ({ currentTarget: key }) => {
    for (const input of key.form.querySelectorAll("input")) input.value = "";
    actions.search({});
  };
  return h("form", { id: "search", class: "card part", role: "search", "aria-labelledby": "search-title", autocomplete: "off", onsubmit: search },
    h("h2", { id: "search-title" }, say("search_title"), h("span", { class: "quiet" }, say("search_about"))),
    h("div", { class: "line-form" },
      field("number", say("row_number"), { class: "short", inputmode: "numeric", pattern: "[0-9]{1,9}", value: asked.number }),
      inFull ? field("name", say("name_of_person"), { class: "long", maxlength: 200, value: asked.name }) : null,
      inFull ? field("iin", say("iin"), { class: "iin", inputmode: "numeric", maxlength: 12, value: asked.iin }) : null,
      days("search", say("entered"), say, asked),
      h("div", { class: "line-keys" },
        h("button", { type: "submit", id: "do-search", class: "button button-first" }, say("find")),
        h("button", { type: "button", id: "clear", class: "button", onclick: clear }, say("show_all")))));
}

/** Only what was filled in. */
function askedBy(form) {
  const asked = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
  return asked.number ? { ...asked, number: Number(asked.number) } : asked;
}

export function daysForm(today, say, actions) {
  const send = (event) => {
    event.preventDefault();
    const { since, until } = event.currentTarget.elements;
    const does = event.submitter?.value ?? "print";
    if (does === "print") actions.print(since.value, until.value);
    else actions.save(does, since.value, until.value);
  };
  const wasOpen = document.getElementById("days")?.open; // whoever prints one journal prints the next one too
  return h("details", { id: "days", class: "card", open: wasOpen }, h("summary", { id: "fold-days" }, h("span", { class: "sign sign-printer", "aria-hidden": true }), h("h2", {}, say("days_title"), h("span", { class: "quiet" }, say("days_about"))), h("span", { class: "sign sign-fold", "aria-hidden": true })),
    h("form", { class: "line-form", onsubmit: send },
      days("days", say("days"), say, { since: today, until: today }, { required: true }),
      h("div", { class: "line-keys" },
        h("button", { type: "submit", id: "print", value: "print", class: "button button-first" }, say("print")),
        h("button", { type: "submit", id: "save-xlsx", value: "xlsx", class: "button" }, say("save_xlsx")),
        h("button", { type: "submit", id: "save-csv", value: "csv", class: "button" }, say("save_csv")))));
}

/** From one day to another, under one name: the first and the last belong to it. */
function days(form, label, say, known, more = {}) {
  const day = (name) => h("input", { id: `${form}-${name}`, name, type: "date", value: known[name], "aria-label": `${label}: ${say(name)}`, ...more });
  return h("div", { class: "field days", role: "group", "aria-labelledby": `${form}-days` }, h("span", { id: `${form}-days` }, label), h("div", { class: "from-to" }, day("since"), "–", day("until")));
}

function field(name, label, { class: size = "", id = `search-${name}`, type = "text", ...more }) {
  return h("div", { class: `field ${size}` }, h("label", { for: id }, label), h("input", { id, name, type, spellcheck: "false", ...more }));
}
