// What one can do here: look at prices and samples, and set a price. Each reading tells what went wrong.

export function makeActions({ api, store, command, ask }) {
  async function readPrices() {
    const prices = await ask(() => api.get("/api/prices"));
    if (prices) store.change({ prices });
  }

  async function readTemplates() {
    const found = await ask(() => api.get("/api/certificate-templates"));
    if (!found) return;
    store.change({ templates: found.templates });
    const [first] = found.templates;
    if (first) await showSample({ service: first.service, finding: first.samples[0].finding });
  }

  /** `sample`: which service, and what was found. An answer about another one comes too late. */
  async function showSample(sample) {
    store.change({ sample, problem: null });
    const paper = await ask(() => api.get(`/api/services/${sample.service}/certificate?finding=${sample.finding}`));
    if (paper && store.get().sample === sample) store.change({ paper: { ...paper, service: sample.service } });
  }

  return {
    showSample,
    async show(view) {
      history.replaceState(null, "", `/services?view=${view}`);
      store.change({ view, asking: null, note: null, problem: null });
      await (view === "samples" ? readTemplates() : readPrices());
    },
    /** A new price of a service: typed first, then looked over, then set. */
    ask: (service) => store.change({ asking: { service, price: null }, drafts: {}, problem: null, note: null }),
    sayFaults: (faults) => store.change({ problem: { code: "fault", faults } }),
    lookOver: (price) => store.change({ asking: { ...store.get().asking, price }, problem: null }),
    /** From what is looked over to what is typed, and from there to nothing. */
    back: () => store.change(({ asking }) => ({ asking: asking.price ? { ...asking, price: null } : null, problem: null })),
    async set({ service, price }) {
      let done = false;
      await command(JSON.stringify([service, price]), (key) => api.post("/api/prices", { service, ...price }, key), () => { done = true; return { asking: null, drafts: {} }; });
      if (!done) return store.change(({ asking, problem }) => (problem?.field ? { asking: { ...asking, price: null } } : {}));
      await readPrices();
      return store.change({ note: { text: "price_is_set", data: { service } } });
    },
    print: () => print(),
  };
}
