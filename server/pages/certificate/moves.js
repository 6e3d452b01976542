// What may become of a certificate beside its route: handed over, replaced, made void. Asked first, with what follows.
import { h } from "/shared/dom.js";
import { faultOf, readTyped, shownAs } from "/counter/answers.js";
import { drawField } from "/counter/field.js";
import { IN_FORCE } from "/counter/papers.js";

const FOLLOWS = {
  issue: ["issue_follows_1"],
  replace: ["replace_follows_1", "replace_follows_2", "replace_follows_3", "replace_follows_4"],
  annul: ["annul_follows_1", "annul_follows_2", "annul_follows_3", "annul_follows_4"],
};

export function drawMoves(state, say, actions) {
  const { view, asking } = state;
  if (asking && view.may.includes(asking)) return [form(state, say, actions)];
  if (!view.seated) return IN_FORCE.has(view.certificate.state) ? [h("p", { id: "not-seated", class: "quiet" }, say("not_seated"), " ", h("a", { href: "/counter" }, say("to_counter")))] : [];
  const keys = Object.keys(FOLLOWS).filter((what) => view.may.includes(what));
  return [
    ...keys.map((what) => h("button", { type: "button", id: `ask-${what}`, class: `button${what === "annul" ? " button-fault" : ""}`, onclick: () => actions.ask(what) }, say(`do_${what}`))),
    view.may.includes("replace") && !view.may.includes("annul") ? h("p", { id: "annul-later", class: "quiet" }, say("annul_later")) : null,
  ];
}

function form(state, say, actions) {
  const { view, asking, grounds, drafts, language } = state;
  const { number } = view.certificate;
  const confirm = h("button", { type: "submit", id: "confirm-move", class: `button ${asking === "annul" ? "button-fault-first" : "button-first"}`, disabled: asking !== "issue" && !drafts.ground }, say(`confirm_${asking}`, { number }));
  const keep = ({ target }) => {
    drafts[target.name] = target.value;
    confirm.disabled = asking !== "issue" && !drafts.ground;
  };
  const submit = (event) => {
    event.preventDefault();
    if (asking === "issue") return actions.issue();
    if (asking === "annul") return actions.annul(drafts.ground);
    return replace(view.correction, drafts, say, actions);
  };
  return h("form", { id: "move-form", class: "card", "aria-labelledby": "move-title", novalidate: true, autocomplete: "off", onsubmit: submit, oninput: keep },
    h("h2", { id: "move-title" }, say(`title_${asking}`, { number })),
    h("ul", { class: "follows" }, FOLLOWS[asking].map((text) => h("li", {}, say(text)))),
    asking === "issue" ? null : chooseGround(grounds, drafts.ground, language, say),
    asking === "replace" ? corrections(state, say) : null,
    h("div", { class: "move-keys" }, confirm, h("button", { type: "button", id: "move-not", class: "button", onclick: () => actions.ask(null) }, say("back"), h("kbd", {}, "Esc"))));
}

const chooseGround = (grounds, chosen, language, say) => h("fieldset", { class: "choices" }, h("legend", {}, say("choose_ground")),
  h("div", { class: "choice-row" }, grounds.map(({ ground, name }) =>
    h("label", { class: "choice" }, h("input", { type: "radio", name: "ground", id: `ground-${ground}`, value: ground, checked: ground === chosen }), h("span", {}, name[language])))));

const typedIn = ({ schema, known }, drafts) => Object.fromEntries(Object.entries(schema.properties).map(([name, field]) => [name, drafts[name] ?? shownAs(name, field, known[name])]));

function corrections({ view, drafts, problem }, say) {
  const typed = typedIn(view.correction, drafts);
  return h("fieldset", { class: "choices" }, h("legend", {}, say("put_right")),
    h("div", { class: "corrected" }, Object.entries(view.correction.schema.properties).map(([name, field]) =>
      drawField(name, field, { id: `field-${name}`, typed: typed[name], required: true, compact: true, fault: faultOf(problem, name), say }))));
}

/** Only what differs from what stands there. */
function replace(correction, drafts, say, actions) {
  const { answers, faults } = readTyped(correction.schema, typedIn(correction, drafts));
  const told = Object.entries(faults).map(([name, text]) => [name, say(text)]);
  if (told.length) return actions.sayFaults(Object.fromEntries(told));
  return actions.replace(drafts.ground, Object.fromEntries(Object.entries(answers).filter(([name, answer]) => answer !== correction.known[name])));
}
