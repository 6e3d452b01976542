// Every screen as a card that leads there.
import { h } from "/shared/dom.js";

export function screens({ kiosk_url: kiosk, board_url: board, counters, staff, printers }, language, say) {
  return h("section", { "aria-labelledby": "screens" }, h("h2", { id: "screens" }, say("screens")),
    h("ul", { class: "cards" },
      card(kiosk, say("kiosk"), say("kiosk_about")),
      card(board, say("board"), say("board_about")),
      printers.map(({ id, papers_url: papers }) => card(papers, say(id), say("printer_about")))),
    h("h3", {}, say("counters")),
    h("ul", { class: "cards cards-small" }, counters.map((counter) => {
      const clerk = staff.find((one) => one.counter === counter.id);
      return card(`/counter?name=${encodeURIComponent(clerk?.name ?? "")}`, say(`place_${counter.kind}`, { n: counter.name }), clerk?.role_names.map((name) => name[language]).join(", ") ?? "");
    })));
}

/** Each opens a tab of its own: the walks need several screens at once. */
function card(url, title, about) {
  return h("li", {}, h("a", { class: "card screen-card", href: url, target: "_blank", rel: "noopener" }, h("strong", {}, title), h("span", { class: "quiet" }, about)));
}
