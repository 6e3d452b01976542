// The page on the screen: top bar, what went wrong, and one of its three views.
import { draw, h, redraw } from "/shared/dom.js";
import { languageSwitch } from "/shared/language_switch.js";
import { drawStarting, problemNote } from "/counter/problem.js";
import { drawSignIn } from "/counter/sign_in.js";
import { drawDistricts } from "/timetables/districts.js";
import { drawHours } from "/timetables/hours.js";
import { drawList } from "/timetables/list.js";

const VIEWS = { list: drawList, hours: drawHours, districts: drawDistricts };

/** While a command is under way nothing is drawn, and nothing that it did not change: what is typed stays when it is refused. */
export function drawPage(page, state, say, actions, may) {
  if (state.busy) return;
  if (page.dataset.screen !== state.screen) {
    page.dataset.screen = state.screen;
    draw(page, h("header", { id: "top", class: "top" }), h("main", { id: "screen", class: `screen screen-${state.screen}` }));
  }
  const [top, screen] = page.children;
  redraw(top, [state.language, state.session, state.view], () => topBar(state, say, actions, may));
  if (state.screen === "starting") drawStarting(screen, state, say);
  if (state.screen === "sign-in") drawSignIn(screen, state, say, actions);
  if (state.screen === "timetable") drawTimetable(screen, state, say, actions, may);
}

function topBar({ language, session, view }, say, actions, may) {
  const views = Object.keys(VIEWS).filter((one) => one !== "list" || may.list());
  return [
    h("p", { class: "brand" }, h("span", { class: "brand-mark", "aria-hidden": true }), "Kezek"),
    h("h1", { class: "place" }, say("timetable_title")),
    session ? h("nav", { class: "views", "aria-label": say("views") }, views.map((one) => h("button", { type: "button", id: `view-${one}`, class: "button button-small", "aria-pressed": String(one === view), onclick: () => actions.show(one) }, say(`view_${one}`)))) : null,
    h("span", { class: "gap" }),
    languageSwitch(language, say("choose_language"), actions.setLanguage),
    session && may.list() ? h("a", { id: "to-counter", class: "button button-small", href: "/counter" }, say("to_counter")) : null,
    session && may.oversee() ? h("a", { id: "to-services", class: "button button-small", href: "/services" }, say("services")) : null,
    session ? h("button", { type: "button", id: "sign-out", class: "button button-small", onclick: actions.signOut }, say("sign_out")) : null,
  ].filter(Boolean);
}

function drawTimetable(screen, state, say, actions, may) {
  if (!screen.firstChild) screen.append(h("div", { id: "problem" }), h("div", { id: "view" }));
  const [problem, shown] = screen.children;
  const { view, found, list, timetables, districts, staff, doctor, day, today, moving, language } = state;
  screen.dataset.view = view;
  redraw(problem, [state.problem, language], () => (state.problem ? [problemNote(state.problem, say)] : []));
  redraw(shown, [view, found, list, timetables, districts, staff, doctor, day, today, moving, language], () => VIEWS[view](state, say, actions, may));
}
