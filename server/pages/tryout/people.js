// Who signs in how.
import { h } from "/shared/dom.js";

export function people({ staff, counters }, language, say) {
  const placeOf = (id) => {
    const counter = counters.find((one) => one.id === id);
    return counter ? say(`place_${counter.kind}`, { n: counter.name }) : "—";
  };
  return h("section", { "aria-labelledby": "people" }, h("h2", { id: "people" }, say("people")), h("p", { class: "quiet" }, say("people_about")),
    h("div", { class: "card table-card" }, h("table", {},
      h("thead", {}, h("tr", {}, ["name", "password", "role", "counter"].map((column) => h("th", { scope: "col" }, say(`column_${column}`))))),
      h("tbody", {}, staff.map(({ name, password, role_names: roles, counter }) => h("tr", {},
        h("th", { scope: "row" }, h("a", { href: `/counter?name=${encodeURIComponent(name)}`, target: "_blank", rel: "noopener" }, name)),
        h("td", {}, h("code", {}, password)),
        h("td", {}, roles.map((role) => role[language]).join(", ")),
        h("td", {}, placeOf(counter))))))));
}
