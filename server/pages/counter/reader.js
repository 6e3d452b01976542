// Reading what the news do not carry: the tasks and the route of each open ticket, and the lists that stay the same.
import { Problem } from "/shared/api.js";

export function makeReader({ api, store, onSignedOut }) {
  const reading = new Map(); // ticket → what it looked like when it was last asked for
  const newest = new Map(); // ticket → the last reading of it that was begun
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

  /** What was asked for last is what counts, in whatever order the answers come; what could not be had is asked for
   * again with the next news. */
  async function readTicket(asked) {
    const { id, visit } = asked;
    const mine = {};
    reading.set(id, look(asked));
    newest.set(id, mine);
    const answers = await guarded(() => Promise.all([api.get(`/api/tickets/${id}`), api.get(`/api/visits/${visit}`)]));
    if (newest.get(id) !== mine) return;
    newest.delete(id);
    if (!answers) return void reading.delete(id);
    const [ticket, route] = answers;
    store.change(({ views }) => ({ views: { ...views, [id]: { ticket, route } } }));
  }

  /** Read each ticket at the counter or in the panel that has changed since it was read, and what was not to be had
   * before. */
  function follow() {
    const { grounds, room, panel, papers } = store.get();
    if (!grounds) readLists();
    if (panel?.name === "papers" && !papers) readPapers();
    const tickets = [...(room?.tickets ?? [])];
    if (panel?.ticket && !tickets.some(({ id }) => id === panel.ticket.id)) tickets.push(panel.ticket);
    for (const ticket of tickets) if (reading.get(ticket.id) !== look(ticket)) readTicket(ticket);
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
  function readAgain() {
    reading.clear();
    follow();
  }

  return { follow, readTicket, readLists, readCounters, readRoute, readPapers, readAgain };
}
