// One field of a form, drawn out of its JSON Schema.
import { h } from "/shared/dom.js";
import { kindOf, typedAtFirst } from "/counter/answers.js";

const FEW = 3; // so many choices stand side by side; more go into a list

const OF_TEXT = {
  iin: { inputmode: "numeric", maxlength: 14, autocomplete: "off", class: "digits" },
  money: { inputmode: "decimal", maxlength: 12, autocomplete: "off", class: "digits" },
  integer: { inputmode: "numeric", maxlength: 12, autocomplete: "off", class: "digits" },
  date: { inputmode: "numeric", maxlength: 10, autocomplete: "off", class: "digits" },
  time: { inputmode: "numeric", maxlength: 5, autocomplete: "off", class: "digits" },
  text: { maxlength: 200, autocomplete: "off" },
};

/** `fault`: what is wrong with it, in words. `compact`: many fields share the form. */
export function drawField(name, schema, { id, typed, required, compact, fault, say }) {
  const kind = kindOf(name, schema);
  const value = typed ?? typedAtFirst(name, schema);
  const told = fault ? { "aria-invalid": "true", "aria-describedby": `${id}-fault` } : {};
  const said = fault ? h("span", { class: "field-fault", id: `${id}-fault`, role: "alert" }, fault) : null;
  if (kind === "check") {
    return h("div", { class: "field-check" }, h("label", { class: "tick" }, h("input", { type: "checkbox", id, name, checked: value === true, ...told }), h("span", {}, schema.title)), said);
  }
  if (kind === "choice" && required && schema.enum.length <= FEW && !compact) return choices(name, schema, { id, value, told, said });
  const label = required ? schema.title : `${schema.title} (${say("optional")})`;
  const input = kind === "choice" ? list(name, schema, { id, value, told, say }) : text(name, kind, { id, value, told, say });
  return h("div", { class: `field field-${kind}` }, h("label", { for: id }, label), input, said);
}

function choices(name, schema, { id, value, told, said }) {
  return h("fieldset", { class: "choices" }, h("legend", {}, schema.title),
    h("div", { class: "choice-row" }, schema.enum.map((choice, index) =>
      h("label", { class: "choice" }, h("input", { type: "radio", id: index ? `${id}-${choice}` : id, name, value: choice, checked: value === choice, ...told }), h("span", {}, schema["x-choices"][choice])))),
    said);
}

function list(name, schema, { id, value, told, say }) {
  return h("select", { id, name, ...told }, h("option", { value: "" }, say("choose")),
    schema.enum.map((choice) => h("option", { value: choice, selected: value === choice }, schema["x-choices"][choice])));
}

function text(name, kind, { id, value, told, say }) {
  const input = h("input", { id, name, value, type: "text", ...OF_TEXT[kind], ...told, placeholder: kind === "date" ? say("form_of_day") : kind === "time" ? "10:30" : null });
  return kind === "money" ? h("span", { class: "money" }, input, h("span", { class: "quiet" }, "₸")) : input;
}
