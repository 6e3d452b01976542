// Back and home: on every screen but the first.
import { h } from "/shared/dom.js";
import { icon } from "/page/icons.js";

export const homeMoves = (_, voice, act) => [
  h("button", { type: "button", class: "control", id: "back", onclick: act.back }, icon("back"), h("span", { class: "words" }, voice.say("back"))),
  h("button", { type: "button", class: "control", id: "home", onclick: act.home }, icon("home"), h("span", { class: "words" }, voice.say("home"))),
];
