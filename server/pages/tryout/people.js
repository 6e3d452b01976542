// Who signs in how, and at which counter: the link brings the name along, the password is copied.
import { h } from "/shared/dom.js";

const COPIED_FOR = 2000; // milliseconds

export function people({ staff, counters }, language, say) {
  return h("section", { "aria-labelledby": "people" }, h("h2", { id: "people" }, say("people")), h("p", { class: "quiet" }, say("people_about")),
    h("div", { class: "card table-card", tabindex: "0", role: "group", "aria-labelledby": "people" }, h("table", {},
      h("thead", {}, h("tr", {}, ["counter", "role", "name", "password"].map((column) => h("th", { scope: "col" }, say(`column_${column}`))))),
      h("tbody", {}, staff.map((one) => row(one, counters.find(({ id }) => id === one.counter), language, say))))));
}

function row({ name, password, role_names: roles }, counter, language, say) {
  const place = counter ? say(`place_${counter.kind}`, { n: counter.name }) : say("no_place");
  return h("tr", {},
    h("th", { scope: "row" }, h("a", { class: "place-link", href: `/counter?name=${encodeURIComponent(name)}`, target: "_blank", rel: "noopener" },
      h("span", { class: `sign sign-${counter?.kind ?? "person"}`, "aria-hidden": true }), place)),
    h("td", { class: "role" }, roles.map((role) => role[language]).join(", ")),
    h("td", {}, name),
    h("td", { class: "secret" }, h("code", {}, password), copyKey(name, password, say)));
}

function copyKey(name, password, say) {
  const words = h("span", { "aria-live": "polite" }, say("copy"));
  async function copy() {
    await navigator.clipboard.writeText(password);
    words.textContent = say("copied");
    setTimeout(() => { words.textContent = say("copy"); }, COPIED_FOR);
  }
  return h("button", { type: "button", class: "button button-small", "aria-label": say("copy_of", { name }), onclick: copy }, h("span", { class: "sign sign-copy", "aria-hidden": true }), words);
}
