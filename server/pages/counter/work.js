// The working screen: its regions, each drawn anew only when what it shows has changed.
import { h, redraw } from "/shared/dom.js";
import { drawKeys } from "/counter/action_keys.js";
import { can, selectedTicket } from "/counter/moves.js";
import { drawNotes } from "/counter/notes.js";
import { drawPanel } from "/counter/panels.js";
import { drawSide } from "/counter/side.js";
import { currentTask, drawTasks } from "/counter/tasks.js";
import { drawTabs, drawTicket } from "/counter/ticket.js";

const SKELETON = () => [
  h("div", { id: "banner" }),
  h("main", { class: "sitting", id: "sitting" },
    h("div", { id: "tabs" }), h("div", { id: "ticket" }), h("div", { id: "notes", "aria-live": "polite" }), h("div", { id: "body" }), h("div", { id: "keys", class: "keys" })),
  h("aside", { id: "side", class: "side" }),
];

export function drawWork(screen, state, say, actions) {
  if (!screen.firstChild) screen.append(...SKELETON());
  const region = (id) => screen.querySelector(`#${id}`);
  const { language, room, link, panel, problem, note, undo } = state;
  const allowed = can(state);
  const ticket = selectedTicket(state);
  const view = ticket ? state.views[ticket.id] : null;
  screen.classList.toggle("stale", Boolean(room) && !link.fresh);
  redraw(region("banner"), [language, link.fresh, Boolean(room)], () => (room && !link.fresh ? [staleBanner(say)] : []));
  redraw(region("tabs"), [language, room?.tickets, ticket?.id], () => drawTabs(room?.tickets ?? [], ticket, say, actions));
  redraw(region("ticket"), [language, ticket, view, room?.waiting], () => drawTicket(ticket, view, room, language, say));
  redraw(region("notes"), [language, problem, note, undo, Boolean(panel)], () => drawNotes(state, say, actions));
  redraw(region("keys"), [language, allowed, room?.waiting], () => drawKeys(allowed, say, actions));
  redraw(region("side"), [language, room?.line, room?.aside, room?.waiting, room?.tickets.length, link.fresh, minuteOf(state)], () => drawSide(state, say, actions));
  const panelView = panel?.ticket ? state.views[panel.ticket.id] : null;
  const body = [language, ticket?.id, ticket?.state, view?.ticket.tasks, panel, panelView, state.chosenTask, problem, link.fresh, state.counters, Boolean(state.grounds), panel && state.services];
  redraw(region("body"), body, () => (panel ? drawPanel(state, panelView, say, actions) : drawTasks(ticket, view, state, say, actions)));
  focusOnWork(screen, panel, ticket, view, state);
}

const minuteOf = ({ offset }) => Math.floor((Date.now() + offset) / 60_000);

function staleBanner(say) {
  return h("div", { class: "stale-banner", role: "alert" }, h("strong", {}, say("stale_title")), h("span", {}, say("stale_cure")));
}

let focusedOn = "";
let pointedAt = null;

/** Whoever works by keyboard lands where the work is: in the task that has come up, in the panel that was
 * opened, in the field that is not right. */
function focusOnWork(screen, panel, ticket, view, state) {
  const task = view?.ticket.state === "serving" ? currentTask(view.ticket.tasks, state.chosenTask) : null;
  const work = panel ? `panel ${panel.name}` : `${ticket?.id} ${ticket?.state} ${task?.task}`;
  if (state.problem !== pointedAt) {
    pointedAt = state.problem;
    if (state.problem?.field) screen.querySelector(`#field-${CSS.escape(state.problem.field)}`)?.focus();
  }
  if (work === focusedOn) return;
  focusedOn = work;
  const field = screen.querySelector("#body input, #body select, #body .button") ?? screen.querySelector("#primary:enabled");
  field?.focus({ preventScroll: true });
  screen.querySelector(".task-current")?.scrollIntoView({ block: "nearest" });
}
