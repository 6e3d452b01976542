// A new price: typed, then looked over with what it will change, then set. Money is typed in tenge, days as dd.mm.yyyy.
import { h } from "/shared/dom.js";
import { faultOf, inTenge, readTyped, shownAs } from "/counter/answers.js";
import { drawField } from "/counter/field.js";
import { dayText, plus } from "/counter/slots.js";
import { daysText, priceOn, setWithin } from "/services/periods.js";

const schemaOf = (say) => ({
  properties: {
    price: { type: "integer", minimum: 0, title: say("price") },
    valid_from: { type: "string", format: "date", title: say("valid_from") },
    valid_until: { type: "string", format: "date", title: say("valid_until") },
  },
  required: ["price", "valid_from"],
});

/** Is what is wrong said at a field of the open form? */
export const faultsIn = ({ asking, problem }) => Boolean(asking && !asking.price && problem && (problem.faults || Object.hasOwn(schemaOf(String).properties, problem.field ?? "")));

export const drawNewPrice = (service, state, say, actions) => (state.asking.price ? lookedOver(service, state, say, actions) : typed(state, say, actions));

function typed({ prices, drafts, problem }, say, actions) {
  const schema = schemaOf(say);
  const known = { price: "", valid_from: shownAs("valid_from", schema.properties.valid_from, prices.today), valid_until: "" };
  const typedIn = () => ({ ...known, ...drafts });
  const submit = (event) => {
    event.preventDefault();
    const { answers, faults } = readTyped(schema, typedIn());
    const told = Object.entries(faults).map(([name, text]) => [name, say(text)]);
    if (told.length) actions.sayFaults(Object.fromEntries(told));
    else actions.lookOver(answers);
  };
  return h("form", { id: "new-price", class: "form", novalidate: true, autocomplete: "off", onsubmit: submit, oninput: ({ target }) => { drafts[target.name] = target.value; } },
    h("h3", {}, say("new_price")),
    h("div", { class: "price-fields" }, Object.entries(schema.properties).map(([name, field]) =>
      drawField(name, field, { id: `field-${name}`, typed: typedIn()[name], required: schema.required.includes(name), compact: true, fault: faultOf(problem, name), say }))),
    h("div", { class: "price-keys" }, h("button", { type: "submit", id: "look-over", class: "button button-first" }, say("look_over")), backKey(say, actions)));
}

function lookedOver(service, { asking }, say, actions) {
  const { price, valid_from: first, valid_until: last = null } = asking.price;
  const submit = (event) => {
    event.preventDefault();
    actions.set(asking);
  };
  const days = daysText({ valid_from: first, valid_until: last }, say);
  return h("form", { id: "new-price", class: "form", onsubmit: submit },
    h("h3", {}, say("looks_so")),
    h("ul", { class: "follows" },
      h("li", {}, say("will_cost", { days, price: inTenge(price), before: inTenge(priceOn(service, first)) })),
      setWithin(service, first, last).map((period) => h("li", {}, say("hides", { days: daysText(period, say), price: inTenge(period.price) }))),
      h("li", {}, last ? say("afterwards", { day: dayText(plus(last, 1)), price: inTenge(priceOn(service, plus(last, 1))) }) : say("without_end")),
      h("li", {}, say("opened_before"))),
    h("div", { class: "price-keys" }, h("button", { type: "submit", id: "set-price", class: "button button-first" }, say("set_price", { price: inTenge(price) })), backKey(say, actions)));
}

const backKey = (say, actions) => h("button", { type: "button", id: "price-not", class: "button", onclick: actions.back }, say("back"), h("kbd", {}, "Esc"));
