// What went wrong, in words: the server's own, or ours where it could not be asked.
import { h, redraw } from "/shared/dom.js";
import { dayText } from "/counter/slots.js";
import { loadAnew } from "/shared/renew.js";

const OURS = new Set(["unreachable", "internal", "csrf_wrong"]);

/** A page of staff while what it begins with is read. */
export function drawStarting(screen, { problem, language }, say) {
  redraw(screen, [problem, language], () => (problem ? [problemNote(problem, say)] : []));
}

export function problemNote(problem, say, close) {
  const ours = OURS.has(problem.code) || !problem.title;
  const isOld = problem.code === "not_found"; // what the page asked for is not there: it stands on what was
  return h("div", { class: "note note-fault problem", role: "alert" },
    h("div", {}, h("strong", {}, ours ? say(`problem_${problem.code}`) : problem.title), " ", isOld ? say("cure_old_page") : ours ? say(`cure_${problem.code}`) : problem.ready_on ? say("come_on_day", { day: dayText(problem.ready_on) }) : problem.detail),
    isOld ? h("button", { type: "button", id: "reload", class: "button button-small", onclick: loadAnew }, say("reload"), h("kbd", {}, "F5")) : null,
    close ? h("button", { type: "button", id: "close-problem", class: "button button-small", onclick: close }, say("understood")) : null);
}
