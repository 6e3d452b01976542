// The person at the counter: number, service, language, how long waited, the law's clock, the way through the house.
import { h } from "/shared/dom.js";
import { LANGUAGES } from "/shared/words.js";
import { clock } from "/counter/clock.js";
import { onPaper } from "/counter/on_paper.js";
import { paperOfTicket } from "/counter/papers.js";

export const STATE_BADGE = { called: "badge-warning", serving: "badge-good", missed: "badge-warning", held: "", pending: "" };
const MARKS = { done: "✓", refused: "✕", withdrawn: "✕", not_open: "○", skipped: "–" };

/** Several tickets are open at once where papers move without their owners. */
export function drawTabs(tickets, selected, say, actions) {
  if (tickets.length < 2) return [];
  return [h("div", { class: "tabs", role: "group", "aria-label": say("open_tickets") }, tickets.map((ticket) =>
    h("button", { type: "button", id: `tab-${ticket.id}`, class: "button tab", "aria-pressed": String(ticket.id === selected?.id), onclick: () => actions.select(ticket.id) }, onPaper(ticket) ?? say("telephone"))))];
}

export function drawTicket(ticket, view, state, say, actions) {
  const { room, language } = state;
  if (!room) return [h("p", { class: "quiet empty" }, say("connecting"))];
  if (!ticket && state.panel?.name === "papers") return [];
  if (!ticket) return [h("div", { class: "free" }, h("span", { class: "sign sign-good", "aria-hidden": true }), h("p", { class: "free-title" }, say("free")), h("p", { class: "quiet" }, room.waiting ? say("waiting_now", { n: counted(room.waiting) }) : say("nobody_waits")))];
  const details = view?.ticket.id === ticket.id ? view.ticket : null;
  return [
    h("div", { class: "person" },
      h("p", { class: `number ${ticket.number ? "huge" : "huge huge-word"}`, id: "number" }, onPaper(ticket) ?? say("telephone")),
      details ? facts(details, isFirst(ticket, view.route), state, say, actions) : h("div"),
      details ? clocks(ticket, details, say) : h("div")),
    details ? paperOfTicket(details.certificate, state, say, actions) : null,
    view ? way(view.route.steps, ticket, language, say) : null,
  ].filter(Boolean);
}

const isFirst = (ticket, route) => route.steps.find((step) => step.ticket)?.ticket === ticket.id;

function facts(ticket, first, state, say, actions) {
  const { language, link } = state;
  const spoken = LANGUAGES.find(({ code }) => code === ticket.language).name;
  return h("div", { class: "facts" },
    h("p", { class: "service" }, ticket.service_name[language]),
    h("p", { class: "step" }, ticket.step_name[language]),
    h("ul", { class: "badges" },
      h("li", { class: `badge ${STATE_BADGE[ticket.state]}`, id: "state" }, say(ticket.presence === "absent" ? `paper_${ticket.state}` : `state_${ticket.state}`)),
      ticket.kind_name ? h("li", { class: "badge badge-strong" }, ticket.kind_name[language]) : null,
      ticket.category ? h("li", { class: "badge badge-strong" }, say(`category_${ticket.category}`)) : null,
      ticket.category && first && ticket.state === "serving" ? h("li", {}, h("button", { type: "button", id: "not-confirmed", class: "button button-small", title: say("not_confirmed_hint"), disabled: !link.fresh, onclick: () => actions.withdrawCategory(ticket) }, say("not_confirmed"))) : null,
      h("li", { class: "badge", lang: ticket.language }, h("span", { class: "only-heard" }, say("speaks")), spoken),
      ticket.channel === "telephone" ? h("li", { class: "badge" }, say("by_telephone")) : null,
      ticket.ground ? h("li", { class: "badge badge-fault", id: "ground" }, say("refusal_to_hand_over"), nameOfGround(ticket.ground, state)) : null));
}

function nameOfGround(ground, { grounds, language }) {
  const known = grounds?.refusal.find((one) => one.ground === ground);
  return known ? `: ${known.name[language]}` : null;
}

function clocks(ticket, details, say) {
  return h("div", { class: "clocks" },
    ticket.presence === "present" ? clock("waiting", say("waited"), details.clocks.waiting, ticket.called_at ?? ticket.started_at) : null,
    details.clocks.procedure && ticket.state === "serving" ? clock("procedure", say("procedure"), details.clocks.procedure) : null);
}

function way(steps, ticket, language, say) {
  return h("ol", { class: "way", "aria-label": say("route") }, steps.map(({ step, name, state }) =>
    h("li", { class: `way-step way-${state} ${step === ticket.step ? "way-here" : ""}`, "aria-current": step === ticket.step ? "step" : null },
      h("span", { class: "way-mark", "aria-hidden": "true" }, MARKS[state] ?? "●"), name[language], h("span", { class: "only-heard" }, `: ${say(state === "done" ? "step_is_done" : `step_${state}`)}`))));
}

export const counted = (n) => (n >= 500 ? "500+" : String(n));
