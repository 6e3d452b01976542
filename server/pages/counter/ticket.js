// The person at the counter: number, service, language, how long waited, the law's clock, the way through the house.
import { h } from "/shared/dom.js";
import { LANGUAGES } from "/shared/words.js";
import { clock } from "/counter/clock.js";
import { minutesBetween } from "/counter/time.js";

const MARKS = { done: "✓", refused: "✕", withdrawn: "✕", not_open: "○", skipped: "–" };

/** Several tickets are open at once where papers move without their owners. */
export function drawTabs(tickets, selected, say, actions) {
  if (tickets.length < 2) return [];
  return [h("div", { class: "tabs", role: "group", "aria-label": say("open_tickets") }, tickets.map((ticket) =>
    h("button", { type: "button", id: `tab-${ticket.id}`, class: "button tab", "aria-pressed": String(ticket.id === selected?.id), onclick: () => actions.select(ticket.id) }, ticket.number ?? say("telephone"))))];
}

export function drawTicket(ticket, view, room, language, say) {
  if (!room) return [h("p", { class: "quiet empty" }, say("connecting"))];
  if (!ticket) return [h("div", { class: "free" }, h("p", { class: "free-title" }, say("free")), h("p", { class: "quiet" }, room.waiting ? say("waiting_now", { n: counted(room.waiting) }) : say("nobody_waits")))];
  const details = view?.ticket.id === ticket.id ? view.ticket : null;
  return [
    h("div", { class: "person" },
      h("p", { class: `number ${ticket.number ? "huge" : "huge huge-word"}`, id: "number" }, ticket.number ?? say("telephone")),
      details ? facts(details, language, say) : h("div"),
      details ? clocks(ticket, details, say) : h("div")),
    view ? way(view.route.steps, ticket, language, say) : null,
  ].filter(Boolean);
}

function facts(ticket, language, say) {
  const spoken = LANGUAGES.find(({ code }) => code === ticket.language).name;
  return h("div", { class: "facts" },
    h("p", { class: "service" }, ticket.service_name[language]),
    h("p", { class: "step" }, ticket.step_name[language]),
    h("ul", { class: "badges" },
      h("li", { class: `badge badge-${ticket.state}`, id: "state" }, say(ticket.presence === "absent" && ticket.number ? `paper_${ticket.state}` : `state_${ticket.state}`)),
      ticket.category ? h("li", { class: "badge badge-strong" }, say(`category_${ticket.category}`)) : null,
      h("li", { class: "badge", lang: ticket.language }, h("span", { class: "only-heard" }, say("speaks")), spoken),
      ticket.channel === "telephone" ? h("li", { class: "badge" }, say("by_telephone")) : null,
      ticket.ground ? h("li", { class: "badge badge-fault" }, say("refusal_to_hand_over")) : null));
}

function clocks(ticket, details, say) {
  const until = Date.parse(ticket.called_at ?? ticket.started_at ?? ticket.entered_at);
  const waited = minutesBetween(Date.parse(ticket.entered_at), until);
  const limit = minutesBetween(Date.parse(details.clocks.waiting.since), Date.parse(details.clocks.waiting.until));
  return h("div", { class: "clocks" },
    ticket.presence === "present" ? h("div", { class: `clock ${waited > limit ? "clock-over" : ""}` }, h("span", { class: "clock-label quiet" }, say("waited")),
      h("span", { class: "clock-small number" }, say("minutes", { n: waited })), h("span", { class: "clock-limit" }, say("of_minutes", { n: limit }))) : null,
    details.clocks.procedure && ticket.state === "serving" ? clock(say("procedure"), details.clocks.procedure, "procedure") : null);
}

function way(steps, ticket, language, say) {
  return h("ol", { class: "way", "aria-label": say("route") }, steps.map(({ step, name, state }) =>
    h("li", { class: `way-step way-${state} ${step === ticket.step ? "way-here" : ""}`, "aria-current": step === ticket.step ? "step" : null },
      h("span", { class: "way-mark", "aria-hidden": "true" }, MARKS[state] ?? "●"), name[language], h("span", { class: "only-heard" }, `: ${say(state === "done" ? "step_is_done" : `step_${state}`)}`))));
}

export const counted = (n) => (n >= 500 ? "500+" : String(n));
