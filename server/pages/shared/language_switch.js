// The switch between the three languages, the same on every page of staff.
import { h } from "/shared/dom.js";
import { LANGUAGES } from "/shared/words.js";

export function languageSwitch(chosen, label, choose) {
  return h("div", { class: "languages", role: "group", "aria-label": label }, LANGUAGES.map(({ code, name }) =>
    h("button", { type: "button", class: "language", id: `language-${code}`, lang: code, "aria-pressed": String(code === chosen), onclick: () => choose(code) }, name)));
}
