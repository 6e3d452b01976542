// Reading the cash desk, for who sits there as its cashier: after each deed of his, and now and then, since a doctor
// may refuse what was paid for.
import { Problem } from "/shared/api.js";
import { makeNewest } from "/shared/newest.js";

const NOW_AND_THEN = 5000; // milliseconds

export const isCashDesk = ({ room, session }) => Boolean(room?.roles.includes("cashier") && session?.staff.roles.includes("cashier"));

export function makeCashReader({ api, store }) {
  const newest = makeNewest();
  let readAt = -Infinity;

  async function read() {
    const { counter } = store.get();
    readAt = performance.now();
    try {
      const cashDesk = await newest("cash desk", () => api.get(`/api/counters/${counter}/cash-desk`));
      if (cashDesk && store.get().counter === counter) store.change({ cashDesk });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.code !== "unreachable") store.change({ problem });
    }
  }

  const follow = () => { if (isCashDesk(store.get()) && performance.now() - readAt > NOW_AND_THEN) read(); };

  return { read, follow };
}
