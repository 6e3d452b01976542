// Whose timetable, and which day.
import { h } from "/shared/dom.js";
import { plus } from "/counter/slots.js";

export const chooseDoctor = ({ timetables, doctor: chosen }, say, actions) =>
  h("label", { class: "field" }, h("span", {}, say("doctor")),
    h("select", { id: "doctor", onchange: ({ target }) => actions.choose({ doctor: target.value }) }, timetables.map(({ doctor }) =>
      h("option", { value: doctor.id, selected: doctor.id === chosen }, `${doctor.name} · ${doctor.speciality}`))));

export const chooseDay = ({ day, today }, say, actions) =>
  h("div", { class: "choose-day" },
    step("day-before", "←", say("day_before"), () => actions.choose({ day: plus(day, -1) })),
    h("label", { class: "field" }, h("span", {}, say("day")), h("input", { id: "day", type: "date", required: true, value: day, onchange: ({ target }) => target.value && actions.choose({ day: target.value }) })),
    step("day-after", "→", say("day_after"), () => actions.choose({ day: plus(day, 1) })),
    step("today", say("today"), "", () => actions.choose({ day: today })));

const step = (id, text, label, onclick) => h("button", { type: "button", id, class: "button", "aria-label": label || null, onclick }, text);
