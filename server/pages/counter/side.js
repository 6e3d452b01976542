// At the side: who waits here, in what order and why; and who is set aside.
import { h } from "/shared/dom.js";
import { byTelephone } from "/counter/panels.js";
import { counted } from "/counter/ticket.js";
import { hour, minutesBetween } from "/counter/time.js";

export function drawSide(state, say, actions) {
  const { room } = state;
  if (!room) return [];
  const now = Date.now() + state.offset;
  return [
    h("section", { class: "line" }, h("h2", {}, say("line"), h("span", { class: "count number", id: "waiting" }, counted(room.waiting))),
      room.line.length ? h("ol", {}, room.line.map((waiting) => inLine(waiting, now, state, say, actions))) : h("p", { class: "quiet" }, say("nobody_waits"))),
    room.aside.length ? h("section", { class: "aside" }, h("h2", {}, say("set_aside")), h("ul", {}, room.aside.map((waiting) => aside(waiting, now, state, say, actions)))) : null,
    byTelephone(state).length ? h("button", { type: "button", id: "telephone", class: "button telephone", disabled: !state.link.fresh, onclick: () => actions.openPanel("telephone") }, say("new_telephone_call")) : null,
  ].filter(Boolean);
}

function inLine({ ticket, service_name: service, reason, language }, now, state, say, actions) {
  const paper = ticket.presence === "absent";
  return h("li", { class: "waiting", "data-number": ticket.number },
    h("span", { class: "number waiting-number" }, ticket.number ?? say("telephone")),
    h("span", { class: "waiting-service", title: service[state.language] }, service[state.language]),
    h("span", { class: "waiting-for number" }, say("minutes", { n: minutesBetween(Date.parse(ticket.entered_at), now) })),
    h("span", { class: "waiting-why quiet" }, why(ticket, reason, state, say), " · ", language.toUpperCase()),
    paper ? h("button", { type: "button", id: `begin-${ticket.id}`, class: "button button-small", disabled: !state.link.fresh, onclick: () => actions.next(ticket.id) }, say("do_start")) : null);
}

/** One subtraction: when he entered, less his head start. */
function why(ticket, reason, { counter }, say) {
  if (ticket.presence === "absent") return say("why_paper");
  const text = say(`why_${reason.head_start}`, { n: Math.round(reason.minutes), time: hour(reason.due) });
  return ticket.counter === counter ? `${say("why_redirected")}, ${text}` : text;
}

function aside({ ticket, service_name: service }, now, state, say, actions) {
  const waitsForResult = ticket.state === "pending";
  const deed = waitsForResult ? () => actions.openPanel("result", ticket) : () => actions.move(ticket, "reinstate");
  return h("li", { class: "waiting", "data-number": ticket.number },
    h("span", { class: "number waiting-number" }, ticket.number ?? "—"),
    h("span", { class: `badge badge-${ticket.state}` }, say(`state_${ticket.state}`)),
    h("span", { class: "waiting-service", title: service[state.language] }, service[state.language]),
    h("button", { type: "button", id: `aside-${ticket.id}`, class: "button button-small", disabled: !state.link.fresh, onclick: deed }, say(waitsForResult ? "enter_result" : "do_reinstate")));
}
