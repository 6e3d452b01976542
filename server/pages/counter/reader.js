// Reading what the news do not carry: the tasks and the route of each open ticket, and the lists that stay the same.
import { Problem } from "/shared/api.js";
import { makeNewest } from "/shared/newest.js";

export function makeReader({ api, store, onSignedOut }) {
  const newest = makeNewest();
  const seen = new Map(); // ticket → what it looked like when it was last asked for
  const unread = new Set(); // what could not be had for now: it is asked for again with the next news

  const look = (ticket) => [ticket.state, ticket.started_at, ticket.times_called].join();

  /** What `read` brings of `thing`; undefined if it could not be had, or is being read anew. */
  async function guarded(thing, read) {
    try {
      return await newest(thing, read);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (isPassing(problem)) unread.add(thing);
      if (problem.code !== "unreachable") store.change({ problem }); // the banner of the link says that one
      if (problem.code === "signed_out") onSignedOut();
      return undefined;
    }
  }

  async function readTicket(asked) {
    const { id, visit } = asked;
    seen.set(id, look(asked));
    const answers = await guarded(id, () => Promise.all([api.get(`/api/tickets/${id}`), api.get(`/api/visits/${visit}`)]));
    if (!answers) return;
    const [ticket, route] = answers;
    store.change(({ views }) => ({ views: { ...views, [id]: { ticket, route } } }));
  }

  /** Read each ticket at the counter or in the panel that has changed since it was read, and what was not to be had
   * before. */
  function follow() {
    const { room, panel } = store.get();
    if (unread.delete("lists")) readLists();
    if (unread.delete("papers") && panel?.name === "papers") readPapers();
    const tickets = [...(room?.tickets ?? [])];
    if (panel?.ticket && !tickets.some(({ id }) => id === panel.ticket.id)) tickets.push(panel.ticket);
    for (const ticket of tickets) if (unread.delete(ticket.id) || seen.get(ticket.id) !== look(ticket)) readTicket(ticket);
    for (const id of seen.keys()) if (!tickets.some((ticket) => ticket.id === id)) seen.delete(id);
  }

  async function readLists() {
    const lists = await guarded("lists", () => Promise.all([api.get("/api/services"), api.get("/api/grounds")]));
    if (lists) store.change({ services: lists[0], grounds: lists[1] });
  }

  async function readCounters() {
    const answer = await guarded("counters", () => api.get("/api/counters"));
    if (answer) store.change({ counters: answer.counters });
    return answer?.counters;
  }

  async function readPapers() {
    const papers = await guarded("papers", () => api.get("/api/certificates"));
    if (papers) store.change({ papers });
  }

  const readRoute = (visit) => guarded(visit, () => api.get(`/api/visits/${visit}`));

  /** Whoever sits down has read nothing yet. */
  function begin() {
    seen.clear();
    unread.clear();
    return readLists();
  }

  /** In another language: what the server words itself. */
  function readAgain() {
    seen.clear();
    follow();
  }

  return { begin, follow, readTicket, readCounters, readRoute, readPapers, readAgain };
}

/** A server that is out of reach, or has too much to do, may answer the next time. */
const isPassing = ({ status }) => status === 0 || status === 429 || status >= 500;
