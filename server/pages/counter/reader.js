// Reading what the news do not carry: the tasks and the route of each open ticket, and the lists that stay the same.
import { Problem } from "/shared/api.js";

export function makeReader({ api, store, onSignedOut }) {
  const reading = new Map(); // ticket → what it looked like when it was last asked for
  let listing = null; // the reading of the lists that is under way

  const look = (ticket) => [ticket.state, ticket.started_at, ticket.times_called].join();

  async function guarded(read) {
    try {
      return await read();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.code !== "unreachable") store.change({ problem }); // the banner of the link says that one
      if (problem.code === "signed_out") onSignedOut();
      return null;
    }
  }

  async function readTicket({ id, visit }) {
    await guarded(async () => {
      const [ticket, route] = await Promise.all([api.get(`/api/tickets/${id}`), api.get(`/api/visits/${visit}`)]);
      store.change(({ views }) => ({ views: { ...views, [id]: { ticket, route } } }));
    });
    if (!store.get().views[id]) reading.delete(id);
  }

  /** Read each ticket at the counter that has changed since it was read, and the lists that were not to be had before. */
  function follow() {
    if (!store.get().grounds) readLists();
    const tickets = store.get().room?.tickets ?? [];
    for (const ticket of tickets) {
      if (reading.get(ticket.id) === look(ticket)) continue;
      reading.set(ticket.id, look(ticket));
      readTicket(ticket);
    }
    for (const id of reading.keys()) if (!tickets.some((ticket) => ticket.id === id)) reading.delete(id);
  }

  const readLists = () => (listing ??= guarded(async () => {
    const [services, grounds] = await Promise.all([api.get("/api/services"), api.get("/api/grounds")]);
    store.change({ services, grounds });
  }).finally(() => { listing = null; }));

  const readCounters = () => guarded(async () => {
    const { counters } = await api.get("/api/counters");
    store.change({ counters });
    return counters;
  });

  const readPapers = () => guarded(async () => store.change({ papers: await api.get("/api/certificates") }));

  const readRoute = (visit) => guarded(() => api.get(`/api/visits/${visit}`));

  /** In another language: what the server words itself. */
  async function readAgain() {
    reading.clear();
    follow();
    const { panel } = store.get();
    if (panel?.ticket) await readTicket(panel.ticket);
  }

  return { follow, readTicket, readLists, readCounters, readRoute, readPapers, readAgain };
}
