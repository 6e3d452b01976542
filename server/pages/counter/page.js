// Which screen is shown; each draws itself below `page`.
import { draw, h, redraw } from "/shared/dom.js";
import { languageSwitch } from "/shared/language_switch.js";
import { drawSeats } from "/counter/seat.js";
import { drawSignIn } from "/counter/sign_in.js";
import { drawWork } from "/counter/work.js";

const SCREENS = { "starting": () => {}, "sign-in": drawSignIn, "seat": drawSeats, "work": drawWork };

export function drawPage(page, state, say, actions) {
  if (page.dataset.screen !== state.screen) {
    page.dataset.screen = state.screen;
    draw(page, h("header", { id: "top", class: "top" }), h("div", { id: "screen", class: `screen screen-${state.screen}` }));
  }
  page.classList.toggle("busy", state.busy);
  const top = page.querySelector("#top");
  redraw(top, [state.language, state.session, state.counter, state.room?.place, state.room?.tickets.length, state.link.fresh], () => drawTop(state, say, actions));
  SCREENS[state.screen](page.querySelector("#screen"), state, say, actions);
}

function drawTop({ language, session, screen, room, link }, say, actions) {
  const working = screen === "work";
  return [
    h("p", { class: "brand" }, "Kezek"),
    working && room ? h("h1", { class: "place" }, capital(room.place[language])) : null,
    session ? h("p", { class: "who quiet" }, session.staff.name) : null,
    h("span", { class: "gap" }),
    languageSwitch(language, say("choose_language"), actions.setLanguage),
    working ? h("button", { type: "button", id: "stand-up", class: "button button-small", disabled: !link.fresh || Boolean(room?.tickets.length), onclick: actions.standUp }, say("stand_up")) : null,
    session ? h("button", { type: "button", id: "sign-out", class: "button button-small", onclick: actions.signOut }, say("sign_out")) : null,
  ].filter(Boolean);
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
