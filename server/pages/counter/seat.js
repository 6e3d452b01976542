// Where do you sit: the counters that serve one of the clerk's roles. Who sits nowhere is led to his pages.
import { h, redraw } from "/shared/dom.js";
import { oversees, pagesOfOverseers } from "/counter/other_pages.js";
import { capital } from "/counter/page.js";
import { problemNote } from "/counter/problem.js";

export function drawSeats(screen, state, say, actions) {
  redraw(screen, [state.language, state.counters, state.problem], () => [
    state.problem ? problemNote(state.problem, say) : null,
    h("div", { class: "card door door-wide" }, choices(state, say, actions)),
  ].filter(Boolean));
}

function choices({ counters, session, language }, say, actions) {
  const mine = counters.filter(({ roles }) => roles.some((role) => session.staff.roles.includes(role)));
  if (mine.length) return [h("h1", {}, say("choose_counter")), h("ul", { class: "seats" }, mine.map((counter) => seat(counter, language, say, actions)))];
  if (oversees(session)) return [h("h1", {}, say("your_pages")), pagesOfOverseers(session, say)];
  return [h("h1", {}, say("choose_counter")), h("p", { class: "quiet" }, say("no_counter"))];
}

function seat({ id, place, role_names, seat: taken }, language, say, actions) {
  const roles = role_names.map((name) => name[language]).join(", ");
  return h("li", {}, h("button", { type: "button", id: `seat-${id}`, class: "button seat", disabled: Boolean(taken), onclick: () => actions.sit(id) },
    h("strong", {}, capital(place[language])), h("span", { class: "quiet" }, taken ? say("taken_by", { name: taken.staff.name }) : roles)));
}
