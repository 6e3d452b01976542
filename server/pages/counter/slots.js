// The picture of the week: doctors by days with what is free, then the times of one day. Three keys: day, time, book.
import { h } from "/shared/dom.js";
import { Problem } from "/shared/api.js";
import { followArrows } from "/counter/arrows.js";

const DAYS = 7;

/** A field of the form: the chosen slot stands in a hidden input, so that it is sent as any other answer. */
export function slotField(name, schema, { id, typed, fault, language, say, reading }) {
  const input = h("input", { type: "hidden", name, value: typed ?? "" });
  const picture = h("div", { class: "picture" });
  const failed = h("div");
  const times = h("div", { class: "times", id: `${id}-times` });
  const chosen = h("p", { class: "slot-chosen", id: `${id}-chosen`, role: "status" });
  let first = null;
  let today = null;
  let known = [];
  let last = null; // what was asked last, or chosen since: no earlier answer is drawn over it

  async function ask(path, draw) {
    const mine = (last = {});
    failed.replaceChildren();
    try {
      const answer = await reading.get(path);
      if (last === mine) draw(answer);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (last === mine) failed.replaceChildren(...notRead(problem, () => ask(path, draw)));
    }
  }

  const notRead = (problem, again) => [h("p", { class: "note note-fault", role: "alert" }, problem.detail ?? problem.title ?? say("problem_unreachable")),
    h("button", { type: "button", class: "button button-small", id: `${id}-again`, onclick: again }, say("ask_again"))];

  const readWeek = (from) => ask(`/api/slots/${from}/${plus(from, DAYS - 1)}`, (answer) => {
    first = from;
    today = answer.today;
    known = answer.rows;
    drawPicture();
  });

  function drawPicture() {
    const days = known[0]?.days ?? [];
    picture.replaceChildren(
      h("div", { class: "picture-head" },
        h("button", { type: "button", class: "button button-small", id: `${id}-before`, disabled: first <= today, onclick: () => readWeek(plus(first, -DAYS)) }, "←", h("span", { class: "only-heard" }, say("week_before"))),
        h("strong", { id: `${id}-week` }, days.length ? `${shortDay(first)} – ${shortDay(plus(first, DAYS - 1))}` : say("no_doctors")),
        h("button", { type: "button", class: "button button-small", id: `${id}-after`, onclick: () => readWeek(plus(first, DAYS)) }, "→", h("span", { class: "only-heard" }, say("week_after")))),
      h("table", { class: "week", "aria-labelledby": `${id}-week` },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("doctor")), days.map(({ day }) => h("th", { scope: "col" }, say(`weekday_${weekdayOf(day)}`), " ", shortDay(day))))),
        h("tbody", {}, known.map(({ doctor, days: of }) => h("tr", {},
          h("th", { scope: "row" }, doctor.name, h("span", { class: "quiet" }, `${doctor.speciality} · ${doctor.cabinet}`)),
          of.map((day) => h("td", {}, cell(doctor, day))))))));
    followArrows(picture.querySelector("tbody"), "button:enabled");
  }

  function cell(doctor, { day, free, why }) {
    if (!free) return h("span", { class: "none quiet", title: why?.[language] ?? say("all_booked") }, why ? "–" : "0", h("span", { class: "only-heard" }, why?.[language] ?? say("all_booked")));
    return h("button", { type: "button", class: "cell", id: `${id}-${doctor.id}-${day}`, "aria-label": `${doctor.name}, ${dayText(day)}: ${say("free_slots", { n: free })}`, onclick: () => readDay(doctor, day) }, String(free));
  }

  const readDay = (doctor, day) => ask(`/api/doctors/${doctor.id}/slots/${day}`, ({ slots }) => {
    const free = slots.filter((slot) => slot.free);
    times.replaceChildren(
      h("p", { class: "times-title" }, `${doctor.name} · ${say("cabinet", { cabinet: doctor.cabinet })} · ${dayText(day)}`),
      h("div", { class: "time-row", role: "group", "aria-label": say("times") }, free.map((slot) =>
        h("button", { type: "button", class: "button button-small time", id: `${id}-at-${slot.time.replace(":", "")}`, onclick: () => choose(doctor, day, slot) }, slot.time))));
    followArrows(times, "button");
    if (document.activeElement === document.body || picture.contains(document.activeElement)) times.querySelector("button")?.focus(); // not if he has gone on to another field
  });

  function choose(doctor, day, slot) {
    last = null;
    failed.replaceChildren();
    input.value = slot.slot;
    chosen.textContent = `${doctor.name} · ${say("cabinet", { cabinet: doctor.cabinet })} · ${dayText(day)} ${slot.time}`;
    times.replaceChildren();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.form?.querySelector("[type=submit]")?.focus();
  }

  if (typed) chosen.textContent = slotText(typed);
  reading.today().then(readWeek);
  return h("div", { class: "field field-slot", role: "group", "aria-labelledby": `${id}-label` },
    h("span", { class: "field-name", id: `${id}-label` }, schema.title), input, chosen,
    fault ? h("span", { class: "field-fault", id: `${id}-fault`, role: "alert" }, fault) : null,
    failed, times, picture);
}

/** What a slot says of itself: day and time. */
const slotText = (slot) => slot.replace(/^.*@(\d{4})-(\d\d)-(\d\d)T(.*)$/, "$3.$2.$1 $4");
export const plus = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
export const weekdayOf = (day) => new Date(`${day}T00:00:00Z`).getUTCDay();
export const dayText = (day) => day.split("-").reverse().join(".");
const shortDay = (day) => dayText(day).slice(0, 5);
