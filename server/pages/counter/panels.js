// Panels for what is rare: they stand in the place of the tasks, and go away by Escape.
import { h } from "/shared/dom.js";
import { cashPanel } from "/counter/cash_desk/panel.js";
import { taskForm } from "/counter/form.js";
import { capital } from "/counter/page.js";
import { onPaper } from "/counter/on_paper.js";
import { papersPanel } from "/counter/papers.js";

const PANELS = { refuse: refusePanel, withdraw: withdrawPanel, redirect: redirectPanel, telephone: telephonePanel, comeback: comebackPanel, result: resultPanel, cash: cashPanel, papers: papersPanel };
const OF_WHO_IS_HERE = new Set(["refuse", "withdraw", "redirect"]);

export function drawPanel(state, view, say, actions) {
  const { panel } = state;
  return [h("section", { class: "panel", id: "panel", "aria-labelledby": "panel-title" },
    h("div", { class: "panel-head" }, h("h2", { id: "panel-title" }, say(`panel_${panel.name}`, { number: (panel.ticket && onPaper(panel.ticket)) ?? "" })),
      h("button", { type: "button", id: "close-panel", class: "button button-small panel-close", onclick: actions.closePanel }, say("back"), h("kbd", {}, "Esc"))),
    PANELS[panel.name](state, view, say, actions))];
}

/** Is the panel about somebody who is here no more? What is chosen in it would else be done to the next. */
export const isOver = (panel, { tickets }) => OF_WHO_IS_HERE.has(panel?.name) && !tickets.some(({ id }) => id === panel.ticket.id);

function refusePanel(state, _, say, actions) {
  return grounds("refuse", state.grounds?.refusal ?? [], state, true, say, actions);
}

function withdrawPanel(state, _, say, actions) {
  return grounds("withdraw", state.grounds?.withdrawal ?? [], state, false, say, actions);
}

/** A ground is chosen first and then confirmed: this cannot be undone. */
function grounds(move, offered, { panel, drafts, language, link }, isFault, say, actions) {
  const chosen = drafts["panel/ground"];
  const confirm = h("button", { type: "submit", id: "confirm-ground", class: `button ${isFault ? "button-fault-first" : "button-first"}`, disabled: !chosen || !link.fresh }, say(`do_${move}`));
  const submit = (event) => {
    event.preventDefault();
    actions.move(panel.ticket, move, { ground: event.currentTarget.elements.ground.value });
  };
  const choose = ({ target }) => {
    actions.keepDraft("panel/ground", target.value);
    confirm.disabled = !link.fresh;
  };
  return h("form", { class: "grounds", onsubmit: submit, onchange: choose },
    h("p", { class: "quiet" }, say("choose_ground")),
    h("div", { class: "ground-list", role: "radiogroup", "aria-labelledby": "panel-title" }, offered.map(({ ground, name }) =>
      h("label", { class: "choice ground" }, h("input", { type: "radio", name: "ground", id: `ground-${ground}`, value: ground, checked: ground === chosen }), h("span", {}, name[language])))),
    h("div", { class: "form-foot" }, confirm));
}

function redirectPanel(state, _, say, actions) {
  const { ticket } = state.panel;
  const others = state.counters.filter(({ id, roles, seat }) => id !== state.counter && roles.includes(ticket.role) && seat?.staff.roles.includes(ticket.role));
  if (!others.length) return h("p", { class: "quiet" }, say("nowhere_to_redirect"));
  return h("ul", { class: "seats" }, others.map(({ id, place, seat }) =>
    h("li", {}, h("button", { type: "button", id: `redirect-${id}`, class: "button seat", disabled: !state.link.fresh, onclick: () => actions.move(ticket, "redirect", { counter: id }) },
      h("strong", {}, capital(place[state.language])), h("span", { class: "quiet" }, seat.staff.name)))));
}

function telephonePanel(state, _, say, actions) {
  return h("ul", { class: "seats" }, byTelephone(state).map(({ service, name }) =>
    h("li", {}, h("button", { type: "button", id: `telephone-${service}`, class: "button seat", disabled: !state.link.fresh, onclick: () => actions.telephone(service) }, h("strong", {}, name[state.language])))));
}

/** Someone who was here on another day: the code of his slip, or what a scanner reads of it. What was typed stays if it is
 * refused: one letter of it may be wrong. */
function comebackPanel({ link, problem, drafts }, _, say, actions) {
  const submit = (event) => {
    event.preventDefault();
    const code = event.currentTarget.elements.code.value.trim();
    if (code) actions.comeBack(code);
  };
  return h("form", { class: "form", onsubmit: submit, oninput: ({ target }) => actions.keepDraft("panel/code", target.value), autocomplete: "off" },
    h("p", { class: "quiet" }, say("comeback_about")),
    h("div", { class: "field" }, h("label", { for: "code" }, say("return_code")),
      h("input", { id: "code", name: "code", class: "digits code", maxlength: 80, required: true, spellcheck: "false", autocapitalize: "characters", value: drafts["panel/code"] ?? "", "aria-invalid": problem ? "true" : null })),
    h("div", { class: "form-foot" }, h("button", { type: "submit", id: "take-up", class: "button button-first", disabled: !link.fresh }, say("take_up"))));
}

/** The services that this counter takes by telephone. */
export function byTelephone({ services, room, session }) {
  const roles = (room?.roles ?? []).filter((role) => session.staff.roles.includes(role));
  return services.filter(({ channels, open, role }) => open && channels.includes("telephone") && roles.includes(role));
}

/** What may be done on a ticket that is not in line yet: the result of a test. */
function resultPanel(state, view, say, actions) {
  if (!view) return h("p", { class: "quiet" }, say("connecting"));
  const task = view.ticket.tasks.find(({ while_pending: early, done }) => early && !done);
  return task ? taskForm(view.ticket, task, state, say, actions) : h("p", { class: "note" }, say("result_is_in"));
}
