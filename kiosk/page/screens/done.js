// The last screen: the number, where to go, and how to follow it. Where the paper failed, the number stands largest.
import { h } from "/shared/dom.js";
import { counted, minutes } from "/page/count.js";
import { icon } from "/page/icons.js";

const LONG_PLACE = 16; // signs from which a place is set smaller

export const paperFailed = (state) => ["failed", "unknown"].includes(state.slip.state);

export function question(state, voice) {
  const { visit, place } = state.opened;
  const long = place[voice.languages[0]].length > LONG_PLACE;
  return [
    h("div", { class: "ticket-card" },
      h("p", { class: "your-ticket" }, voice.say("your-ticket")),
      h("p", { class: "number big-number", id: "number", "data-signs": visit.number.length }, visit.number),
      h("p", { class: "wait-for-call" }, voice.say("wait-for-call")),
      h("p", { class: long ? "where where-long" : "where" }, icon("onward"), h("span", { class: "words" }, voice.name(place))),
      paperFailed(state) && failedNote(state, voice)),
  ];
}

export function choices(state, voice) {
  const { ahead, wait, qr } = state.opened;
  return [
    paperFailed(state) ? null : h("p", { class: "slip", id: "slip", "data-state": state.slip.state }, icon("paper"), h("span", { class: "words" }, voice.say(`slip.${state.slip.state}`))),
    h("section", { class: "facts" },
      fact("people", voice.say("ahead-of-you"), counted(ahead)),
      wait && fact("clock", voice.say("expected-wait"), voice.say("minutes", { n: minutes(wait) }))),
    way(state.opened, voice),
    qr && h("figure", { class: "follow" },
      h("img", { src: qr, alt: voice.in(voice.languages[0], "follow") }),
      h("figcaption", {}, icon("phone"), h("span", { class: "words" }, voice.say("follow")))),
  ];
}

export const moves = (state, voice, act) => [
  h("button", { type: "button", class: "control control-first", id: "finish", onclick: act.wipe }, icon("yes"), h("span", { class: "words" }, voice.say("finish"))),
];

const fact = (sign, name, value) =>
  h("div", { class: "fact" }, icon(sign), h("span", { class: "fact-name" }, name), h("span", { class: "number fact-value" }, value));

/** The way ahead, where it has more than the place that stands above; a confidential service tells none. */
function way({ steps = [] }, voice) {
  if (steps.length < 2) return null;
  return h("section", { class: "way" },
    h("h2", {}, voice.say("way")),
    h("ol", {}, steps.map((step, at) => h("li", { class: "way-step" },
      h("span", { class: "way-at" }, String(at + 1)),
      h("span", { class: "words" }, h("span", { class: "way-place" }, voice.name(step.place)), h("span", { class: "way-name" }, voice.name(step.name)))))));
}

const failedNote = (state, voice) =>
  h("div", { class: "paper-failed", id: "slip", role: "alert", "data-state": state.slip.state },
    icon("camera"),
    h("div", {},
      h("p", { class: "paper-failed-title" }, voice.say(`slip.${state.slip.state}`)),
      h("p", {}, voice.say("photograph"))));
