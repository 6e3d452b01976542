// At the side: who waits here, in what order and why; and who is set aside.
import { h } from "/shared/dom.js";
import { drawCashSide } from "/counter/cash_desk/side.js";
import { byTelephone } from "/counter/panels.js";
import { onPaper } from "/counter/on_paper.js";
import { signsPapers } from "/counter/papers.js";
import { counted, STATE_BADGE } from "/counter/ticket.js";
import { hour, minutesBetween } from "/counter/time.js";

export function drawSide(state, say, actions) {
  const { room } = state;
  if (!room) return [];
  const now = Date.now() + state.offset;
  return [
    h("section", { class: "line" }, h("h2", { id: "line-title" }, say("line"), h("span", { class: "count number", id: "waiting" }, counted(room.waiting))),
      room.line.length ? h("ol", { class: "list", id: "line", tabindex: "0", "aria-labelledby": "line-title" }, room.line.map((waiting) => inLine(waiting, now, state, say, actions)), andMore(room, say)) : h("p", { class: "quiet" }, say("nobody_waits"))),
    room.aside.length ? h("section", { class: "aside" }, h("h2", { id: "aside-title" }, say("set_aside"), h("span", { class: "count number" }, counted(room.aside.length))), h("ul", { class: "list", id: "aside", tabindex: "0", "aria-labelledby": "aside-title" }, room.aside.map((waiting) => aside(waiting, now, state, say, actions)))) : null,
    h("div", { class: "other-ways" }, byTelephone(state).length ? opens("telephone", null, state, say, actions) : null, opens("comeback", "F6", state, say, actions), drawCashSide(state, say, actions),
      signsPapers(state) ? h("button", { type: "button", id: "papers", class: "button button-small", disabled: !state.link.fresh, onclick: actions.openPapers }, h("span", { class: "sign sign-printer", "aria-hidden": true }), say("new_papers"), h("kbd", {}, "F10")) : null),
  ].filter(Boolean);
}

/** People who come by another way than the line: by telephone, or with the code of their slip. */
function opens(panel, hint, { link }, say, actions) {
  return h("button", { type: "button", id: panel, class: "button button-small", disabled: !link.fresh, onclick: () => actions.openPanel(panel) },
    h("span", { class: `sign sign-${panel}`, "aria-hidden": true }), say(`new_${panel}`), hint ? h("kbd", {}, hint) : null);
}

/** The site tells only those whose turn comes first. */
function andMore({ waiting, line }, say) {
  return waiting > line.length ? h("li", { class: "quiet waiting-more" }, say("and_more", { n: counted(waiting - line.length) })) : null;
}

function inLine(waiting, now, state, say, actions) {
  const { ticket, service_name: service, reason, language } = waiting;
  const paper = ticket.presence === "absent";
  return h("li", { class: "waiting", "data-number": ticket.number },
    h("span", { class: "number waiting-number" }, onPaper(ticket) ?? say("telephone")),
    h("span", { class: "waiting-service", title: service[state.language] }, service[state.language]),
    h("span", { class: "waiting-for number" }, say("minutes", { n: minutesBetween(Date.parse(ticket.entered_at), now) })),
    h("span", { class: "waiting-why quiet" }, why(ticket, reason, state, say), " · ", language.toUpperCase()),
    paper ? h("button", { type: "button", id: `begin-${ticket.id}`, class: "button button-small", disabled: !state.link.fresh, onclick: () => actions.next(ticket.id) }, say("do_start")) : null);
}

/** One subtraction: when he entered, less his head start. */
function why(ticket, reason, { counter, room }, say) {
  if (ticket.presence === "absent") return say("why_paper");
  const text = say(`why_${reason.head_start}`, { n: Math.round(reason.minutes), time: hour(reason.due, room.zone) });
  return ticket.counter === counter ? `${say("why_redirected")}, ${text}` : text;
}

function aside(waiting, now, state, say, actions) {
  const { ticket, service_name: service } = waiting;
  const waitsForResult = ticket.state === "pending";
  const deed = waitsForResult ? () => actions.openPanel("result", ticket) : () => actions.move(ticket, "reinstate");
  return h("li", { class: "waiting", "data-number": ticket.number },
    h("span", { class: "number waiting-number" }, onPaper(ticket) ?? say("telephone")),
    h("span", { class: "waiting-service", title: service[state.language] }, service[state.language]),
    h("span", { class: `badge ${STATE_BADGE[ticket.state]}` }, say(`state_${ticket.state}`)),
    h("button", { type: "button", id: `aside-${ticket.id}`, class: "button button-small", disabled: !state.link.fresh, onclick: deed }, say(waitsForResult ? "enter_result" : "do_reinstate")));
}
