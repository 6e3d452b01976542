// Which kind of the service: asked only where it has several.
import { h } from "/shared/dom.js";
import { icon, iconOfKind } from "/page/icons.js";
import { homeMoves } from "/page/screens/moves.js";

export const question = (state, voice) => [
  h("h1", {}, voice.heading("choose-kind")),
  h("p", { class: "of-what" }, voice.name(voice.shortName(state.service))),
];

export const choices = (state, voice, act) => [
  h("section", { class: "group" }, h("div", { class: "tiles tiles-few" }, state.service.kinds.map((kind) =>
    h("button", { type: "button", class: "tile", id: `kind-${kind.kind}`, onclick: () => act.chooseKind(kind) },
      iconOfKind(kind),
      h("span", { class: "words" }, voice.name(kind.name), voice.alsoInEnglish(kind.name.en)),
      icon("onward"))))),
];

export const moves = homeMoves;
