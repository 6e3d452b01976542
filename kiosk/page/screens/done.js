// The last screen: the number, where to go, and how to follow it. Where the paper failed, the number is all there is.
import { h } from "/shared/dom.js";
import { icon } from "/page/icons.js";

export const paperFailed = (state) => ["failed", "unknown"].includes(state.slip.state);

export function question(state, voice) {
  const { visit, place } = state.opened;
  return [
    h("p", { class: "your-ticket" }, voice.say("your-ticket")),
    h("p", { class: "number big-number", id: "number" }, visit.number),
    h("p", { class: "where" }, voice.name(place)),
    paperFailed(state) ? failedNote(state, voice) : h("p", { class: "wait-for-call" }, voice.say("wait-for-call")),
  ];
}

export function choices(state, voice) {
  if (paperFailed(state)) return [];
  const { ahead, wait, qr } = state.opened;
  return [
    h("section", { class: "facts" },
      h("div", { class: "fact" }, voice.say("ahead", { n: ahead })),
      wait && h("div", { class: "fact" }, voice.say("wait", { from: wait.p50, to: wait.p90 })),
      h("div", { class: "fact slip", id: "slip", "data-state": state.slip.state }, icon("paper"), h("span", { class: "words" }, voice.say(`slip.${state.slip.state}`)))),
    h("figure", { class: "follow" }, h("img", { src: qr, alt: voice.in(voice.languages[0], "follow") }), h("figcaption", {}, voice.say("follow"))),
  ];
}

export const moves = (state, voice, act) => [
  h("button", { type: "button", class: "control control-first", id: "finish", onclick: act.wipe }, icon("yes"), h("span", { class: "words" }, voice.say("finish"))),
];

const failedNote = (state, voice) =>
  h("div", { class: "paper-failed", id: "slip", role: "alert", "data-state": state.slip.state },
    icon("warning"),
    h("div", {},
      h("p", { class: "paper-failed-title" }, voice.say(`slip.${state.slip.state}`)),
      h("p", {}, voice.say("photograph"))));
