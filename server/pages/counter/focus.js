// Where the keyboard is: led to the work as it comes up, and never out of the hands of who is elsewhere.
import { currentTask } from "/counter/tasks.js";

/** What a panel asks for may still be read when it opens. */
const isFilled = (screen) => Boolean(screen.querySelector("#panel :is(input, select, .button:not(.panel-close))"));

let focusedOn = "";
let pointedAt = null;
let isElsewhere = false; // the clerk went into another field, or writes in one, since he last pressed anything
let workedOn; // the ticket that the screen was about
let isBereft = false; // it went while the clerk wrote: nothing comes under his hands before he presses something

const FIELDS = "input, select, textarea";
const presses = ({ key, target }) => key === "Enter" || key === "Escape" || /^F\d+$/.test(key) || (key === " " && !target.matches(FIELDS));

addEventListener("keydown", (event) => {
  const isGoing = event.key === "Tab";
  isElsewhere = isGoing || (isElsewhere && !presses(event));
  isBereft &&= !isGoing && !presses(event);
}, true);
addEventListener("pointerdown", ({ target }) => {
  isElsewhere = target.matches(FIELDS);
  isBereft = false;
}, true);
addEventListener("input", ({ isTrusted }) => { isElsewhere ||= isTrusted; }, true);

/** Whoever works by keyboard lands where the work is: in the task that has come up, in the panel that was
 * opened, in the field that is not right. Whoever went away meanwhile is not fetched back: his Enter would do what he
 * did not choose. What he goes on to write about one person does not land in the same field of another. */
export function focusOnWork(screen, panel, ticket, view, state) {
  const task = view?.ticket.state === "serving" ? currentTask(view.ticket.tasks, state.chosenTask) : null;
  const work = panel ? `panel ${panel.name} ${isFilled(screen)}` : `${ticket?.id} ${ticket?.state} ${task?.task} ${view?.ticket.look_ups.length}`;
  if (state.problem !== pointedAt) {
    pointedAt = state.problem;
    screen.querySelector("#body [aria-invalid]")?.focus();
  }
  if (work === focusedOn) return;
  focusedOn = work;
  const at = document.activeElement;
  const hasLeft = isElsewhere && !panel && ticket?.id !== workedOn && (at === document.body || at.matches("#body *"));
  workedOn = ticket?.id;
  if (hasLeft) at.blur();
  isBereft ||= hasLeft;
  if (isBereft || (isElsewhere && screen.contains(at))) return;
  const field = screen.querySelector("#body [data-focus], #by-hand[open] input") ?? screen.querySelector("#body input, #body select") ?? screen.querySelector("#body .button") ?? screen.querySelector("#primary:enabled");
  field?.focus({ preventScroll: true });
  if (!screen.querySelector("#findings, #looked-up")) screen.querySelector(".task-current")?.scrollIntoView({ block: "nearest" }); // what was found is read before it is signed
  field?.scrollIntoView({ block: "nearest" });
}
