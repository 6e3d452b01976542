// Four walks to try, step by step, each with the screen it happens on.
import { h } from "/shared/dom.js";
import { papersPage } from "/tryout/screens.js";

const WALKS = {
  tb: ["kiosk", "operator", "operator", "cashier", "phthisiatrician"],
  psy: ["kiosk", "registrar", "cashier", "psychiatrist", "registrar"],
  booking: ["kiosk", "registry", "printer-office", "kiosk", "doctor"],
  hiv: ["kiosk", "counsellor", "nurse", "counsellor", "kiosk", "counsellor"],
};

export function walks({ kiosk_url: kiosk, printers }, language, say) {
  const papers = new Map(printers.map(({ id, papers_url: url }) => [id, papersPage(url, language)]));
  const url = (who) => (who === "kiosk" ? kiosk : papers.get(who) ?? `/counter?name=${who}`);
  return h("section", { "aria-labelledby": "walks" }, h("h2", { id: "walks" }, say("walks")), h("p", { class: "quiet" }, say("walks_about")),
    h("div", { class: "walks" }, Object.entries(WALKS).map(([walk, who]) => h("article", { class: "card walk" },
      h("h3", {}, say(`walk_${walk}`)),
      h("ol", { class: "walk-steps" }, who.map((name, index) => h("li", {},
        h("a", { href: url(name), target: "_blank", rel: "noopener" }, say(`at_${name}`)), h("span", {}, say(`walk_${walk}_${index + 1}`)))))))));
}
