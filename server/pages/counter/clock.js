// A clock of the law: how long it runs, of how much, and whether that is near or over: by a word, a sign and a colour.
import { h } from "/shared/dom.js";
import { day, figures, hour } from "/counter/time.js";

const DAY = 24 * 3600_000;
const NEAR = 0.2; // of the limit is left

/** An element that `tick` keeps right. `since`, `until`, and `stopped` where it runs no more: ISO times. */
export function clock(id, label, { since, until }, stopped = null) {
  return h("div", { class: "clock", "data-clock": id, "data-since": since, "data-until": until, "data-stopped": stopped },
    h("span", { class: "clock-label quiet" }, label), h("span", { class: "clock-figure number" }),
    h("span", { class: "clock-limit" }, h("span", { class: "sign", "aria-hidden": true }), h("span", { class: "clock-words" })));
}

/** Set all clocks below `root` to `now` (the server's time, in milliseconds); `zone` is the site's. */
export function tick(root, now, zone, say) {
  for (const element of root.querySelectorAll("[data-clock]")) {
    const { since, until, stopped } = element.dataset;
    show(element, { since: Date.parse(since), until: Date.parse(until), now: stopped ? Date.parse(stopped) : now, zone }, say);
  }
}

function show(element, times, say) {
  const level = levelOf(times);
  const [text, below] = times.until - times.since > DAY ? inDays(times, level, say) : inMinutes(times, level, say);
  element.dataset.level = level;
  element.querySelector(".sign").className = `sign sign-${level}`;
  setText(element.querySelector(".clock-figure"), text);
  setText(element.querySelector(".clock-words"), below);
}

/** "in" the limit, "near" it, or "over" it. */
export function levelOf({ since, until, now }) {
  if (now > until) return "over";
  return until - now < (until - since) * NEAR ? "near" : "in";
}

function inMinutes({ since, until, now }, level, say) {
  const minutes = Math.round((until - since) / 60_000);
  const words = { in: () => say("of_minutes", { n: minutes }), near: () => say("left", { n: figures(until - now) }), over: () => say("over_by", { n: figures(now - until) }) };
  return [figures(now - since), words[level]()];
}

/** A limit that ends at midnight ends with the day before. */
function inDays({ until, zone }, level, say) {
  const time = hour(until, zone);
  const byNight = time === "00:00";
  const words = level === "over" ? say("limit_passed") : byNight ? say("until_night") : say("until_hour", { time });
  return [day(byNight ? until - 1 : until, zone), words];
}

/** What did not change is left alone, so that nothing is read out again. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
