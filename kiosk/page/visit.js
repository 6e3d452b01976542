// Asking the agent for a ticket and for the fate of its slip. What comes too late, for a person who left, is dropped.
import { freshKey } from "/shared/api.js";
import { bodyOf, fresh, refused, take, taken } from "/page/state.js";

const LOOK_EVERY = 300; // milliseconds between two looks at the slip
const AGAIN_AFTER = 2000; // milliseconds before a ticket is asked for again, under the same key

export function makeVisits(store, api) {
  const isStill = (turn) => store.get().turn === turn;

  async function ask() {
    const { turn, attempt } = store.get();
    const stands = () => isStill(turn) && store.get().attempt === attempt;
    try {
      const opened = await api.post("/api/visits", attempt.body, attempt.key);
      if (!stands()) return;
      store.set(taken(store.get(), opened));
      if (opened.job) watch(turn, opened.job.id);
    } catch (problem) {
      if (!stands()) return;
      store.set(refused(store.get(), problem));
      if (problem.code === "unreachable") setTimeout(() => { if (stands() && store.get().screen === "trouble") ask(); }, AGAIN_AFTER);
    }
  }

  async function watch(turn, job) {
    while (isStill(turn)) {
      const slip = await api.get(`/api/jobs/${encodeURIComponent(job)}`).catch(() => ({ state: "unknown" }));
      if (!isStill(turn)) return;
      if (slip.state !== store.get().slip.state) store.set({ ...store.get(), slip });
      if (slip.state !== "queued") return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
  }

  const begin = (body, language) => {
    store.set(take(store.get(), { key: freshKey(), body }, language));
    ask();
  };

  return {
    /** A second tap does nothing: by then the screen is another. */
    take(language) {
      if (store.get().screen === "ticket") begin(bodyOf(store.get(), language), language);
    },
    /** Whoever had his number before has gone: nothing of him stands beside what is asked for now. */
    takeUp(code) {
      const { screen, turn, services } = store.get();
      if (screen === "taking") return;
      if (screen === "done") store.set({ ...fresh(turn + 1), services });
      begin({ return_code: code }, store.get().language);
    },
    again() {
      const { screen, attempt, language, problem } = store.get();
      if (screen !== "trouble" || !attempt) return;
      const key = problem.code === "given_up" ? freshKey() : attempt.key; // what was given up is never asked for again
      store.set(take(store.get(), { ...attempt, key }, language));
      ask();
    },
  };
}
