// What each service cost, costs and will cost; the administrator opens the form of a new price.
import { h } from "/shared/dom.js";
import { inTenge } from "/counter/answers.js";
import { drawNewPrice } from "/services/new_price.js";
import { daysText, priceOn } from "/services/periods.js";

export function drawPrices(state, say, actions) {
  const { prices, language, asking, session } = state;
  const may = session.staff.roles.includes("administrator");
  return [
    h("p", { class: "quiet" }, say(may ? "prices_about" : "prices_read")),
    ...prices.services.map((one) => h("section", { class: "card service", "data-service": one.service, "aria-labelledby": `name-${one.service}` },
      h("div", { class: "service-head" }, h("h2", { id: `name-${one.service}` }, one.name[language]), h("strong", { class: "number price-now" }, inTenge(priceOn(one, prices.today)))),
      prices.exempt[one.service].length ? h("p", { class: "quiet" }, say("exempt", { who: prices.exempt[one.service].map((who) => say(`category_${who}`)).join(", ") })) : null,
      table(one, say),
      asking?.service === one.service ? drawNewPrice(one, state, say, actions)
        : may ? h("button", { type: "button", id: `ask-${one.service}`, class: "button", onclick: () => actions.ask(one.service) }, say("new_price")) : null)),
  ];
}

function table({ periods }, say) {
  return h("table", { class: "periods" },
    h("thead", {}, h("tr", {}, ["head_days", "head_price", "head_when"].map((head) => h("th", { scope: "col" }, say(head))))),
    h("tbody", {}, periods.toReversed().map((period) => h("tr", { "data-when": period.when },
      h("th", { scope: "row" }, daysText(period, say)),
      h("td", { class: "number" }, inTenge(period.price)),
      h("td", {}, h("span", { class: `badge${period.when === "now" ? " badge-strong" : ""}` }, say(`when_${period.when}`)), period.set ? null : h("span", { class: "quiet" }, " ", say("by_regulation")))))));
}
