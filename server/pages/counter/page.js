// Which screen is shown; each draws itself below `page`.
import { draw, h, redraw } from "/shared/dom.js";
import { languageSwitch } from "/shared/language_switch.js";
import { readsJournals, readsLists, seesServices } from "/counter/other_pages.js";
import { drawStarting } from "/counter/problem.js";
import { drawSeats } from "/counter/seat.js";
import { drawSignIn } from "/counter/sign_in.js";
import { drawWork } from "/counter/work.js";

const SCREENS = { "starting": drawStarting, "sign-in": drawSignIn, "seat": drawSeats, "work": drawWork };

export function drawPage(page, state, say, actions) {
  if (page.dataset.screen !== state.screen) {
    page.dataset.screen = state.screen;
    draw(page, h("header", { id: "top", class: "top" }), h(state.screen === "work" ? "div" : "main", { id: "screen", class: `screen screen-${state.screen}` }));
  }
  page.classList.toggle("busy", state.busy);
  const top = page.querySelector("#top");
  redraw(top, [state.language, state.session, state.room?.place, state.room?.tickets.length, state.link.fresh], () => drawTop(state, say, actions));
  SCREENS[state.screen](page.querySelector("#screen"), state, say, actions);
}

function drawTop(state, say, actions) {
  const { language, session, screen, room, link } = state;
  const working = screen === "work";
  return [
    h("p", { class: "brand" }, h("span", { class: "brand-mark", "aria-hidden": true }), "Kezek"),
    working && room ? h("h1", { class: "place" }, capital(room.place[language])) : null,
    session ? h("p", { class: "who", title: session.staff.name }, h("span", { class: "sign sign-person", "aria-hidden": true }), h("span", { class: "who-role" }, rolesOf(session, language))) : null,
    h("span", { class: "gap" }),
    languageSwitch(language, say("choose_language"), actions.setLanguage),
    session && readsJournals(session) ? h("a", { id: "to-journals", class: "button button-small", href: "/journals" }, say("journals")) : null,
    session && readsLists(session) ? h("a", { id: "to-timetable", class: "button button-small", href: "/timetable" }, say("to_timetable")) : null,
    session && seesServices(session) ? h("a", { id: "to-services", class: "button button-small", href: "/services" }, say("services")) : null,
    working ? h("button", { type: "button", id: "stand-up", class: "button button-small", disabled: !link.fresh || Boolean(room?.tickets.length), onclick: actions.standUp }, say("stand_up")) : null,
    session ? h("button", { type: "button", id: "sign-out", class: "button button-small", onclick: actions.signOut }, say("sign_out")) : null,
  ].filter(Boolean);
}

const rolesOf = ({ role_names: names }, language) => names.map((name) => name[language]).join(", ");

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
