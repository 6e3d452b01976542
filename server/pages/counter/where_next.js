// Where a person goes when a step is finished. Pure: out of the route, and of what the move opened.
import { onPaper } from "/counter/on_paper.js";

const OPEN = new Set(["pending", "waiting", "called", "serving", "held", "missed"]);

/** A note: `{text, number, ways: [{text, step, place}]}`. */
export function whereNext(route, { ticket, opened, visit }) {
  const number = onPaper(ticket);
  const text = outcomeOf(visit);
  if (visit.state !== "open") return { text, number, ways: [] };
  const codes = new Set(opened.map(({ step }) => step));
  const ways = route.steps.filter(({ step }) => codes.has(step)).map(way);
  return { text, number, ways: ways.length ? ways : waysOfOthers(route) };
}

/** A refusal is told to the person where he is seen, and a slip is printed there. */
export function outcomeOf({ state, ground }) {
  if (state === "open") return ground ? "refused_unseen" : "step_done";
  return state === "refused" ? "done_refuse" : "visit_done";
}

function way({ name, place, presence, state }) {
  if (state === "serving") return { text: "stays_here", step: name, place };
  if (state === "pending") return { text: "comes_back", step: name, place };
  return { text: presence === "absent" ? "paper_goes" : "person_goes", step: name, place };
}

/** Nothing opened: other steps must end first, and then the person goes on. */
function waysOfOthers({ steps }) {
  const under = steps.filter(({ state }) => OPEN.has(state)).map(({ name, place }) => ({ text: "still_open", step: name, place }));
  const then = steps.find(({ state, presence }) => state === "not_open" && presence === "present");
  return then ? [...under, { text: "then_person_goes", step: then.name, place: then.place }] : under;
}
