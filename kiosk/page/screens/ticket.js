// The last question, answered beforehand with "no", and the button that takes the ticket.
import { h } from "/shared/dom.js";
import { counted, minutes } from "/page/count.js";
import { icon } from "/page/icons.js";
import { homeMoves } from "/page/screens/moves.js";

export function question({ service, kind }, voice) {
  const tile = voice.shortName(service);
  const more = (kind ?? service).name;
  return [
    h("h1", { class: "of-service" }, voice.name(tile), voice.alsoInEnglish(tile.en)),
    voice.languages.some((code) => more[code] !== tile[code]) && h("p", { class: "of-what" }, voice.name(more)),
  ];
}

export function choices(state, voice, act) {
  const busy = state.screen === "taking";
  const { ahead, wait } = state.service;
  return [
    h("ul", { class: "now" },
      h("li", { class: "now-fact" }, icon("people"), h("span", { class: "words" }, voice.say("ahead", { n: counted(ahead) }))),
      wait && h("li", { class: "now-fact" }, icon("clock"), h("span", { class: "words" }, voice.say("wait", { minutes: minutes(wait) })))),
    state.kind?.anonymous ? null : h("section", { class: "benefit" },
      h("div", { class: "benefit-words" },
        h("h2", {}, voice.say("benefit?")),
        h("p", {}, voice.say("benefit-proof"))),
      h("div", { class: "yes-no", role: "group" }, answer("no", !state.benefit), answer("yes", state.benefit))),
    h("div", { class: "takes" }, voice.languages.map((language) => takeButton(language)), voice.language ? null : takeButton("en", "take-also")),
  ];

  function answer(name, pressed) {
    return h("button", { type: "button", class: "control", id: `benefit-${name}`, "aria-pressed": String(pressed), disabled: busy, onclick: () => act.benefit(name === "yes") },
      pressed && icon("yes"), h("span", { class: "words" }, voice.say(name)));
  }

  function takeButton(language, more = "") {
    return h("button", { type: "button", class: `take ${more}`, id: `take-${language}`, lang: language, disabled: busy, onclick: () => act.take(language) },
      icon("paper"),
      h("span", { class: "words" },
        h("span", { class: "said" }, voice.in(language, busy ? "taking" : "take-ticket")),
        voice.language ? null : h("span", { class: "also" }, voice.in(language, "in-this-language"))));
  }
}

export const moves = (state, voice, act) => (state.screen === "taking" ? [] : homeMoves(state, voice, act));
