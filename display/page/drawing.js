// Drawing the board: values in, elements out. What did not change is left alone, so that nothing flickers.
import { draw, h } from "/shared/dom.js";
import { say } from "/shared/words.js";
import { fitAll, keepFitting } from "./fit.js";

const BELOW = 6;
const LONG_NUMBER = 4; // letters; beside a longer one the place stands narrower
const SHORT_TEXT = 90; // letters of the administrator's text that stand large
const WITH_SIGN = ["window", "cabinet", "cash_desk"];

const $ = (id) => document.getElementById(id);
const drawn = new Map();

/** Draw into `id`, if what is to be drawn is not what stands there already. */
function drawOnce(id, what, make) {
  const wanted = JSON.stringify(what);
  if (drawn.get(id) === wanted) return;
  drawn.set(id, wanted);
  draw($(id), make());
  fitAll($(id));
}

keepFitting(document.body);

const inBoth = (text) => [h("span", { lang: "kk" }, text.kk), h("span", { lang: "ru" }, text.ru)];
const wordInBoth = (words, key) => inBoth(words[key]);

/** Both languages; a word that they share stands once. */
function placeWord(words, kind) {
  const text = words[kind];
  return text.kk === text.ru ? [h("span", { lang: "kk" }, text.kk)] : inBoth(text);
}

export function drawHall(data) {
  $("picture").hidden = false;
  drawOnce("hall", data.hall.name, () => inBoth(data.hall.name));
  drawText(data.text);
}

/** The administrator's line: it takes the room it needs, the calls take the rest. */
function drawText(text) {
  const place = $("text");
  place.hidden = !text.kk && !text.ru;
  place.dataset.long = Math.max(text.kk.length, text.ru.length) > SHORT_TEXT;
  drawOnce("text", text, () => inBoth(text));
}

/** The newest call of each number, newest first; the one being announced, if it was not taken back, is among them. */
export function callsToShow(calls, announced) {
  const newest = calls.filter((call, place) => calls.findIndex(({ number }) => number === call.number) === place);
  const shown = newest.slice(0, 1 + BELOW);
  if (announced && !shown.some(({ number }) => number === announced.number)) shown.splice(BELOW, 1, announced);
  return shown;
}

export function drawCalls(words, calls, current) {
  const shown = callsToShow(calls, current?.call);
  const what = { shown: shown.map(({ call, number, place }) => [call, number, place]), now: current?.call.call };
  drawOnce("calls", what, () => (shown.length ? board(words, shown, current) : nobody(words)));
  const said = current ? current.call.clips.map((clip) => clip.words).join(". ") : "";
  drawOnce("announced", said, () => said);
}

function board(words, [newest, ...below], current) {
  $("calls").dataset.below = below.length;
  const one = (call, name) => card(words, call, name, call.number === current?.call.number ? current : null);
  const list = below.length ? h("ol", { class: "below" }, below.map((call) => h("li", {}, one(call, "call")))) : null;
  return [one(newest, "call newest"), list];
}

function card(words, call, name, current) {
  const { kind } = call.place;
  const element = h("article", { class: name, "data-call": call.call, "data-long": call.number.length > LONG_NUMBER, "data-announced": current !== null },
    h("strong", { class: "number", "data-fit": true }, call.number),
    h("span", { class: "sign sign-arrow", "aria-hidden": true }),
    h("div", { class: "place" },
      WITH_SIGN.includes(kind) ? h("span", { class: `sign sign-${kind}`, "aria-hidden": true }) : null,
      words[kind] ? h("span", { class: "place-word" }, placeWord(words, kind)) : null,
      h("span", { class: "place-name number", "data-fit": true }, call.place.name)));
  // Drawn anew in the middle of a blink it goes on where it was: never more than three blinks a call.
  if (current) element.style.animationDelay = `${Math.round(current.since - performance.now())}ms`;
  return element;
}

function nobody(words) {
  $("calls").dataset.below = 0;
  const told = (key) => h("p", { class: key }, wordInBoth(words, key));
  return h("div", { class: "quiet-hall" }, h("span", { class: "sign sign-board", "aria-hidden": true }), told("nobody"), told("how_it_goes"));
}

/** The site's own time, whatever zone the box on the wall was left in: "14:05", with seconds "14:05:09". */
function time(at, zone, seconds = false) {
  const parts = { hour: "2-digit", minute: "2-digit", ...(seconds && { second: "2-digit" }) };
  return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: zone }).format(at);
}

/** The hour in the hall, 0 to 23. */
export function hourOf(at, zone) {
  return Number(time(at, zone).slice(0, 2));
}

export function drawClock(at, zone) {
  $("clock").textContent = zone ? time(at, zone) : "";
}

export function drawUpdated(words, at, zone) {
  const said = time(at, zone, true);
  drawOnce("updated", said, () => ["kk", "ru"].map((language) => h("span", { lang: language }, say(words, "updated", language, { time: said }))));
}

export function drawStale(words, stale) {
  $("stale").hidden = !stale;
  if (stale) drawOnce("stale", true, () => [sign("unlinked"), h("div", {}, wordInBoth(words, "stale"))]);
}

export function drawSilence(words, silent) {
  $("silent").hidden = !silent;
  if (silent) drawOnce("silent", true, () => [sign("silent"), h("span", {}, wordInBoth(words, "silent"))]);
  fitAll($("hall")); // they share a line
}

/** The code stands below, for whoever is asked on the telephone. */
export function drawRefusal(words, code) {
  $("refused").hidden = !code;
  if (!code) return;
  const key = code === "not_found" ? "unknown_hall" : "not_paired";
  drawOnce("refused", code, () => [sign("warning"), h("h2", {}, wordInBoth(words, key)), h("p", {}, wordInBoth(words, `${key}_cure`)), h("code", {}, code)]);
}

const sign = (name) => h("span", { class: `sign sign-${name}`, "aria-hidden": true });
