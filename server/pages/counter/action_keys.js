// The keys below: one big one whose meaning follows the state, and the rarer ones beside it.
import { h } from "/shared/dom.js";

const HINTS = { next: "F2", call: "F3", start: "F4", dismiss: "F7", hold: "F8", finish: "F9" };
const RARE = ["call", "dismiss", "hold", "put_back", "redirect", "refuse", "withdraw"];
const SHOWN = { called: ["call", "dismiss", "hold", "put_back", "redirect", "withdraw"], serving: ["hold", "put_back", "redirect", "refuse", "withdraw"] };
const SHAKING = 400; // milliseconds
const ASKS_MORE = new Set(["redirect", "refuse", "withdraw"]);

export function drawKeys({ ticket, next, moves }, say, actions) {
  const rare = ticket ? RARE.filter((move) => SHOWN[ticket.state].includes(move)) : [];
  return [primary(ticket, next, moves, say, actions), ticket ? h("div", { class: "rare" }, rare.map((move) => rareKey(move, ticket, moves, say, actions))) : null].filter(Boolean);
}

function primary(ticket, next, moves, say, actions) {
  if (!ticket) return bigKey("next", next, () => actions.next(), say);
  const move = ticket.state === "called" ? "start" : "finish";
  return bigKey(move, moves.includes(move), () => actions.move(ticket, move), say);
}

function bigKey(name, enabled, onclick, say) {
  const once = () => { if (isFreshPress()) onclick(); };
  return h("button", { type: "button", id: "primary", class: `button button-first primary primary-${name}`, "data-does": name, disabled: !enabled, onclick: once }, say(`do_${name}`), hint(name));
}

/** The big key changes its meaning under the finger: a second press that comes at once was meant for the first. */
function isFreshPress() {
  const before = pressedAt;
  pressedAt = performance.now();
  return pressedAt - before > SHAKING;
}
let pressedAt = -Infinity;

function rareKey(move, ticket, moves, say, actions) {
  const onclick = () => (ASKS_MORE.has(move) ? actions.openPanel(move, ticket) : actions.move(ticket, move));
  const fault = move === "refuse" ? " button-fault" : "";
  return h("button", { type: "button", id: `do-${move}`, class: `button rare-key${fault}`, disabled: !moves.includes(move), onclick }, say(`do_${move}`), hint(move));
}

function hint(name) {
  return HINTS[name] ? h("kbd", {}, HINTS[name]) : null;
}
