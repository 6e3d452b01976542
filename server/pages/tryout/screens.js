// Every screen as a card that leads there.
import { h } from "/shared/dom.js";

export function screens({ kiosk_url: kiosk, board_url: board, printers }, language, say) {
  return h("section", { "aria-labelledby": "screens" }, h("h2", { id: "screens" }, say("screens")),
    h("ul", { class: "cards" },
      card("kiosk", kiosk, say("kiosk"), say("kiosk_about")),
      card("board", board, say("board"), say("board_about")),
      card("person", "/counter", say("counter"), say("counter_about")),
      card("journal", "/journals", say("journals"), say("journals_about")),
      card("calendar", "/timetable", say("timetable"), say("timetable_about")),
      card("cash_desk", "/services", say("services"), say("services_about"))),
    h("ul", { class: "cards" }, printers.map(({ id, papers_url: papers }) => card("printer", papersPage(papers, language), say(id), say(`${id}_about`)))));
}

/** The page of a virtual printer, which stands on a port of its own and does not know what was chosen here. */
export const papersPage = (papers, language) => new URL(`/?language=${language}`, papers).href;

/** Each opens a tab of its own: the walks need several screens at once. */
function card(sign, url, title, about) {
  return h("li", {}, h("a", { class: "card screen-card", href: url, target: "_blank", rel: "noopener" },
    h("span", { class: "screen-sign" }, h("span", { class: `sign sign-${sign}`, "aria-hidden": true })),
    h("span", { class: "screen-words" }, h("strong", {}, title), h("span", { class: "quiet" }, about))));
}
