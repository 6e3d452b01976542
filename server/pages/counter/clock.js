// A clock of the law: how long it runs, of how much, and by how much it is over.
import { h } from "/shared/dom.js";
import { day, figures, hour } from "/counter/time.js";

const DAY = 24 * 3600_000;

/** An element that `tick` keeps right. `since`, `until`: ISO times. */
export function clock(label, { since, until }, id) {
  return h("div", { class: "clock", "data-clock": id, "data-since": since, "data-until": until },
    h("span", { class: "clock-label quiet" }, label), h("span", { class: "clock-figure number" }), h("span", { class: "clock-limit" }));
}

/** Set all clocks below `root` to `now` (the server's time, in milliseconds). */
export function tick(root, now, say) {
  for (const element of root.querySelectorAll("[data-clock]")) {
    const since = Date.parse(element.dataset.since);
    const until = Date.parse(element.dataset.until);
    const over = now > until;
    element.classList.toggle("clock-over", over);
    const [figure, limit] = element.querySelectorAll(".clock-figure, .clock-limit");
    const [text, below] = until - since > DAY ? inDays(until, over, say) : inMinutes(since, until, now, over, say);
    if (figure.textContent !== text) figure.textContent = text;
    if (limit.textContent !== below) limit.textContent = below;
  }
}

function inMinutes(since, until, now, over, say) {
  const minutes = Math.round((until - since) / 60_000);
  return [figures(now - since), over ? say("over_by", { n: figures(now - until) }) : say("of_minutes", { n: minutes })];
}

function inDays(until, over, say) {
  return [day(until), over ? say("limit_passed") : say("until_hour", { time: hour(until) })];
}
