// What a cashier can do beside serving. Each sends one command, and the cash desk is read anew after it.
import { panelOpened, without } from "/counter/store.js";
import { paid } from "/counter/told.js";

export function makeCashActions({ api, store, command, cash }) {
  const here = () => `/api/counters/${store.get().counter}`;

  async function deed(path, body, then) {
    let done = false;
    await command(`${path} ${JSON.stringify(body)}`, (key) => api.post(path, body, key), (answer) => { done = true; return { cashing: null, ...then(answer) }; });
    if (done) await cash.read();
    return done;
  }

  /** What was typed for it is done. */
  const typed = (draft, said) => ({ ...said, drafts: without(store.get().drafts, draft) });

  return {
    openShift: (cash) => deed(`${here()}/shifts`, { cash }, ({ number }) => typed("panel/shift/cash", said("shift_is_open", number))),
    reportShift: () => deed(`${here()}/shift-reports`, {}, () => said("report_prints")),
    closeShift: (counted) => deed(`${here()}/shift-closings`, { counted }, ({ shift }) => typed("panel/shift/counted", said("shift_is_closed", shift.number))),
    sendFiscalAgain: () => deed(`${here()}/fiscal-tries`, {}, () => said("fiscal_sent")),
    copyReceipt: (receipt, draft) => deed("/api/receipts/copies", { receipt }, () => typed(draft, said("copy_prints", receipt))),
    giveBack: ({ id, receipt }, ending, reason) => deed(`/api/payments/${id}/endings`, { ending, reason }, () => said(`did_${ending}`, receipt)),
    payAgain: ({ visit, receipt, price }, method, taken) => deed(`/api/visits/${visit}/payments`, { method, taken }, () => ({ note: { text: "paid_again", number: receipt, lines: [paid(taken, price)] } })),
    openCashDesk: () => { store.change({ ...panelOpened(store.get().drafts, "cash"), note: null, cashing: null }); cash.read(); },
    /** What is being asked about one receipt: `{payment, what}`, what being void, refund or again. */
    ask: (cashing) => store.change({ cashing, problem: null }),
  };
}

const said = (text, number = null) => ({ note: { text, number } });
