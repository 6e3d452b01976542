// The form of the register check: ask the register, read what it says, confirm it; or say by hand what was found.
import { h } from "/shared/dom.js";
import { readTyped } from "/counter/answers.js";
import { day, hour } from "/counter/time.js";

const IIN = { properties: { iin: { type: "string", format: "iin" } }, required: ["iin"] };

/** `{before, fold, isToAsk, ask, canConfirm, asksWhy}`: what stands above the fields; what they are folded into; whether
 * Enter asks the register first; whether there is an answer to be confirmed; whether a reason may be wanted. */
export function makeRegisterCheck(ticket, task, draft, { views, asking, problem, link, language, room }, say, actions) {
  const last = views[ticket.id].ticket.look_ups.at(-1) ?? null;
  const answered = last?.finding ? last : null;
  const isUnasked = task.schema.required.includes("why_otherwise");
  const waits = asking === ticket.id;
  const fault = problem?.faults?.iin ?? (problem?.field === "iin" ? problem.detail : null);
  const iin = draft.iin ?? task.known.iin ?? "";
  const isOpen = problem?.field in task.schema.properties || (draft.by_hand ?? Boolean(last && !answered));

  const ask = (form) => askAbout(form, ticket, say, actions);

  const before = [
    h("div", { class: "look-up" },
      h("div", { class: "field field-iin" },
        h("label", { for: "look-up-iin" }, say("look_up_iin")),
        h("input", { id: "look-up-iin", name: "iin", type: "text", inputmode: "numeric", maxlength: 14, autocomplete: "off", class: "digits", value: iin, ...(fault ? { "aria-invalid": "true", "aria-describedby": "look-up-fault" } : {}) })),
      h("button", { type: "button", id: "look-up", class: `button${answered ? "" : " button-first"}`, disabled: !link.fresh || waits, onclick: (event) => ask(event.currentTarget.form) }, say(last ? "look_up_again" : "look_up")),
      fault ? h("span", { class: "field-fault", id: "look-up-fault", role: "alert" }, fault) : null),
    h("div", { id: "look-up-said", "aria-live": "polite" }, waits ? waiting(say) : last ? told(last, language, room.zone, say, answered ? null : say("look_up_by_hand")) : null),
  ];
  return {
    before,
    fold: (fields) => h("details", { id: "by-hand", class: "by-hand", open: isOpen, ontoggle: keep }, h("summary", {}, say(answered ? "found_otherwise" : "check_by_hand")), isUnasked ? h("p", { class: "quiet", id: "look-up-first" }, say("look_up_first")) : null, fields),
    /** Enter in the IIN asks the register, as long as there is nothing to confirm. */
    isToAsk: (form) => document.activeElement === form.elements.iin && !form.querySelector("#by-hand").open && (!answered || isOther(form, iin)),
    ask,
    canConfirm: Boolean(answered),
    asksWhy: isUnasked || Boolean(answered),
  };
}

function askAbout(form, ticket, say, actions) {
  const { answers, faults } = readTyped(IIN, { iin: form.elements.iin.value });
  if (faults.iin) actions.sayProblem({ code: "fault", faults: { iin: say(faults.iin) }, at: performance.now() });
  else actions.askRegister(ticket, answers.iin);
}

/** At the entry, where the IIN is another than the register was asked about in vain: the key that asks about this one. */
export function askAgainKey(ticket, { views, asking, problem, link }, say, actions) {
  const last = views[ticket.id].ticket.look_ups.at(-1);
  if (problem?.code !== "iin_not_checked" || !last || last.finding) return null;
  return h("button", { type: "button", id: "look-up", class: "button", disabled: !link.fresh || asking === ticket.id, onclick: (event) => askAbout(event.currentTarget.form, ticket, say, actions) }, say("look_up"));
}

/** Whether it is open is part of what was typed. */
const keep = ({ target }) => target.dispatchEvent(new Event("input", { bubbles: true }));
const isOther = (form, iin) => form.elements.iin.value !== iin;

function waiting(say) {
  return h("p", { class: "note look-up-waits" }, h("span", { class: "look-up-turns", "aria-hidden": "true" }), say("look_up_waits"));
}

/** What the register said, which one it was, and when; and what is to be done now. */
export function told(look_up, language, zone, say, next = null) {
  const kind = look_up.finding ? `look-up-${look_up.finding}` : "look-up-silent";
  return h("div", { class: `note look-up-told ${kind}`, "data-finding": look_up.finding ?? "none" },
    look_up.finding ? h("p", { class: "look-up-text" }, look_up.text[language]) : h("p", {}, h("strong", {}, say("look_up_none")), ". ", look_up.text[language]),
    h("p", { class: "quiet" }, look_up.source[language], " · ", h("time", { datetime: look_up.at }, `${day(look_up.at, zone)} ${hour(look_up.at, zone)}`)),
    next ? h("p", {}, next) : null);
}
