// The phone that follows a ticket: asks, draws, and makes itself noticed when the number is called.
import { makeApi } from "/shared/api.js";
import { h, redraw } from "/shared/dom.js";
import { languageSwitch } from "/shared/language_switch.js";
import { keepLanguage, LANGUAGES, loadWords, say } from "/shared/words.js";
import { follow } from "/tracking/follow.js";
import { stateOf, ticketView, titleOf } from "/tracking/ticket.js";

const CALLED = [400, 200, 400, 200, 800]; // milliseconds of shaking and of rest

const region = (id) => document.getElementById(id);
const token = location.pathname.split("/").pop();
const words = await loadWords("/tracking/words.json");
let language = firstLanguage();
let ticket; // undefined before the first answer, null where there is none
let told = null; // the state that was last said aloud
let age = { old: false, ms: null };

const speak = (key, data) => say(words, key, language, data);

/** The one that was chosen here before, or that of the phone. */
function firstLanguage() {
  const wished = [localStorage.getItem("kezek.language"), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wished.find((code) => LANGUAGES.some((known) => known.code === code)) ?? "kk";
}

function choose(code) {
  language = code;
  keepLanguage(code);
  update();
}

function update() {
  document.documentElement.lang = language;
  redraw(region("top"), language, () => [h("p", { class: "brand" }, speak("brand")), languageSwitch(language, speak("choose_language"), choose)]);
  redraw(region("ticket"), [ticket ?? null, ticket === undefined, age.old && !ticket, language], () =>
    (ticket === undefined ? h("p", { class: "first" }, speak(age.old ? "unreachable" : "loading")) : ticketView(ticket, language, speak)));
  redraw(region("stale"), [age.old, minutes(), language, ticket === null], () => speak(staleWords(), { n: minutes() }));
  region("stale").hidden = !age.old || !ticket;
  redraw(region("said"), [told, language], () => told && aloud(told));
  document.body.dataset.state = ticket === undefined ? "first" : stateOf(ticket);
  document.title = ticket ? titleOf(ticket, speak) : speak("brand");
}

const aloud = (state) => `${speak(`${state}.title`)}. ${speak(`${state}.do`)} ${state === "called" ? ticket.place?.[language] ?? "" : ""}`;
const minutes = () => Math.floor((age.ms ?? 0) / 60_000);
const staleWords = () => (minutes() ? "stale-minutes" : "stale");

function onTicket(found) {
  const before = told;
  ticket = found;
  told = stateOf(ticket);
  update();
  if (told !== before && told === "called" && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(CALLED); // else it is refused
}

function onAge(now) {
  age = ticket === null ? { old: false, ms: null } : now;
  update();
}

update();
follow({ api: makeApi({ language: () => language }), token, onTicket, onAge });
