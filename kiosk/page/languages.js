// The three languages: on every screen, without losing the place.
import { h } from "/shared/dom.js";
import { LANGUAGES } from "/shared/words.js";

export const languageButtons = (state, act) =>
  LANGUAGES.map(({ code, name }) =>
    h("button", { type: "button", class: "control language-choice", id: `language-${code}`, lang: code, "aria-pressed": String(code === state.language), onclick: () => act.language(code) }, name));
