// What the phone shows of a ticket: data in, elements out. A state that this page does not know sends to the desk.
import { h } from "/shared/dom.js";
import { icon } from "/tracking/icons.js";

const MOST_COUNTED = 500; // the site counts no further
const SOON = 2; // so few ahead: do not go away any more

const ICONS = {
  waiting: "people", soon: "people", called: "go", serving: "person", held: "pause", missed: "desk", pending: "calendar",
  open: "paper", done: "yes", refused: "desk", withdrawn: "desk", unknown: "desk", strange: "desk",
};
const WITH_PLACE = new Set(["waiting", "soon", "called", "serving"]);
const WITH_STEPS = new Set(["waiting", "soon", "called", "serving", "held", "open"]);

/** Which words stand for how the ticket is; `null`: the site knows no such ticket. */
export function stateOf(ticket) {
  if (ticket === null) return "unknown";
  if (ticket.state === "waiting") return ticket.ahead <= SOON ? "soon" : "waiting";
  return ticket.state in ICONS ? ticket.state : "strange";
}

export const counted = (n) => (n >= MOST_COUNTED ? `${MOST_COUNTED}+` : String(n));

/** The page's title: the number, and that it is called; never what for. */
export function titleOf(ticket, speak) {
  const words = stateOf(ticket) === "called" ? `● ${speak("called.title")}` : speak("brand");
  return ticket?.number ? `${ticket.number} · ${words}` : words;
}

export function ticketView(ticket, language, speak) {
  const state = stateOf(ticket);
  return [
    ticket?.number && h("section", { class: "mine" },
      h("h1", { class: "mine-words" }, speak("number")),
      h("p", { class: "number mine-number", id: "number" }, ticket.number)),
    h("section", { class: "state", id: "state", "data-state": state },
      icon(ICONS[state]),
      h("div", { class: "state-words" },
        h("h2", {}, speak(`${state}.title`)),
        h("p", {}, speak(`${state}.do`))),
      WITH_PLACE.has(state) && ticket.place && h("p", { class: "place", id: "place" }, place(ticket, language))),
    ticket?.state === "waiting" && facts(ticket, speak),
    WITH_STEPS.has(state) && steps(ticket, language, speak),
    ticket?.service_name && h("p", { class: "service" }, ticket.service_name[language]),
    h("p", { class: "quiet itself" }, speak(["unknown"].includes(state) ? "ask" : "itself")),
  ];
}

/** A sign and the figure it stands before are never on two lines. */
const place = (where, language) => where.place[language].replaceAll("№ ", "№\u00a0");

const facts = ({ ahead, wait }, speak) =>
  h("dl", { class: "facts" },
    fact("people", speak("ahead"), counted(ahead), "ahead"),
    wait && fact("clock", speak("wait"), wait.p50 === wait.p90 ? speak("minutes", { n: wait.p50 }) : speak("minutes", { n: `${wait.p50}–${wait.p90}` }), "wait"));

const fact = (sign, name, value, id) =>
  h("div", { class: "fact" }, h("dt", {}, icon(sign), name), h("dd", { class: "number", id }, value));

/** The way ahead, where the site tells it: it does not where the service is confidential. */
function steps({ steps: ahead = [] }, language, speak) {
  if (ahead.length < 2) return null;
  return h("section", { class: "steps" },
    h("h2", {}, speak("steps")),
    h("ol", {}, ahead.map((step, at) => h("li", { class: "step", "aria-current": at === 0 && "step" },
      h("span", { class: "step-at" }, String(at + 1)),
      h("span", { class: "step-words" }, h("span", { class: "step-place" }, place(step, language)), h("span", { class: "quiet" }, step.name[language]))))));
}
