// From the state to the page: each region is drawn anew only when what it shows has changed.
import { h, redraw } from "/shared/dom.js";
import { applyEase, easeButtons } from "/page/ease.js";
import { languageButtons } from "/page/languages.js";
import { overs } from "/page/over.js";
import * as code from "/page/screens/code.js";
import * as done from "/page/screens/done.js";
import * as kind from "/page/screens/kind.js";
import * as start from "/page/screens/start.js";
import * as ticket from "/page/screens/ticket.js";
import * as trouble from "/page/screens/trouble.js";
import { makeVoice } from "/page/voice.js";

const SCREENS = { start, kind, ticket, code, done, trouble };

export function makeView(root, words, act) {
  const region = (id) => root.getElementById(id);
  return (state) => {
    const voice = makeVoice(words, state.language);
    const name = screenOf(state);
    const screen = SCREENS[name];
    applyEase(root.documentElement, state.ease);
    root.documentElement.lang = state.language ?? "kk";
    root.body.dataset.screen = name;
    root.body.dataset.paper = state.slip && done.paperFailed(state) ? "failed" : "";
    root.body.dataset.languages = state.language ? "one" : "both";
    const { ease, over, ...shown } = { ...state, services: state.services?.map(({ service, open }) => [service, open]) };
    redraw(region("brand"), state.language, () => [h("span", { class: "mark", "aria-hidden": "true" }), h("p", { class: "brand-words" }, voice.say("brand"))]);
    redraw(region("languages"), state.language, () => languageButtons(state, act));
    redraw(region("question"), shown, () => screen.question(state, voice));
    redraw(region("choices"), shown, () => screen.choices(state, voice, act));
    redraw(region("moves"), shown, () => screen.moves(state, voice, act));
    redraw(region("ease"), [ease, state.language], () => easeButtons(state, voice, act));
    redraw(region("over"), [over, state.language], () => (over ? overs[over](voice, act) : []));
    region("over").hidden = !over;
  };
}

/** While a ticket is asked for, the screen on which that was done stands on. */
function screenOf(state) {
  if (state.screen === "taking") return state.service ? "ticket" : "code";
  return state.screen === "start" && !state.services ? "trouble" : state.screen;
}
