// The form of one task: a few fields and the key that does it.
import { h } from "/shared/dom.js";
import { readTyped } from "/counter/answers.js";
import { drawField } from "/counter/field.js";

const MANY = 3; // fields; more stand side by side

export function taskForm(ticket, task, { drafts, problem, link }, say, actions) {
  const key = `${ticket.id}/${task.task}`;
  const draft = drafts[key] ?? {};
  const fields = Object.entries(task.schema.properties);
  const submit = (event) => {
    event.preventDefault();
    const { answers, fault } = readTyped(task.schema, typedIn(event.currentTarget));
    if (fault) actions.sayProblem({ code: "fault", field: fault.field, detail: say(fault.text) });
    else actions.doTask(ticket, task, answers);
  };
  const form = h("form", { class: `form form-${fields.length > MANY ? "wide" : "short"}`, novalidate: true, autocomplete: "off", onsubmit: submit },
    fields.length ? h("div", { class: "fields" }, fields.map(([name, schema]) => drawField(name, schema, {
      id: `field-${name}`, typed: draft[name], required: task.schema.required.includes(name), compact: fields.length > MANY, fault: problem?.field === name ? problem.detail : null, say,
    }))) : null,
    h("button", { type: "submit", id: `task-${task.task}`, class: "button button-first", disabled: !link.fresh }, say(doing(task, fields))));
  form.addEventListener("input", () => actions.keepDraft(key, typedIn(form)));
  return form;
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
  return typed;
}
