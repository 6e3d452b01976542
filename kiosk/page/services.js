// The services on offer, looked at again and again; a server that is gone is noticed, and its return too.

const LOOK_EVERY = 5000; // milliseconds
const LOOK_AGAIN = 1500; // milliseconds, while nobody answers

export function followServices(store, api) {
  async function look() {
    let services = null;
    try {
      services = await api.get("/api/services");
    } catch (problem) {
      // Whatever was wrong, no ticket can be had now: the screen says where to go.
      if (store.get().screen === "start") store.set({ ...store.get(), services: null, problem: { code: "unreachable" } });
    }
    if (services) settle(services);
    setTimeout(look, services ? LOOK_EVERY : LOOK_AGAIN);
  }

  function settle(services) {
    const { problem, screen } = store.get();
    const kept = screen === "start" ? null : problem;
    store.set({ ...store.get(), services, problem: kept });
  }

  look();
}
