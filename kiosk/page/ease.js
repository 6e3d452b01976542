// What makes the screen easier: larger, darker, lower; and a human.
import { h } from "/shared/dom.js";
import { icon } from "/page/icons.js";

const EASES = ["large", "contrast", "low"];

export const easeButtons = (state, voice, act) => [
  ...EASES.map((ease) =>
    h("button", { type: "button", class: "control", id: `ease-${ease}`, "aria-pressed": String(state.ease[ease]), onclick: () => act.ease(ease) }, icon(ease), h("span", { class: "words" }, voice.say(`ease.${ease}`)))),
  h("button", { type: "button", class: "control", id: "ask", onclick: act.ask }, icon("desk"), h("span", { class: "words" }, voice.say("ease.desk"))),
];

/** Put the eases into force: styles hang on them. */
export function applyEase(root, ease) {
  root.dataset.contrast = ease.contrast ? "high" : "normal";
  root.dataset.text = ease.large ? "large" : "normal";
  root.dataset.controls = ease.low ? "low" : "normal";
}
