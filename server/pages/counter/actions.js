// What a clerk can do. Each action sends one command and says what the page makes of its answer.
import { selectedTicket } from "/counter/moves.js";
import { NOTHING_OPEN, panelOpened, without } from "/counter/store.js";
import { onPaper } from "/counter/on_paper.js";
import { toldOf } from "/counter/told.js";
import { outcomeOf, whereNext } from "/counter/where_next.js";

const UNDO = { call: "put_back", start: "put_back", dismiss: "reinstate", hold: "reinstate" };
const UNDO_FOR = 10_000;
const AT_COUNTER = new Set(["called", "serving"]);

export function makeActions({ api, store, command, reader, sitAt }) {
  const here = () => `/api/counters/${store.get().counter}`;

  function undoOf(move, ticket) {
    const did = move === "start" && ticket.presence === "absent" ? "start_paper" : move;
    return UNDO[move] ? { ticket: ticket.id, number: onPaper(ticket), did, move: UNDO[move], until: performance.now() + UNDO_FOR } : null;
  }

  const post = (path, body, then) => command(`${path} ${JSON.stringify(body)}`, (key) => api.post(path, body, key), then);

  /** Next, or a named ticket of the line: called, or started where it is paper. */
  function next(named) {
    return post(`${here()}/calls`, named ? { ticket: named } : {}, ({ ticket }) => ticket
      ? { selected: ticket.id, note: null, undo: undoOf(ticket.state === "called" ? "call" : "start", ticket), panel: null, chosenTask: null }
      : { note: { text: "nobody_waits" } });
  }

  async function move(ticket, name, more = {}) {
    const goesOn = name === "finish" || (name === "refuse" && ticket.presence === "absent"); // who is not here is told elsewhere
    let moved = null;
    await post(`/api/tickets/${ticket.id}/moves`, { move: name, ...more }, (answer) => {
      moved = answer;
      return { room: withMoved(store.get().room, moved), panel: null, chosenTask: null, undo: undoOf(name, ticket), note: goesOn ? null : { text: name === "refuse" && !onPaper(ticket) ? "refused_on_phone" : `done_${name}`, number: onPaper(ticket) } };
    });
    if (moved && goesOn) await sayWhereNext(moved);
  }

  async function sayWhereNext(moved) {
    const stays = moved.opened.find(({ state }) => state === "serving");
    const { told } = store.get();
    const lines = told?.ticket === moved.ticket.id ? told.lines : [];
    const note = { text: outcomeOf(moved.visit), number: onPaper(moved.ticket), lines };
    store.change((state) => ({ note, selected: stays?.id ?? state.selected }));
    const route = await reader.readRoute(moved.visit.id);
    if (route && store.get().note === note) store.change({ note: { ...whereNext(route, moved), lines } }); // else the next person is here
  }

  async function doTask(ticket, task, answers) {
    await post(`/api/tickets/${ticket.id}/tasks/${task.task}`, answers, (left) => {
      const lines = toldOf(task, store.get().views[ticket.id].ticket, left.answers);
      const text = task.prints && left.job ? `prints_${task.prints}` : null;
      return { drafts: without(store.get().drafts, `${ticket.id}/${task.task}`), chosenTask: null, undo: null, note: text || lines.length ? { text, lines } : null, told: lines.length ? { ticket: ticket.id, lines } : store.get().told };
    });
    if (!store.get().problem?.pressed) await reader.readTicket(ticket); // also when it was refused: another window may have done it
  }

  /** The register may take its time: that it is asked is shown. Its answer takes the place of what was typed before, but
   * not of what is typed by hand meanwhile. */
  async function askRegister(ticket, iin) {
    const draft = `${ticket.id}/register-check`;
    const before = JSON.stringify(store.get().drafts[draft]);
    let asked = false;
    store.change({ asking: ticket.id });
    await post(`/api/tickets/${ticket.id}/look-ups`, { iin }, () => {
      asked = true;
      const { drafts } = store.get();
      return { drafts: { ...drafts, [draft]: JSON.stringify(drafts[draft]) === before ? { iin } : { ...drafts[draft], iin } } };
    });
    if (asked) await reader.readTicket(ticket);
    store.change({ asking: null });
  }

  function undo() {
    const { undo: last } = store.get();
    if (!last) return;
    post(`/api/tickets/${last.ticket}/moves`, { move: last.move }, () => ({ undo: null, note: { text: "undone", number: last.number } }));
  }

  function withdrawCategory({ visit, number }) {
    let done = false;
    return command(`category ${visit}`, (key) => api.remove(`/api/visits/${visit}/category`, key), () => { done = true; return { note: { text: "category_withdrawn", number } }; })
      .then(() => done && reader.readAgain());
  }

  function telephone(service) {
    const { language } = store.get();
    return post("/api/visits", { service, language, channel: "telephone" }, ({ tickets }) => ({ selected: tickets[0].id, panel: null, note: null }));
  }

  function comeBack(code) {
    return post("/api/visits", { return_code: code }, ({ visit, tickets }) => {
      const here = tickets.find(({ state }) => state === "waiting");
      return { panel: null, note: { text: here ? "came_back" : "came_back_elsewhere", number: visit.number } };
    });
  }

  function openPanel(name, ticket = null) {
    store.change(({ drafts }) => panelOpened(drafts, name, ticket));
    if (name === "redirect") reader.readCounters();
    if (name === "result") reader.readTicket(ticket);
  }

  function openPapers() {
    const ticket = selectedTicket(store.get());
    store.change({ ...panelOpened(store.get().drafts, "papers", ticket), papers: null, papersOutcome: null });
    reader.readPapers();
    if (ticket) reader.readTicket(ticket);
  }

  /** Those that could not be signed are named; the others are. */
  async function signPapers(certificates) {
    const numbers = new Map(store.get().papers.to_sign.map(({ id, number }) => [id, number]));
    await post("/api/signatures", { certificates, signed: true, sealed: true }, ({ signed, refused }) => ({
      drafts: without(store.get().drafts, "panel/papers"),
      papersOutcome: { signed: signed.length, refused: refused.map(({ certificate, title }) => ({ number: numbers.get(certificate), title })) },
    }));
    await reader.readPapers();
  }

  async function printPaper({ id, number }) {
    await post(`/api/certificates/${encodeURIComponent(id)}/prints`, { on: "printer" }, ({ copy }) => ({ note: { text: copy ? "prints_copy" : "prints_certificate", number }, undo: null, panel: null }));
    const { panel } = store.get();
    const ticket = selectedTicket(store.get());
    if (panel) await reader.readPapers();
    else if (ticket) await reader.readTicket(ticket);
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

  /** What a form reads while it is filled in; `today` of the site, whatever the clock of this computer says. */
  const reading = {
    get: api.get,
    ask: (path, body) => api.post(path, body),
    today: async () => new Date(Date.now() + store.get().offset).toLocaleDateString("sv-SE", { timeZone: store.get().room?.zone }),
  };

  return {
    reading, next, move, doTask, askRegister, undo, withdrawCategory, telephone, comeBack, openPanel, openPapers, signPapers, printPaper, sit, standUp,
    unfold: (unfolded) => store.change({ unfolded }),
    closePanel: () => store.change({ panel: null }),
    endUndo: (until) => { if (store.get().undo?.until === until) store.change({ undo: null }); },
    sayProblem: (problem) => store.change({ problem }),
    closeProblem: () => store.change({ problem: null }),
    select: (ticket) => store.change({ selected: ticket, panel: null, chosenTask: null }),
    chooseTask: (task) => store.change({ chosenTask: task }),
    keepDraft: (key, answers) => { store.get().drafts[key] = answers; }, // what is typed is not drawn anew
  };
}

/** The room as the news will tell it in a moment: until then the key would do the same once more. */
function withMoved(room, { ticket, opened }) {
  if (!room) return room;
  const others = room.tickets.filter(({ id }) => id !== ticket.id);
  const here = [ticket, ...opened].filter(({ state, counter }) => AT_COUNTER.has(state) && counter === room.id);
  const tickets = [...others, ...here];
  return { ...room, tickets, ticket: tickets.find(({ presence }) => presence === "present") ?? tickets[0] ?? null };
}
