// The working screen: its regions, each drawn anew only when what it shows has changed.
import { h, redraw } from "/shared/dom.js";
import { drawKeys } from "/counter/action_keys.js";
import { can, selectedTicket } from "/counter/moves.js";
import { drawNotes } from "/counter/notes.js";
import { drawPanel } from "/counter/panels.js";
import { drawSide } from "/counter/side.js";
import { currentTask, drawTasks } from "/counter/tasks.js";
import { drawTabs, drawTicket } from "/counter/ticket.js";
import { drawTroubles } from "/counter/troubles.js";

const SKELETON = () => [
  h("div", { id: "banner" }, h("div", { id: "stale" }), h("div", { id: "troubles" })),
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
  redraw(region("troubles"), [language, room?.troubles, state.unfolded], () => drawTroubles(room?.troubles ?? [], state, say, actions));
  redraw(region("stale"), [language, link.fresh, Boolean(room)], () => (room && !link.fresh ? [staleBanner(say)] : []));
  redraw(region("tabs"), [language, room?.tickets, ticket?.id], () => drawTabs(room?.tickets ?? [], ticket, say, actions));
  redraw(region("ticket"), [language, ticket, view, room?.waiting, link.fresh, Boolean(state.grounds), panel?.name === "papers"], () => drawTicket(ticket, view, state, say, actions));
  redraw(region("notes"), [language, problem, note, undo, Boolean(panel), room?.waiting, room?.tickets.length], () => drawNotes(state, say, actions));
  redraw(region("keys"), [language, allowed, room?.waiting], () => drawKeys(allowed, say, actions));
  redraw(region("side"), [language, room?.line, room?.aside, room?.waiting, room?.tickets.length, link.fresh, state.services.length, state.cashDesk, minuteOf(state)], () => drawSide(state, say, actions));
  const panelView = panel?.ticket ? state.views[panel.ticket.id] : null;
  const body = [language, ticket?.id, ticket?.state, view?.ticket.tasks, view?.ticket.look_ups, state.asking, panel, panelView, state.chosenTask, problem, link.fresh, state.counters, Boolean(state.grounds), panel && state.services, panel?.name === "cash" && [state.cashDesk, state.cashing], panel?.name === "papers" && [state.papers, state.papersOutcome]];
  redraw(region("body"), body, () => (panel ? drawPanel(state, panelView, say, actions) : drawTasks(ticket, view, state, say, actions)));
  focusOnWork(screen, panel, ticket, view, state);
}

const minuteOf = ({ offset }) => Math.floor((Date.now() + offset) / 60_000);

function staleBanner(say) {
  return h("div", { class: "banner stale-banner", role: "alert" }, h("span", { class: "sign sign-unlinked", "aria-hidden": true }), h("strong", {}, say("stale_title")), h("span", {}, say("stale_cure")));
}

/** What a panel asks for may still be read when it opens. */
const isFilled = (screen) => Boolean(screen.querySelector("#panel :is(input, select, .button:not(.panel-close))"));

let focusedOn = "";
let pointedAt = null;
let isElsewhere = false; // the clerk went somewhere else with Tab, or writes there, since he last pressed anything

addEventListener("keydown", ({ key }) => { isElsewhere = key === "Tab"; }, true);
addEventListener("pointerdown", () => { isElsewhere = false; }, true);
addEventListener("input", ({ isTrusted }) => { isElsewhere ||= isTrusted; }, true);

/** Whoever works by keyboard lands where the work is: in the task that has come up, in the panel that was
 * opened, in the field that is not right. Whoever went away meanwhile is not fetched back: his Enter would do what he
 * did not choose. */
function focusOnWork(screen, panel, ticket, view, state) {
  const task = view?.ticket.state === "serving" ? currentTask(view.ticket.tasks, state.chosenTask) : null;
  const work = panel ? `panel ${panel.name} ${isFilled(screen)}` : `${ticket?.id} ${ticket?.state} ${task?.task} ${view?.ticket.look_ups.length}`;
  if (state.problem !== pointedAt) {
    pointedAt = state.problem;
    screen.querySelector("#body [aria-invalid]")?.focus();
  }
  if (work === focusedOn) return;
  focusedOn = work;
  if (isElsewhere && screen.contains(document.activeElement)) return;
  const field = screen.querySelector("#body [data-focus], #by-hand[open] input") ?? screen.querySelector("#body input, #body select") ?? screen.querySelector("#body .button") ?? screen.querySelector("#primary:enabled");
  field?.focus({ preventScroll: true });
  if (!screen.querySelector("#findings, #looked-up")) screen.querySelector(".task-current")?.scrollIntoView({ block: "nearest" }); // what was found is read before it is signed
  field?.scrollIntoView({ block: "nearest" });
}
