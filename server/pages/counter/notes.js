// One line about what has just happened: where the person goes, what can be taken back, what went wrong.
import { h } from "/shared/dom.js";
import { problemNote } from "/counter/problem.js";

export function drawNotes({ problem, note, undo, language, views, panel, room }, say, actions) {
  return [
    problem && !standsByItsField(problem, views) ? problemNote(problem, say, actions.closeProblem) : null,
    undo && !panel ? undoNote(undo, say, actions) : null,
    note && !undo && (!panel || panel.name === "cash") && !isOver(note, room) ? noteOf(note, language, say) : null,
  ].filter(Boolean);
}

function standsByItsField({ field, faults }, views) {
  return Boolean(faults) ||  Boolean(field) && Object.values(views).some(({ ticket }) => ticket.tasks.some(({ schema, done }) => !done && field in schema.properties));
}

/** Nobody waited when it was said, and now somebody does, or is here already. */
const isOver = ({ text }, room) => text === "nobody_waits" && Boolean(room?.waiting || room?.tickets.length);

function noteOf({ text, number, lines = [], ways = [] }, language, say) {
  return h("div", { class: "note note-said", id: "note" },
    text ? h("strong", {}, say(text, { number: number ?? say("telephone") })) : null,
    lines.map((line) => h("p", { class: "told" }, say(line.text, line.data))),
    ways.length ? h("ul", { class: "ways" }, ways.map((way) => h("li", {}, say(way.text, { step: way.step[language], place: way.place[language] })))) : null);
}

/** The line below it shrinks for ten seconds and takes the note with it. */
function undoNote({ did, number, until }, say, actions) {
  const element = h("div", { class: "note undo", id: "undo" },
    h("span", {}, say(`did_${did}`, { number: number ?? say("telephone") })),
    h("button", { type: "button", id: "do-undo", class: "button button-small", onclick: actions.undo }, say("undo"), h("kbd", {}, "Ctrl+Z")),
    h("span", { class: "undo-left", "aria-hidden": "true" }));
  const left = until - performance.now();
  element.querySelector(".undo-left").style.animationDelay = `${left - 10_000}ms`;
  setTimeout(() => actions.endUndo(until), Math.max(0, left));
  return element;
}
