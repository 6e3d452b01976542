// Receipts, each with what can be done about it: a copy, void, refund, or to be paid again.
// Whoever opens the cash desk lands at the money that is owed.
import { h } from "/shared/dom.js";
import { inTenge, readMoney } from "/counter/answers.js";
import { moment } from "/counter/time.js";

const BADGES = { paid: "badge-good", refunded: "badge-warning", void: "badge-warning" };
const METHODS = ["cash", "card", "transfer"];

export function drawReceipts(title, rows, state, say, actions) {
  return h("section", { class: "cash-part", "aria-labelledby": title },
    h("h3", { id: title }, say(title)),
    h("ul", { class: "cash-receipts" }, rows.map((row) => receipt(row, title, state, say, actions))));
}

function receipt(row, list, state, say, actions) {
  const { payment, number, may, unpaid, service_name: service } = row;
  const { language, room, link, cashing, offset } = state;
  const asked = cashing?.list === list && cashing.payment === payment.id ? cashing.what : null;
  const key = (what, word) => h("button", { type: "button", id: `${what}-${list}-${payment.id}`, class: "button button-small", "aria-pressed": String(asked === what), disabled: !link.fresh, onclick: () => actions.ask(asked === what ? null : { list, payment: payment.id, what }) }, say(word));
  return h("li", { class: "cash-receipt", "data-receipt": payment.receipt },
    h("span", { class: "number cash-number" }, say("number_no", { n: payment.receipt })),
    h("span", { class: "cash-what" }, h("strong", { class: "number" }, inTenge(payment.price)), ` · ${say(`method_${payment.method}`)} · ${number ?? say("telephone")} · ${moment(payment.at, room.zone, Date.now() + offset)}`,
      h("span", { class: "quiet cash-service", title: service[language] }, service[language])),
    h("span", { class: "cash-marks" }, h("span", { class: `badge ${BADGES[payment.state]}` }, payment.state_name[language]), row.fiscal && row.fiscal !== "registered" ? h("span", { class: "badge badge-warning" }, say(`fiscal_${row.fiscal}`)) : null),
    h("span", { class: "cash-keys" },
      h("button", { type: "button", id: `copy-${list}-${payment.id}`, class: "button button-small", "data-focus": list === "refunds_title", disabled: !link.fresh, onclick: () => actions.copyReceipt(payment.receipt) }, h("span", { class: "sign sign-copy", "aria-hidden": true }), say("do_copy")),
      may.map((ending) => key(ending, `do_${ending}`)), unpaid ? key("again", "do_pay_again") : null),
    asked === "again" ? payAgain(payment, state, say, actions) : asked ? reasons(payment, asked, state, say, actions) : null);
}

/** A reason is chosen first and then confirmed: this cannot be undone. */
function reasons(payment, ending, { cashDesk, language, link, drafts }, say, actions) {
  const draft = `panel/${ending}/${payment.id}`;
  const chosen = drafts[draft];
  const confirm = h("button", { type: "submit", id: "confirm-ending", class: "button button-fault-first", disabled: !chosen || !link.fresh }, say(`confirm_${ending}`, { sum: inTenge(payment.price) }));
  const submit = (event) => {
    event.preventDefault();
    actions.giveBack(payment, ending, event.currentTarget.elements.reason.value);
  };
  const choose = ({ target }) => {
    actions.keepDraft(draft, target.value);
    confirm.disabled = !link.fresh;
  };
  return h("form", { class: "cash-asked", onsubmit: submit, onchange: choose },
    h("fieldset", { class: "choices" }, h("legend", {}, say("choose_reason")),
      h("div", { class: "ground-list" }, cashDesk.reasons[ending].map(({ reason, name }) =>
        h("label", { class: "choice ground" }, h("input", { type: "radio", name: "reason", id: `reason-${reason}`, value: reason, checked: reason === chosen }), h("span", {}, name[language]))))),
    h("div", { class: "form-foot" }, confirm));
}

/** The price is what was paid before: a card and a transfer take exactly that. What is chosen outlives a drawing: a card
 *  that was refused must not become cash. */
function payAgain(payment, { link, drafts }, say, actions) {
  const draft = `panel/again/${payment.id}`;
  const { method: chosen, taken: typed } = drafts[draft] ?? { method: "cash", taken: String(payment.price / 100) };
  const submit = (event) => {
    event.preventDefault();
    const { method, taken } = event.currentTarget.elements;
    const sum = readMoney(taken.value);
    if (sum === null) taken.focus();
    else actions.payAgain(payment, method.value, sum);
  };
  return h("form", { class: "cash-asked", novalidate: true, autocomplete: "off", onsubmit: submit, oninput: ({ currentTarget: form }) => actions.keepDraft(draft, Object.fromEntries(new FormData(form))) },
    h("fieldset", { class: "choices" }, h("legend", {}, say("pay_again_how", { sum: inTenge(payment.price) })),
      h("div", { class: "choice-row" }, METHODS.map((method) => h("label", { class: "choice" }, h("input", { type: "radio", name: "method", id: `again-${method}`, value: method, checked: method === chosen }), h("span", {}, say(`method_${method}`)))))),
    h("div", { class: "cash-line" },
      h("div", { class: "field field-money" }, h("label", { for: "again-taken" }, say("taken")), h("span", { class: "money" }, h("input", { id: "again-taken", name: "taken", class: "digits", inputmode: "decimal", maxlength: 12, value: typed }), h("span", { class: "quiet" }, "₸"))),
      h("button", { type: "submit", id: "confirm-again", class: "button button-first", disabled: !link.fresh }, say("do_take_payment"))));
}
