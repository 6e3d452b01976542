// The working screen: its regions, each drawn anew only when what it shows has changed.
import { h, redraw } from "/shared/dom.js";
import { drawKeys } from "/counter/action_keys.js";
import { focusOnWork } from "/counter/focus.js";
import { can, selectedTicket } from "/counter/moves.js";
import { drawNotes } from "/counter/notes.js";
import { drawPanel } from "/counter/panels.js";
import { drawSide } from "/counter/side.js";
import { drawTasks } from "/counter/tasks.js";
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
