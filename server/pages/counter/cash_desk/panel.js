// The cash desk in the place of the tasks: the shift, whom money goes back to, the newest receipts.
import { h } from "/shared/dom.js";
import { drawReceipts } from "/counter/cash_desk/receipts.js";
import { drawShift } from "/counter/cash_desk/shift.js";

export function cashPanel(state, _, say, actions) {
  const { cashDesk } = state;
  if (!cashDesk) return h("p", { class: "quiet" }, say("connecting"));
  const { refunds, receipts, fiscal } = cashDesk;
  return h("div", { class: "cash" },
    fiscal.asked ? drawFiscal(fiscal, state, say, actions) : null,
    refunds.length ? drawReceipts("refunds_title", refunds, state, say, actions) : null,
    drawShift(state, say, actions),
    receipts.length ? drawReceipts("receipts_title", receipts, state, say, actions) : null,
    drawCopy(state, say, actions));
}

function drawFiscal({ pending, failed }, { link }, say, actions) {
  if (!pending && !failed) return h("p", { class: "quiet" }, say("fiscal_settled"));
  return h("div", { class: "note note-warning cash-fiscal" },
    h("span", {}, say("fiscal_unsettled", { pending, failed })),
    failed ? h("button", { type: "button", id: "fiscal-again", class: "button button-small", disabled: !link.fresh, onclick: actions.sendFiscalAgain }, say("fiscal_again")) : null);
}

const COPY = "panel/copy";

/** A receipt that is not among the newest, by its number; it stands there until its copy is printed. */
function drawCopy({ link, drafts }, say, actions) {
  const submit = async (event) => {
    event.preventDefault();
    const receipt = event.currentTarget.elements.receipt.value.replace(/\s/g, "");
    const printed = receipt && await actions.copyReceipt(receipt, COPY);
    const field = document.getElementById("copy-receipt"); // drawn anew meanwhile, or gone with the panel
    if (printed && field) field.value = "";
  };
  return h("form", { class: "cash-line", onsubmit: submit, oninput: ({ target }) => actions.keepDraft(COPY, target.value), autocomplete: "off" },
    h("div", { class: "field" }, h("label", { for: "copy-receipt" }, say("copy_by_number")),
      h("input", { id: "copy-receipt", name: "receipt", class: "digits", maxlength: 14, placeholder: "12/2026", value: drafts[COPY] ?? "" })),
    h("button", { type: "submit", id: "print-copy", class: "button", disabled: !link.fresh }, say("do_copy")));
}
