// What a clerk can do. Each action sends one command and says what the page makes of its answer.
import { NOTHING_OPEN } from "/counter/store.js";
import { whereNext } from "/counter/where_next.js";

const UNDO = { call: "put_back", start: "put_back", dismiss: "reinstate", hold: "reinstate" };
const UNDO_FOR = 10_000;

export function makeActions({ api, store, command, reader, sitAt, signedOut, start }) {
  const here = () => `/api/counters/${store.get().counter}`;

  function undoOf(move, ticket) {
    return UNDO[move] ? { ticket: ticket.id, number: ticket.number, did: move, move: UNDO[move], until: performance.now() + UNDO_FOR } : null;
  }

  const post = (path, body, then) => command(`${path} ${JSON.stringify(body)}`, (key) => api.post(path, body, key), then);

  /** Next, or a named ticket of the line: called, or started where it is paper. */
  function next(named) {
    return post(`${here()}/calls`, named ? { ticket: named } : {}, ({ ticket }) => ticket
      ? { selected: ticket.id, note: null, undo: undoOf(ticket.state === "called" ? "call" : "start", ticket), panel: null, chosenTask: null }
      : { note: { text: "nobody_waits" } });
  }

  async function move(ticket, name, more = {}) {
    let finished = null;
    await post(`/api/tickets/${ticket.id}/moves`, { move: name, ...more }, (moved) => {
      finished = name === "finish" ? moved : null;
      return { panel: null, chosenTask: null, undo: undoOf(name, ticket), note: name === "finish" ? null : { text: `done_${name}`, number: ticket.number } };
    });
    if (finished) await sayWhereNext(finished);
  }

  async function sayWhereNext(moved) {
    const stays = moved.opened.find(({ state }) => state === "serving");
    store.change((state) => ({ note: { text: "done_finish", number: moved.visit.number }, selected: stays?.id ?? state.selected }));
    const route = await reader.readRoute(moved.visit.id);
    if (route) store.change({ note: whereNext(route, moved) });
  }

  async function doTask(ticket, task, answers) {
    let done = false;
    await post(`/api/tickets/${ticket.id}/tasks/${task.task}`, answers, () => {
      done = true;
      return ({ drafts: dropped(store.get().drafts, `${ticket.id}/${task.task}`), chosenTask: null, undo: null, note: task.prints ? { text: `prints_${task.prints}` } : null });
    });
    if (done) await reader.readTicket(ticket);
  }

  function undo() {
    const { undo: last } = store.get();
    if (!last) return;
    post(`/api/tickets/${last.ticket}/moves`, { move: last.move }, () => ({ undo: null, note: { text: "undone", number: last.number } }));
  }

  function telephone(service) {
    const { language } = store.get();
    return post("/api/visits", { service, language, channel: "telephone" }, ({ tickets }) => ({ selected: tickets[0].id, panel: null, note: null }));
  }

  function openPanel(name, ticket = null) {
    store.change({ panel: { name, ticket }, problem: null });
    if (name === "redirect") reader.readCounters();
    if (name === "result") reader.readTicket(ticket);
  }

  async function signIn(name, password) {
    let session = null;
    await command("sign-in", (key) => api.post("/api/sign-in", { name, password }, key), (answer) => { session = answer; return {}; });
    if (session) await start(session);
  }

  async function signOut() {
    let out = false;
    await command("sign-out", (key) => api.post("/api/sign-out", {}, key), () => { out = true; return {}; });
    if (out) signedOut();
  }

  async function sit(counter) {
    let seated = false;
    await command(`sit ${counter}`, (key) => api.put(`/api/counters/${counter}/seat`, {}, key), () => { seated = true; return {}; });
    if (seated) await sitAt(counter);
    else await reader.readCounters();
  }

  async function standUp() {
    let stood = false;
    await command("stand up", (key) => api.remove(`${here()}/seat`, key), () => { stood = true; return { ...NOTHING_OPEN, screen: "seat" }; });
    if (stood) await reader.readCounters();
  }

  return {
    next, move, doTask, undo, telephone, openPanel, signIn, signOut, sit, standUp,
    closePanel: () => store.change({ panel: null }),
    endUndo: (until) => { if (store.get().undo?.until === until) store.change({ undo: null }); },
    sayProblem: (problem) => store.change({ problem }),
    closeProblem: () => store.change({ problem: null }),
    select: (ticket) => store.change({ selected: ticket, panel: null, chosenTask: null }),
    chooseTask: (task) => store.change({ chosenTask: task }),
    keepDraft: (key, answers) => { store.get().drafts[key] = answers; }, // what is typed is not drawn anew
  };
}

function dropped(drafts, key) {
  return Object.fromEntries(Object.entries(drafts).filter(([name]) => name !== key));
}
