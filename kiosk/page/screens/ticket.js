// The last question, answered beforehand with "no", and the button that takes the ticket.
import { h } from "/shared/dom.js";
import { icon } from "/page/icons.js";
import { homeMoves } from "/page/screens/moves.js";

export const question = (state, voice) => [
  h("h1", { class: "of-service" }, voice.name(state.service.name)),
  state.kind && h("p", { class: "of-what" }, voice.name(state.kind.name)),
];

export function choices(state, voice, act) {
  const busy = state.screen === "taking";
  return [
    h("section", { class: "benefit card" },
      h("div", { class: "benefit-words" },
        h("h2", {}, voice.say("benefit?")),
        h("p", {}, voice.say("benefit-proof"))),
      h("div", { class: "yes-no", role: "group" }, answer("no", !state.benefit), answer("yes", state.benefit))),
    h("div", { class: "takes" }, voice.languages.map((language) => takeButton(language))),
    h("p", { class: "ahead-now" }, voice.say("ahead", { n: state.service.ahead })),
  ];

  function answer(name, pressed) {
    return h("button", { type: "button", class: "control", id: `benefit-${name}`, "aria-pressed": String(pressed), disabled: busy, onclick: () => act.benefit(name === "yes") },
      pressed && icon("yes"), h("span", { class: "words" }, voice.say(name)));
  }

  function takeButton(language) {
    return h("button", { type: "button", class: "take", id: `take-${language}`, lang: language, disabled: busy, onclick: () => act.take(language) },
      h("span", { class: "said" }, voice.in(language, busy ? "taking" : "take-ticket")),
      voice.language ? null : h("span", { class: "also" }, voice.in(language, "in-this-language")));
  }
}

export const moves = (state, voice, act) => (state.screen === "taking" ? [] : homeMoves(state, voice, act));
