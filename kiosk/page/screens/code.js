// A code or a number off the paper, on our own keys, masked after a second.
import { h } from "/shared/dom.js";
import { icon } from "/page/icons.js";
import { homeMoves } from "/page/screens/moves.js";

export const LENGTH = 16;
const GROUP = 4;
const SHOWN_MS = 1000;
const KEYS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
const NUMBER = /^[A-Z][0-9]{3,5}$/;
const isWhole = (code) => code.length === LENGTH || NUMBER.test(code);

export const question = (state, voice) => [
  h("h1", {}, voice.heading("enter-code")),
  h("p", { class: "of-what" }, voice.say("code-or-scan")),
  h("output", { class: "code", id: "code" }, groups(state.code)),
];

export const choices = (state, voice, act) => [
  h("div", { class: "keys" },
    KEYS.map((key) => h("button", { type: "button", class: "key", id: `key-${key}`, disabled: state.code.length === LENGTH, onclick: () => act.type(key) }, key)),
    h("button", { type: "button", class: "key key-wide", id: "erase", disabled: !state.code, "aria-label": voice.in(voice.languages[0], "erase"), onclick: act.erase }, icon("erase")),
    h("button", { type: "button", class: "key key-wide key-done", id: "send-code", disabled: !isWhole(state.code), onclick: () => act.takeUp(state.code) },
      h("span", { class: "words" }, voice.say("done")))),
];

export const moves = homeMoves;

/** Every sign a bullet, but the one just typed, for a second. */
function groups(code) {
  const signs = Array.from({ length: LENGTH }, (_, at) => (at < code.length - 1 ? "•" : code[at] ?? ""));
  const cells = signs.map((sign, at) => h("span", { class: at === code.length ? "sign sign-next" : "sign" }, sign));
  const last = cells[code.length - 1];
  if (last) setTimeout(() => { last.textContent = "•"; }, SHOWN_MS);
  return Array.from({ length: LENGTH / GROUP }, (_, at) => h("span", { class: "four" }, cells.slice(at * GROUP, (at + 1) * GROUP)));
}
