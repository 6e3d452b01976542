// A call to a home: out of address and age the district, its doctor, and his rounds that still take calls.
import { h } from "/shared/dom.js";
import { Problem } from "/shared/api.js";
import { isoDay } from "/counter/answers.js";
import { followArrows } from "/counter/arrows.js";
import { dayText, weekdayOf } from "/counter/slots.js";

const SHOWN = 12; // rounds; who needs a later one is told so by the doctor's list
const ASKED_OF = ["address", "birth_date", "iin"];
const OF_PERSON = new Set(["iin", "birth_date"]);
const SETTLED = 400; // milliseconds without a key after which what was typed is asked about

/** A field of the form that follows the others: `follow(form)` once the form stands. */
export function roundField(name, schema, { id, typed, fault, language, say, reading }) {
  const input = h("input", { type: "hidden", name, value: typed ?? "" });
  const offered = h("div", { class: "offer", id: `${id}-offer`, role: "status" }, h("p", { class: "quiet" }, say("round_needs")));
  let asked = "";
  let timer = null;

  /** Once the form is drawn anew, its own field asks and is answered. */
  async function ask(body) {
    const text = JSON.stringify(body);
    if (text === asked) return;
    asked = text;
    const isWanted = () => text === asked && offered.isConnected;
    try {
      const answer = await reading.ask("/api/house-calls/offers", body);
      if (isWanted()) drawOffer(answer);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (isWanted()) drawProblem(problem, body);
    }
  }

  /** What was chosen stays where only the link is at fault, which can be asked again, or who he is was mistyped. */
  function drawProblem(problem, body) {
    const isUnreachable = problem.code === "unreachable";
    const again = () => { asked = ""; ask(body); };
    if (!isUnreachable && !OF_PERSON.has(problem.field)) change("");
    offered.replaceChildren(h("p", { class: "note note-warning" }, h("strong", {}, problem.title ?? say("problem_unreachable")), " ", problem.detail ?? ""),
      isUnreachable ? h("button", { type: "button", class: "button button-small", id: `${id}-again`, onclick: again }, say("ask_again")) : "");
  }

  function drawOffer({ district, doctor, kind_name: kind, rounds }) {
    const open = rounds.filter(({ left }) => left).slice(0, SHOWN);
    if (!open.some(({ round }) => round === input.value)) change("");
    offered.replaceChildren(
      h("p", { class: "times-title" }, `${say("district", { district })} · ${kind[language]} · ${doctor.name}`),
      open.length
        ? h("div", { class: "time-row", role: "group", "aria-label": schema.title }, open.map((free) => button(free)))
        : h("p", { class: "note note-warning" }, say("no_rounds")));
    followArrows(offered, "button");
  }

  const button = ({ round, day, opens, closes, left }) => h("button", { type: "button", class: "button button-small time", id: `${id}-${round.replace(/\W/g, "-")}`, "data-round": round, "aria-pressed": String(round === input.value), onclick: () => { change(round); input.form?.querySelector("#field-complaint")?.focus(); } },
    `${say(`weekday_${weekdayOf(day)}`)} ${dayText(day).slice(0, 5)} ${opens}–${closes}`, h("span", { class: "quiet" }, say("room_left", { n: left })));

  function change(round) {
    if (input.value === round) return;
    input.value = round;
    for (const one of offered.querySelectorAll("[data-round]")) one.setAttribute("aria-pressed", String(one.dataset.round === round));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function follow(form) {
    const look = () => {
      const body = Object.fromEntries(ASKED_OF.map((field) => [field, form.elements[field]?.value.trim() ?? ""]).filter(([, text]) => text));
      if (body.birth_date) body.birth_date = isoDay(body.birth_date) ?? "";
      if (body.iin) body.iin = body.iin.replace(/\s/g, "");
      if (body.address && (body.birth_date || body.iin?.length === 12)) ask(body);
    };
    form.addEventListener("input", ({ target }) => {
      if (!ASKED_OF.includes(target.name)) return;
      clearTimeout(timer);
      timer = setTimeout(look, SETTLED);
    });
    look();
  }

  const element = h("div", { class: "field field-round", role: "group", "aria-labelledby": `${id}-label` },
    h("span", { class: "field-name", id: `${id}-label` }, schema.title), input,
    fault ? h("span", { class: "field-fault", id: `${id}-fault`, role: "alert" }, fault) : null, offered);
  return { element, follow };
}
