// What is out of order in the house and how to cure it: one calm line, unfolded by whoever has time for it.
import { h } from "/shared/dom.js";

const named = ({ words, name }, language) => (name ? `${words[language]} · ${name}` : words[language]);

/** `troubles`: `[{code, device, name, words, cure}]`. */
export function drawTroubles(troubles, { language, unfolded }, say, actions) {
  if (!troubles.length) return [];
  const open = unfolded === "troubles";
  const [first, ...more] = troubles;
  return [h("section", { class: "troubles", "aria-label": say("troubles") },
    h("button", { type: "button", id: "unfold-troubles", class: "troubles-line", "aria-expanded": String(open), "aria-controls": "troubles-list", onclick: () => actions.unfold(open ? null : "troubles") },
      h("span", { class: "sign sign-warning", "aria-hidden": true }),
      h("strong", { class: "troubles-first" }, open ? say("troubles") : named(first, language)),
      more.length && !open ? h("span", { class: "badge" }, say("and_more", { n: more.length })) : null,
      h("span", { class: "troubles-what" }, say(open ? "fold" : "what_to_do")), h("span", { class: "sign sign-fold", "aria-hidden": true })),
    h("ul", { id: "troubles-list", class: "troubles-list", hidden: !open }, troubles.map((trouble) => h("li", { class: "trouble", "data-trouble": trouble.code },
      h("strong", {}, named(trouble, language)), h("span", {}, trouble.cure[language])))))];
}
