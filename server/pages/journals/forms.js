// Two short forms: what is looked for, and the days that are printed or saved.
import { h } from "/shared/dom.js";

/** Whoever reads the journal masked looks for nobody. */
export function searchForm({ may_write: inFull }, say, actions) {
  const search = (event) => {
    event.preventDefault();
    actions.search(askedBy(event.currentTarget));
  };
  const clear = ({ currentTarget: key }) => {
    key.form.reset();
    actions.search({});
  };
  return h("form", { id: "search", class: "card line-form", role: "search", autocomplete: "off", onsubmit: search },
    field("number", say("row_number"), { class: "short", inputmode: "numeric", pattern: "[0-9]{1,9}" }),
    inFull ? field("name", say("name_of_person"), { class: "long", maxlength: 200 }) : null,
    inFull ? field("iin", say("iin"), { class: "iin", inputmode: "numeric", maxlength: 12 }) : null,
    field("since", say("since"), { type: "date" }), field("until", say("until"), { type: "date" }),
    h("div", { class: "line-keys" },
      h("button", { type: "submit", id: "do-search", class: "button button-first" }, say("find")),
      h("button", { type: "button", id: "clear", class: "button", onclick: clear }, say("show_all"))));
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
  return h("form", { id: "days", class: "card line-form", onsubmit: send },
    field("since", say("since"), { type: "date", id: "first-day", value: today, required: true }),
    field("until", say("until"), { type: "date", id: "last-day", value: today, required: true }),
    h("div", { class: "line-keys" },
      h("button", { type: "submit", id: "print", value: "print", class: "button" }, h("span", { class: "sign sign-printer", "aria-hidden": true }), say("print")),
      h("button", { type: "submit", id: "save-xlsx", value: "xlsx", class: "button" }, say("save_xlsx")),
      h("button", { type: "submit", id: "save-csv", value: "csv", class: "button" }, say("save_csv"))));
}

function field(name, label, { class: size = "", id = `search-${name}`, type = "text", ...more }) {
  return h("div", { class: `field ${size}` }, h("label", { for: id }, label), h("input", { id, name, type, spellcheck: "false", ...more }));
}
