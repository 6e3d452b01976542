// The keyboard: F2 is the foot switch's key too.
import { can } from "/counter/moves.js";

const KEYS = { F3: "call", F4: "start", F7: "dismiss", F8: "hold", F9: "finish" };

export function listenToKeys(store, actions) {
  document.addEventListener("keydown", (event) => {
    const state = store.get();
    if (state.screen !== "work") return;
    const deed = deedOf(event, state, actions);
    if (!deed) return;
    event.preventDefault();
    if (!event.repeat) deed();
  });
}

function deedOf(event, state, actions) {
  if (event.key === "Escape" && state.panel) return actions.closePanel;
  if (event.ctrlKey && event.code === "KeyZ" && state.undo && !isTyping(event)) return actions.undo;
  if (event.key !== "F2" && !KEYS[event.key]) return null;
  const allowed = can(state);
  if (event.key === "F2") return allowed.next ? () => actions.next() : () => {};
  const move = KEYS[event.key];
  return allowed.moves.includes(move) ? () => actions.move(allowed.ticket, move) : () => {};
}

const isTyping = (event) => event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
