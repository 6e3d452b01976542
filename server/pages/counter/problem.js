// What went wrong, in words: the server's own, or ours where it could not be asked.
import { h } from "/shared/dom.js";

const OURS = new Set(["unreachable", "internal", "csrf_wrong"]);

export function problemNote(problem, say, close) {
  const ours = OURS.has(problem.code) || !problem.title;
  return h("div", { class: "note note-fault problem", role: "alert" },
    h("div", {}, h("strong", {}, ours ? say(`problem_${problem.code}`) : problem.title), " ", ours ? say(`cure_${problem.code}`) : problem.detail),
    close ? h("button", { type: "button", id: "close-problem", class: "button button-small", onclick: close }, say("understood")) : null);
}
