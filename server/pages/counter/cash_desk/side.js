// At the side of a cash desk: its shift, and whether money is to be given back.
import { h } from "/shared/dom.js";
import { isCashDesk } from "/counter/cash_desk/reading.js";

export function drawCashSide(state, say, actions) {
  const { cashDesk, link } = state;
  if (!isCashDesk(state)) return null;
  const { shift, refunds } = cashDesk ?? {};
  const trouble = cashDesk && (!shift ? "shift_not_open" : shift.over ? "shift_over" : null);
  return h("div", { class: "cash-side" },
    trouble ? h("span", { class: "badge badge-warning" }, h("span", { class: "sign sign-warning", "aria-hidden": true }), say(trouble)) : null,
    refunds?.length ? h("span", { class: "badge badge-warning", id: "refunds-asked" }, say("refunds_asked", { n: refunds.length })) : null,
    cashDesk?.fiscal.failed ? h("span", { class: "badge badge-fault" }, say("fiscal_unsettled", cashDesk.fiscal)) : null,
    h("button", { type: "button", id: "cash-desk", class: "button button-small", disabled: !link.fresh || !cashDesk, onclick: actions.openCashDesk },
      h("span", { class: "sign sign-cash_desk", "aria-hidden": true }), say("cash_desk"), h("kbd", {}, "F10")));
}
