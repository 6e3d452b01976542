// A doctor's hours: each weekday, single days, leave, rounds. An administrator changes them, others read.
import { h, kept } from "/shared/dom.js";
import { dayText } from "/counter/slots.js";
import { chooseDoctor } from "/timetables/choose.js";
import { readSpans, spansText } from "/timetables/spans.js";

const RECEIVES = "doctor"; // the role of the step for which a booked person checks in

export function drawHours(state, say, actions, may) {
  const timetable = state.timetables.find(({ doctor }) => doctor.id === state.doctor);
  const edit = may.edit();
  return [
    h("div", { class: "bar" }, chooseDoctor(state, say, actions), edit ? newDoctor(say, actions) : null),
    timetable ? h("div", { class: "cards" }, edit ? about(timetable, state.staff, say, actions) : null, weekly(timetable, edit, say, actions), days(timetable, edit, say, actions), leaves(timetable, edit, say, actions), rounds(timetable, edit, say, actions)) : h("p", { class: "quiet" }, say("no_doctors")),
  ];
}

const path = ({ doctor }, rest = "") => `/api/doctors/${doctor.id}${rest}`;
const card = (title, ...inside) => h("section", { class: "card part" }, h("h2", {}, title), inside);
const input = (name, label, attributes) => h("label", { class: "field" }, h("span", {}, label), h("input", { name, ...attributes }));
const save = (say, id) => h("button", { type: "submit", id, class: "button button-small" }, say("save"));

/** A form that sends what `read` makes of its elements; null is said to be wrong, and not sent. What is typed in it stays
 * as long as what it shows, `known`, is the same. */
const form = (name, timetable, known, ...rest) => kept(`form-${name}`, [timetable.doctor.id, known], () => makeForm(...rest));

function makeForm(say, actions, read, send, inside) {
  const submit = (event) => {
    event.preventDefault();
    const body = read(event.currentTarget.elements);
    if (body) send(body);
    else actions.sayProblem({ title: say("spans_wrong"), detail: say("spans_about") });
  };
  return h("form", { class: "row", onsubmit: submit, autocomplete: "off" }, inside);
}

const hoursOf = (text) => { const hours = readSpans(text, "minutes"); return hours && { hours }; };

function weekly(timetable, edit, say, actions) {
  return card(say("weekly"), h("p", { class: "quiet" }, say(edit ? "spans_about" : "spans_read")), timetable.weekly.map((hours, at) => {
    const label = say(`weekday_${(at + 1) % 7}`);
    const text = spansText(hours, "minutes");
    if (!edit) return h("p", {}, h("strong", {}, label), " ", text || "–");
    return form(`hours-${at + 1}`, timetable, hours, say, actions, ({ hours: typed }) => hoursOf(typed.value), (body) => actions.put(path(timetable, `/hours/${at + 1}`), body), [input("hours", label, { id: `hours-${at + 1}`, value: text, maxlength: 200 }), save(say, `save-hours-${at + 1}`)]);
  }));
}

function days(timetable, edit, say, actions) {
  return card(say("days"), timetable.days.map(({ day, hours }) => line(`${dayText(day)}: ${spansText(hours, "minutes") || say("day_off")}`, edit, say, () => actions.remove(path(timetable, `/days/${day}`)), `day-${day}`)),
    edit ? form("day", timetable, timetable.days, say, actions, ({ day, hours }) => { const body = hoursOf(hours.value); return body && { day: day.value, body }; }, ({ day, body }) => actions.put(path(timetable, `/days/${day}`), body),
      [input("day", say("day"), { id: "new-day", type: "date", required: true }), input("hours", say("hours_or_off"), { id: "new-day-hours", maxlength: 200 }), save(say, "save-day")]) : nothingOf(timetable.days));
}

function leaves(timetable, edit, say, actions) {
  return card(say("leaves"), timetable.leaves.map(({ first, last }) => line(`${dayText(first)} – ${dayText(last)}`, edit, say, () => actions.remove(path(timetable, `/leaves/${first}`)), `leave-${first}`)),
    edit ? form("leave", timetable, timetable.leaves, say, actions, ({ first, last }) => ({ first: first.value, last: last.value }), ({ first, last }) => actions.put(path(timetable, `/leaves/${first}`), { last }),
      [input("first", say("first_day"), { id: "leave-first", type: "date", required: true }), input("last", say("last_day"), { id: "leave-last", type: "date", required: true }), save(say, "save-leave")]) : nothingOf(timetable.leaves));
}

function rounds(timetable, edit, say, actions) {
  const text = spansText(timetable.rounds, "capacity");
  return card(say("rounds"), edit
    ? [h("p", { class: "quiet" }, say("rounds_about")), form("rounds", timetable, timetable.rounds, say, actions, ({ rounds: typed }) => { const found = readSpans(typed.value, "capacity"); return found && { rounds: found }; }, (body) => actions.put(path(timetable, "/rounds"), body), [input("rounds", say("rounds"), { id: "rounds", value: text, maxlength: 200 }), save(say, "save-rounds")])]
    : [h("p", { class: "quiet" }, say("rounds_read")), h("p", {}, text || "–")]);
}

/** So that a reader sees that there is none, not that it did not come. */
const nothingOf = (rows) => (rows.length ? null : h("p", {}, "–"));

function line(text, edit, say, remove, id) {
  return h("p", { class: "row" }, text, edit ? h("button", { type: "button", id: `remove-${id}`, class: "button button-small", onclick: remove }, say("remove")) : null);
}

function doctorOf({ name, speciality, cabinet, calls, staff }) {
  return { name: name.value, speciality: speciality.value, cabinet: cabinet.value, staff: staff.value || null, calls_a_day: Number(calls.value) };
}

function about(timetable, staff, say, actions) {
  const { doctor, calls_a_day: calls } = timetable;
  return card(say("doctor"), form("doctor", timetable, [doctor, calls, timetable.staff, staff], say, actions, doctorOf, (body) => actions.put(path(timetable), body),
    [input("name", say("full_name_of_doctor"), { id: "doctor-name", value: doctor.name, required: true, maxlength: 100 }), input("speciality", say("speciality"), { id: "doctor-speciality", value: doctor.speciality, required: true, maxlength: 100 }), ...staffField(staff, timetable.staff, say),
    input("cabinet", say("cabinet_name"), { id: "doctor-cabinet", value: doctor.cabinet, required: true, maxlength: 20 }), input("calls", say("calls_a_day"), { id: "doctor-calls", type: "number", min: 0, max: 200, value: calls, required: true }), save(say, "save-doctor")]),
    h("button", { type: "button", id: "remove-doctor", class: "button button-small button-fault", onclick: () => actions.remove(path(timetable)) }, say("remove_doctor")));
}

/** Which member of staff he is: one who receives whoever is booked. Who is chosen already stays to be chosen. */
function staffField(staff, chosen, say) {
  const offered = staff.filter(({ id, roles }) => roles.includes(RECEIVES) || id === chosen);
  const gone = chosen && !offered.some(({ id }) => id === chosen) ? [{ id: chosen, name: say("staff_gone") }] : [];
  const option = ({ id, name }) => h("option", { value: id, selected: id === chosen }, name);
  return [
    h("label", { class: "field" }, h("span", {}, say("staff_of_doctor")),
      h("select", { name: "staff", id: "doctor-staff", "aria-describedby": "staff-about" }, h("option", { value: "" }, say("staff_nobody")), [...offered, ...gone].map(option))),
    h("p", { class: "quiet", id: "staff-about" }, say("staff_about")),
  ];
}

/** He is filled in below. */
function newDoctor(say, actions) {
  const add = () => actions.takeIn({ name: say("new_doctor"), speciality: "…", cabinet: "…" });
  return h("button", { type: "button", id: "new-doctor", class: "button", onclick: add }, say("new_doctor"));
}
