// What a clerk still has to say or to count once a task is done: it stays in his note until the next person. Pure.
import { inTenge } from "/counter/answers.js";
import { dayText } from "/counter/slots.js";

const TOLD_BY = { "booking-entry": tellBooking, "call-entry": tellHouseCall };

/** Lines of a note, `{text, data}`. Whoever calls by telephone is handed no slip: what it would bear is read out. */
export function toldOf({ task, schema }, { channel }, answers) {
  if (task === "payment") return [paid(answers.taken, schema.properties.taken.minimum)];
  return channel === "telephone" && TOLD_BY[task] ? TOLD_BY[task](answers) : [];
}

/** What was taken, and what goes back of it. */
export function paid(taken, price) {
  return { text: taken > price ? "paid_with_change" : "paid_exactly", data: { taken: inTenge(taken), change: inTenge(taken - price) } };
}

function tellBooking({ doctor, speciality, cabinet, day, time }) {
  return [{ text: "tell_booking", data: { doctor, speciality, cabinet, day: dayText(day), time } }, { text: "tell_desk" }];
}

function tellHouseCall({ doctor, visit_day: day, visit_time: time }) {
  return [{ text: "tell_house_call", data: { doctor, day: dayText(day), time } }];
}
