// The shift of the cash desk: opened with the cash in the drawer, reported, counted and closed.
import { h } from "/shared/dom.js";
import { inTenge, readMoney } from "/counter/answers.js";
import { moment } from "/counter/time.js";

export function drawShift(state, say, actions) {
  const { cashDesk: { shift, totals }, room, offset } = state;
  const title = shift ? say("shift_since", { n: shift.number, time: moment(shift.opened_at, room.zone, Date.now() + offset) }) : say("shift_not_open");
  return h("section", { class: "cash-part", "aria-labelledby": "shift-title" },
    h("div", { class: "cash-head" }, h("h3", { id: "shift-title" }, title),
      shift ? h("button", { type: "button", id: "x-report", class: "button button-small", disabled: !state.link.fresh, onclick: actions.reportShift }, h("span", { class: "sign sign-printer", "aria-hidden": true }), say("do_x_report")) : null),
    shift?.over ? h("p", { class: "note note-warning" }, say("shift_over_cure")) : null,
    totals ? sums(totals, shift, say) : null,
    shift ? cashForm("counted", "do_z_report", actions.closeShift, state, say, actions, totals.in_drawer) : cashForm("cash", "do_open_shift", actions.openShift, state, say, actions));
}

function sums({ paid, refunded, void: gone, receipts, in_drawer: drawer }, shift, say) {
  const kinds = [["sum_paid", paid], ["sum_refunded", refunded], ["sum_void", gone]];
  return h("table", { class: "cash-sums" },
    h("caption", { class: "only-heard" }, say("sums")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("receipts_count", { n: receipts })), kinds.map(([word]) => h("th", { scope: "col" }, say(word))))),
    h("tbody", {}, paid.map(({ method }, place) => h("tr", {}, h("th", { scope: "row" }, say(`method_${method}`)), kinds.map(([, of]) => h("td", { class: "number" }, inTenge(of[place].total)))))),
    h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, say("in_drawer")), h("td", { class: "number", id: "in-drawer", colspan: kinds.length }, signed(drawer), h("span", { class: "quiet" }, ` (${say("at_first", { sum: inTenge(shift.cash) })})`)))));
}

/** A sum of cash, and at the end of the shift how it differs from what should be there. */
function cashForm(name, does, send, { link, drafts }, say, actions, expected = null) {
  const draft = `panel/shift/${name}`;
  const typed = drafts[draft] ?? "";
  const told = h("span", { class: "number", id: "difference", "aria-live": "polite" });
  const fault = h("span", { class: "field-fault", id: `field-${name}-fault`, role: "alert" });
  const follow = (text) => {
    const sum = readMoney(text);
    told.textContent = expected === null || sum === null ? "" : say("difference", { sum: signed(sum - expected) });
  };
  const input = h("input", { id: `field-${name}`, name, class: "digits", inputmode: "decimal", maxlength: 12, value: typed, "aria-describedby": `field-${name}-fault` });
  const submit = (event) => {
    event.preventDefault();
    const sum = readMoney(input.value);
    fault.textContent = sum === null ? say("fault_money") : "";
    if (sum === null) return input.focus();
    return send(sum);
  };
  const keep = () => { actions.keepDraft(draft, input.value); follow(input.value); };
  follow(typed);
  return h("form", { class: "cash-line", novalidate: true, autocomplete: "off", onsubmit: submit, oninput: keep },
    h("div", { class: "field field-money" }, h("label", { for: `field-${name}` }, say(`cash_${name}`)), h("span", { class: "money" }, input, h("span", { class: "quiet" }, "₸")), fault),
    h("button", { type: "submit", id: name === "cash" ? "open-shift" : "close-shift", class: `button ${expected === null ? "button-first" : ""}`, disabled: !link.fresh }, say(does)),
    expected === null ? null : told);
}

const signed = (tiyn) => (tiyn < 0 ? `−${inTenge(-tiyn)}` : inTenge(tiyn));
