// A doctor's day: who is booked, to whom he goes. It prints as one A4 page.
import { h, kept } from "/shared/dom.js";
import { dayText, slotField } from "/counter/slots.js";
import { chooseDay, chooseDoctor } from "/timetables/choose.js";

const OUTCOMES = ["treated_at_home", "sent_to_hospital", "nobody_home", "refused_by_patient"];

export function drawList(state, say, actions, may) {
  const { list } = state;
  if (!list) return [h("p", { class: "quiet" }, say(may.listed().length ? "connecting" : "no_doctors"))];
  const { doctor } = list;
  return [
    h("div", { class: "bar" }, chooseDoctor({ timetables: may.listed(), doctor: doctor.id }, say, actions), chooseDay(state, say, actions),
      h("span", { class: "gap" }), may.book() ? finding(state, say, actions) : null,
      h("button", { type: "button", id: "print", class: "button", onclick: actions.print }, h("span", { class: "sign sign-printer", "aria-hidden": true }), say("print"))),
    state.found ? foundOf(state.found, say, actions, may) : null,
    state.moving ? kept("moving", state.moving, () => moving(state, say, actions)) : null,
    h("section", { class: "sheet", "aria-labelledby": "list-title" },
      h("div", { class: "sheet-head" }, h("h2", { id: "list-title" }, say("list_title", { day: dayText(list.day) })),
        h("p", {}, `${doctor.name} · ${doctor.speciality} · ${say("cabinet", { cabinet: doctor.cabinet })}`)),
      h("div", { class: "panes" },
        pane(say("bookings"), list.bookings, say("no_bookings"), () => bookings(list.bookings, false, say, actions, may)),
        pane(say("house_calls"), list.house_calls, say("no_house_calls"), () => houseCalls(list.house_calls, state, say, actions))),
      h("p", { class: "signed only-paper" }, say("signature"))),
  ];
}

const pane = (title, rows, none, drawRows) => h("section", { class: rows.length ? "pane" : "pane pane-empty" },
  h("h3", {}, title, ` (${rows.length})`), rows.length ? drawRows() : h("p", { class: "quiet" }, none));

/** Who comes without his paper is found at a desk, by his document. */
function finding({ found }, say, actions) {
  const submit = (event) => {
    event.preventDefault();
    actions.find(event.currentTarget.elements.iin.value.trim());
  };
  return h("form", { class: "row finding", onsubmit: submit, autocomplete: "off" },
    h("label", { class: "field" }, h("span", {}, say("find_booking")), h("input", { id: "find-iin", name: "iin", value: found?.iin, inputmode: "numeric", maxlength: 12, spellcheck: "false" })),
    h("button", { type: "submit", id: "find", class: "button" }, say("find")));
}

const foundOf = (found, say, actions, may) => h("section", { class: "card found only-screen" },
  found.bookings.length ? bookings(found.bookings, true, say, actions, may) : h("p", { id: "nothing-found", role: "status" }, say("nothing_booked")),
  found.more ? h("p", { id: "more-found", role: "status" }, say("more_booked", { count: found.bookings.length })) : null);

const table = (id, heads, rows) => h("div", { class: "wide", id, tabindex: "0" }, h("table", { class: "rows" }, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows)));

/** `found`: of one person, of whom all is known but when and with whom. Who is expected can be checked in, moved, cancelled. */
function bookings(rows, found, say, actions, may) {
  const heads = (found ? ["day", "time", "doctor", "full_name", "arrived"] : ["time", "full_name", "iin_and_phone", "arrived"]).map((head) => say(`head_${head}`));
  return table(found ? "found" : "bookings", heads, rows.map(({ id, day, doctor, time, state, person, slot }) => h("tr", { [found ? "data-found" : "data-booking"]: id },
    found ? h("td", { class: "number" }, dayText(day)) : null, h("td", { class: "number" }, time),
    found ? h("td", {}, `${doctor.name} · ${say("cabinet", { cabinet: doctor.cabinet })}`) : null, h("td", {}, person.full_name),
    found ? null : h("td", {}, h("span", { class: "number" }, person.iin), h("br"), person.phone),
    h("td", {}, may.book() && state === "booked" ? [h("span", { class: "only-paper" }, say(`booking_${state}`)), h("div", { class: "deeds only-screen" },
      deed(`${found ? "found-" : ""}arrive-${id}`, say("check_in"), () => actions.post(`/api/bookings/${id}/arrivals`)),
      deed(`${found ? "found-" : ""}move-${id}`, say("move"), () => actions.move({ id, slot, name: person.full_name })),
      deed(`${found ? "found-" : ""}cancel-${id}`, say("cancel"), () => actions.post(`/api/bookings/${id}/moves`, { move: "cancel" })))] : say(`booking_${state}`)))));
}

const deed = (id, text, onclick) => h("button", { type: "button", id, class: "button button-small", onclick }, text);

/** The new time is chosen in the same picture as at the counter. */
function moving({ moving: { id, name }, language }, say, actions) {
  const submit = (event) => {
    event.preventDefault();
    const slot = event.currentTarget.elements.slot.value;
    if (slot) actions.post(`/api/bookings/${id}/moves`, { move: "move", slot }).then((moved) => moved && actions.move(null));
  };
  return h("form", { class: "card moving only-screen", onsubmit: submit },
    h("div", { class: "moving-head" }, h("h2", {}, say("move_of", { name })), h("span", { class: "gap" }), h("button", { type: "submit", id: "move-to", class: "button button-first" }, say("move")), h("button", { type: "button", id: "move-not", class: "button", onclick: () => actions.move(null) }, say("back"))),
    slotField("slot", { title: say("new_time") }, { id: "field-slot", language, say, reading: actions.reading }));
}

function houseCalls(found, { language }, say, actions) {
  const heads = ["time", "person", "address_and_phone", "complaint", "outcome"].map((head) => say(`head_${head}`));
  return table("house-calls", heads, found.map((call) => h("tr", { "data-call": call.id },
    h("td", { class: "number" }, `${call.opens}–${call.closes}`), h("td", {}, call.person.full_name, h("br"), dayText(call.person.birth_date)), h("td", {}, call.person.address, h("br"), call.person.phone), h("td", {}, call.person.complaint),
    h("td", {}, call.outcome ? `${call.outcome_name[language]} ${call.note}` : kept(`outcome-${call.id}`, null, () => outcome(call, say, actions))))));
}

function outcome({ id, day }, say, actions) {
  const submit = (event) => {
    event.preventDefault();
    const { outcome: chosen, time } = event.currentTarget.elements;
    actions.post(`/api/house-calls/${id}/outcome`, { outcome: chosen.value, time: time.value, day });
  };
  return h("form", { class: "outcome only-screen", onsubmit: submit },
    h("select", { name: "outcome", "aria-label": say("head_outcome") }, OUTCOMES.map((one) => h("option", { value: one }, say(`outcome_${one}`)))),
    h("input", { name: "time", type: "time", required: true, "aria-label": say("time_there") }),
    h("button", { type: "submit", class: "button button-small" }, say("save")));
}
