// The step's tasks as a check-list: done ones ticked, one at work, the others below it.
import { h } from "/shared/dom.js";
import { taskForm } from "/counter/form.js";
import { told } from "/counter/register_check.js";

export function drawTasks(ticket, view, state, say, actions) {
  if (!ticket || !view) return [];
  const { tasks } = view.ticket;
  const { language } = state;
  const current = ticket.state === "serving" ? currentTask(tasks, state.chosenTask) : null;
  const list = inOrder(tasks).map((task) => drawTask(task, task === current, ticket, state, say, actions, tasks));
  return [
    ticket.state === "serving" ? findings(view.ticket.findings, language, say) : null,
    ticket.state === "serving" ? lookedUp(view.ticket, state, say) : null,
    tasks.length ? h("ol", { class: `tasks ${ticket.state === "serving" ? "" : "tasks-ahead"}`, "aria-label": say("tasks") }, list) : h("p", { class: "quiet no-tasks" }, say("no_tasks")),
  ].filter(Boolean);
}

function drawTask(task, isCurrent, ticket, state, say, actions, tasks) {
  const title = task.title[state.language];
  const kind = task.done ? "done" : isCurrent ? "current" : "ahead";
  const choosable = ticket.state === "serving" && !task.done && !isCurrent && isReady(task, tasks);
  const name = choosable
    ? h("button", { type: "button", id: `choose-${task.task}`, class: "task-title task-choose", onclick: () => actions.chooseTask(task.task) }, title)
    : h("p", { class: "task-title" }, title);
  return h("li", { class: `task task-${kind}`, "data-task": task.task },
    h("span", { class: "task-mark", "aria-hidden": "true" }, task.done ? "✓" : ""),
    h("div", { class: "task-body" }, name, task.done ? h("span", { class: "only-heard" }, say("task_done")) : null, isCurrent ? taskForm(ticket, task, state, say, actions) : null));
}

function findings(found, language, say) {
  if (!found.length) return null;
  return h("section", { class: "findings", id: "findings", "aria-label": say("findings") }, found.map((finding) =>
    h("div", { class: "finding" }, h("h2", {}, finding.title[language]),
      h("dl", {}, finding.fields.map(({ name, title, value }) => h("div", { class: `found found-${name} found-is-${finding.answers[name]}` }, h("dt", { class: "quiet" }, title), h("dd", {}, shown(value))))))));
}

/** What the register said, for the doctor who signs; where the check is at work its form tells it. */
function lookedUp({ look_ups: made, tasks }, { language, room }, say) {
  if (!made.length || tasks.some(({ task, done }) => task === "register-check" && !done)) return null;
  return h("section", { class: "looked-up", id: "looked-up", "aria-label": say("looked_up") }, told(made.at(-1), language, room.zone, say));
}

/** A day of the API as it is written here. */
const shown = (value) => value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3.$2.$1");

/** The task at work: the chosen one if it can be done, else the first that can. */
export function currentTask(tasks, chosen) {
  const open = inOrder(tasks).filter((task) => !task.done && isReady(task, tasks));
  return open.find(({ task }) => task === chosen) ?? open[0] ?? null;
}

/** Needs among this step's tasks must be done; earlier steps are done by now. */
function isReady(task, tasks) {
  return tasks.every((other) => other.done || !task.needs.includes(other.task));
}

/** What is needed comes before what needs it; else the order of the regulation stays. */
export function inOrder(tasks) {
  const placed = [];
  const place = (task) => {
    if (placed.includes(task)) return;
    tasks.filter(({ task: code }) => task.needs.includes(code)).forEach(place);
    placed.push(task);
  };
  tasks.forEach(place);
  return placed;
}
