// Something is wrong: what it is, in plain words, and what to do.
import { h } from "/shared/dom.js";
import { icon } from "/page/icons.js";
import { homeMoves } from "/page/screens/moves.js";

const KNOWN = new Set(["return_code_unknown", "visit_closed", "come_later", "service_closed", "service_unknown", "unreachable", "booking_cancelled", "booking_other_day", "booking_too_early"]);
const SAID_AS = { given_up: "unreachable" };
const ICONS = { come_later: "calendar", booking_cancelled: "calendar", booking_other_day: "calendar", booking_too_early: "calendar", return_code_unknown: "code", unreachable: "desk", given_up: "desk" };
const LATER = new Set(["unreachable", "given_up", "overloaded", "not_saved", "not_ready"]); // it may go well the next time

/** Which words tell of the problem. Whatever is wrong with the kiosk itself is for staff: the person is sent to them. */
function keyOf({ code, ready_on: day }) {
  if (code === "come_later" && day) return "trouble.come_later_on";
  const said = SAID_AS[code] ?? code;
  return KNOWN.has(said) ? `trouble.${said}` : "trouble.other";
}

const dayOf = (day) => day?.split("-").reverse().join(".");

export const question = ({ problem }, voice) => [
  h("div", { class: "trouble", role: "alert", "data-code": problem.code },
    icon(ICONS[problem.code] ?? "warning"),
    h("h1", {}, voice.say(`${keyOf(problem)}.title`, { day: problem.day ?? dayOf(problem.ready_on), time: problem.time })),
    h("p", {}, voice.say(`${keyOf(problem)}.do`))),
];

export const choices = ({ problem, attempt }, voice, act) => [
  problem.code === "unreachable" && h("p", { class: "retrying" }, voice.say("retrying")),
  attempt && LATER.has(problem.code) && h("button", { type: "button", class: "control control-first", id: "again", onclick: act.again }, icon("again"), h("span", { class: "words" }, voice.say("try-again"))),
  attempt?.body.return_code && problem.code === "return_code_unknown" && h("button", { type: "button", class: "control control-first", id: "type-again", onclick: act.back }, icon("code"), h("span", { class: "words" }, voice.say("type-again"))),
];

export const moves = (state, voice, act) => (state.services ? homeMoves(state, voice, act) : []);
