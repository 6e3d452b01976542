// The form of one task: a few fields and the key that does it.
import { h } from "/shared/dom.js";
import { faultOf, inTenge, kindOf, readTyped, shownAs } from "/counter/answers.js";
import { bornText, followIin } from "/counter/birth_date.js";
import { drawField } from "/counter/field.js";
import { roundField } from "/counter/rounds.js";
import { slotField } from "/counter/slots.js";
import { makePrice } from "/counter/price.js";
import { askAgainKey, makeRegisterCheck } from "/counter/register_check.js";

const MANY = 3; // fields; more stand side by side
const mended = new WeakMap(); // problem → the fields that were typed in since: what is typed is not drawn anew

export function taskForm(ticket, task, state, say, actions) {
  const { drafts, problem, link, language } = state;
  const key = `${ticket.id}/${task.task}`;
  const draft = drafts[key] ?? {};
  const fields = Object.entries(task.schema.properties);
  const submit = (event) => {
    event.preventDefault();
    if (check?.isToAsk(event.currentTarget)) return check.ask(event.currentTarget);
    const { answers, faults } = readTyped(task.schema, typedIn(event.currentTarget));
    const told = Object.entries(faults).map(([name, text]) => [name, say(text, { sum: inTenge(task.schema.properties[name].minimum ?? 0) })]);
    if (told.length) actions.sayProblem({ code: "fault", faults: Object.fromEntries(told), at: performance.now() }); // the same again is drawn again
    else actions.doTask(ticket, task, answers);
    return undefined;
  };
  const check = task.task === "register-check" ? makeRegisterCheck(ticket, task, draft, state, say, actions) : null;
  const price = task.task === "payment" ? makePrice(task.schema.properties.taken, say) : null;
  const asked = fields.filter(([name]) => name !== "why_otherwise" || check.asksWhy);
  const following = [];
  const one = (name, schema) => {
    const about = { id: `field-${name}`, typed: draft[name] ?? shownAs(name, schema, task.known[name]) ?? (name === "birth_date" ? bornText(schema, draft.iin ?? task.known.iin ?? "") : undefined), required: task.schema.required.includes(name), compact: fields.length > MANY, fault: mended.get(problem)?.has(name) ? null : faultOf(problem, name), say };
    const kind = kindOf(name, schema);
    const typed = problem?.code?.startsWith(`${kind}_`) ? "" : about.typed; // what was refused is chosen anew
    if (kind === "slot") return slotField(name, schema, { ...about, typed, language, reading: actions.reading });
    if (kind !== "round") return drawField(name, schema, about);
    const { element, follow } = roundField(name, schema, { ...about, typed, language, reading: actions.reading });
    following.push(follow);
    return element;
  };
  const drawn = fields.length ? h("div", { class: "fields" }, asked.map(([name, schema]) => one(name, schema))) : null;
  const form = h("form", { class: `form form-${fields.length > MANY ? "wide" : "short"}`, novalidate: true, autocomplete: "off", onsubmit: submit },
    price?.element,
    check?.before,
    check ? check.fold(drawn) : drawn,
    h("div", { class: `form-foot${check && !check.canConfirm ? " form-foot-later" : ""}` }, h("button", { type: "submit", id: `task-${task.task}`, class: "button button-first", disabled: !link.fresh, "data-focus": Boolean(check?.canConfirm) }, say(check?.canConfirm ? "do_confirm" : doing(task, fields))), check ? null : askAgainKey(ticket, state, say, actions)));
  price?.follow(draft.taken);
  following.forEach((follow) => follow(form));
  followIin(form, task.schema.properties.birth_date, say);
  form.addEventListener("input", ({ target }) => {
    const typed = typedIn(form);
    if (problem && target.name) mend(form, problem, target.name);
    actions.keepDraft(key, typed);
    price?.follow(typed.taken);
  });
  return form;
}

/** Whatever was wrong with a field is so no longer once it is typed in: the next press looks again. */
function mend(form, problem, name) {
  mended.set(problem, (mended.get(problem) ?? new Set()).add(name));
  for (const input of form.querySelectorAll(`[name="${name}"][aria-invalid]`)) {
    form.querySelector(`#${input.getAttribute("aria-describedby")}`)?.remove();
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  form.querySelector(`#field-${name}-fault`)?.remove();
}

function doing(task, fields) {
  if (!fields.length && task.prints) return "do_print";
  if (task.task === "payment") return "do_take_payment";
  return fields.every(([, { type }]) => type === "boolean") ? "do_confirm" : "do_enter";
}

function typedIn(form) {
  const typed = {};
  for (const input of form.querySelectorAll("input[name], select[name]")) {
    if (input.type === "checkbox") typed[input.name] = input.checked;
    else if (input.type !== "radio") typed[input.name] = input.value;
    else if (input.checked) typed[input.name] = input.value;
  }
  const folded = form.querySelector("details");
  return folded ? { ...typed, by_hand: folded.open } : typed;
}
