// The keyboard: F2 is the foot switch's key too.
import { can } from "/counter/moves.js";
import { signsPapers } from "/counter/papers.js";

const KEYS = { F3: "call", F4: "start", F7: "dismiss", F8: "hold", F9: "finish" };

export function listenToKeys(store, actions) {
  document.addEventListener("keydown", (event) => {
    if (event.repeat && event.target.matches("button")) return event.preventDefault(); // a key held down is one press
    const state = store.get();
    if (state.screen !== "work") return;
    const deed = deedOf(event, state, actions);
    if (!deed) return undefined;
    event.preventDefault();
    if (!event.repeat) deed();
    return undefined;
  });
}

function deedOf(event, state, actions) {
  if (event.key === "Escape" && state.panel) return actions.closePanel;
  if (event.ctrlKey && event.code === "KeyZ" && state.undo && !isTyping(event)) return actions.undo;
  if (event.key === "F6") return state.link.fresh && !state.panel ? () => actions.openPanel("comeback") : () => {};
  if (event.key === "F10" && state.cashDesk) return state.link.fresh && !state.panel ? actions.openCashDesk : () => {};
  if (event.key === "F10" && signsPapers(state)) return state.link.fresh && !state.panel ? actions.openPapers : () => {};
  if (event.key !== "F2" && !KEYS[event.key]) return null;
  const allowed = can(state);
  if (event.key === "F2") return allowed.next ? () => actions.next() : () => {};
  const move = KEYS[event.key];
  return allowed.moves.includes(move) ? () => actions.move(allowed.ticket, move) : () => {};
}

const isTyping = (event) => event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
