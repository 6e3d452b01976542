// The page on the screen: top bar, and one of its two views.
import { draw, h, redraw } from "/shared/dom.js";
import { languageSwitch } from "/shared/language_switch.js";
import { problemNote } from "/counter/problem.js";
import { drawSignIn } from "/counter/sign_in.js";
import { faultsIn } from "/services/new_price.js";
import { drawPrices } from "/services/prices.js";
import { drawSamples } from "/services/samples.js";

const OVERSEES = new Set(["supervisor", "administrator"]);

/** Samples are for those who answer for the house. */
export const viewsOf = ({ staff }) => ["prices", ...(staff.roles.some((role) => OVERSEES.has(role)) ? ["samples"] : [])];

export function drawPage(page, state, say, actions) {
  if (page.dataset.screen !== state.screen) {
    page.dataset.screen = state.screen;
    draw(page, h("header", { id: "top", class: "top" }), h("main", { id: "screen", class: `screen screen-${state.screen}` }));
  }
  const [top, screen] = page.children;
  redraw(top, [state.language, state.session, state.view], () => topBar(state, say, actions));
  if (state.screen === "sign-in") drawSignIn(screen, state, say, actions);
  if (state.screen === "services") drawServices(screen, state, say, actions);
}

function topBar({ language, session, view }, say, actions) {
  return [
    h("p", { class: "brand" }, h("span", { class: "brand-mark", "aria-hidden": true }), "Kezek"),
    h("h1", { class: "place" }, say("services")),
    session ? h("nav", { class: "views", "aria-label": say("views") }, viewsOf(session).map((one) => h("button", { type: "button", id: `view-${one}`, class: "button button-small", "aria-pressed": String(one === view), onclick: () => actions.show(one) }, say(`view_${one}`)))) : null,
    h("span", { class: "gap" }),
    languageSwitch(language, say("choose_language"), actions.setLanguage),
    session ? h("a", { id: "to-timetable", class: "button button-small", href: "/timetable" }, say("to_timetable")) : null,
    session ? h("button", { type: "button", id: "sign-out", class: "button button-small", onclick: actions.signOut }, say("sign_out")) : null,
  ].filter(Boolean);
}

function drawServices(screen, state, say, actions) {
  if (!screen.firstChild) screen.append(...["problem", "told", "view"].map((id) => h("div", { id })));
  const [problem, told, view] = screen.children;
  const { language, note, prices, asking, templates, sample, paper } = state;
  redraw(problem, [state.problem, asking, language], () => (state.problem && !faultsIn(state) ? [problemNote(state.problem, say)] : []));
  redraw(told, [note, language], () => (note ? [h("p", { id: "note", class: "note", role: "status", tabindex: "-1" }, say(note.text, { service: nameOf(state, note.data.service) }))] : []));
  if (state.view === "prices") redraw(view, [prices, asking, state.problem, language], () => (prices ? drawPrices(state, say, actions) : [h("p", { class: "quiet" }, say("connecting"))]));
  else redraw(view, [templates, sample, paper, language], () => drawSamples(state, say, actions));
  lookAt(asking ? `${asking.service} ${asking.price ? "over" : "form"}` : note ? "note" : "", screen);
  const wrong = faultsIn(state) ? state.problem : null;
  if (wrong !== faced) screen.querySelector("[aria-invalid]")?.focus();
  faced = wrong;
}

let faced = null; // what was said last to be wrong in the form

const nameOf = ({ prices, language }, service) => prices?.services.find((one) => one.service === service)?.name[language] ?? service;

/** What was just opened or said is where the keyboard is. */
function lookAt(what, screen) {
  if ((screen.dataset.looksAt ?? "") === what) return;
  const [before] = (screen.dataset.looksAt ?? "").split(" ");
  screen.dataset.looksAt = what;
  screen.querySelector(what ? "#new-price input, #set-price, #note" : `#ask-${before}`)?.focus();
}
