// Something is wrong: what it is, in plain words, and what to do.
import { h } from "/shared/dom.js";
import { icon } from "/page/icons.js";
import { homeMoves } from "/page/screens/moves.js";

export const question = ({ problem }, voice) => [
  h("div", { class: "trouble", role: "alert", "data-code": problem.code },
    icon("warning"),
    ...(problem.title && problem.code !== "unreachable"
      ? [h("h1", {}, problem.title), h("p", {}, problem.detail)]
      : [h("h1", {}, voice.say("go-to-desk")), h("p", {}, voice.say("unreachable"))])),
];

export const choices = ({ problem, attempt }, voice, act) => [
  h("p", { class: "retrying" }, problem.code === "unreachable" ? voice.say("retrying") : []),
  attempt && h("button", { type: "button", class: "control control-first", id: "again", onclick: act.again }, h("span", { class: "words" }, voice.say("try-again"))),
];

export const moves = (state, voice, act) => (state.services ? homeMoves(state, voice, act) : []);
