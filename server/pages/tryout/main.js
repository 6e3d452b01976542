// The try-out's first page: what this is, every screen, who signs in how, and four walks through the house.
import { makeApi, Problem } from "/shared/api.js";
import { draw, h } from "/shared/dom.js";
import { languageSwitch } from "/shared/language_switch.js";
import { keepLanguage, keptLanguage, loadWords, say } from "/shared/words.js";
import { screens } from "/tryout/screens.js";
import { people } from "/tryout/people.js";
import { walks } from "/tryout/walks.js";

const words = await loadWords("/tryout/words.json");
const page = document.getElementById("page");
const house = await readHouse();
let language = keptLanguage();

async function readHouse() {
  try {
    return await makeApi().get("/api/try-out");
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return null;
  }
}

function update() {
  const speak = (key, data) => say(words, key, language, data);
  document.documentElement.lang = language;
  document.title = speak("title");
  draw(page,
    h("header", { class: "top" }, h("p", { class: "brand" }, h("span", { class: "brand-mark", "aria-hidden": true }), "Kezek"), languageSwitch(language, speak("choose_language"), choose)),
    h("main", {}, about(speak), house ? [screens(house, language, speak), people(house, language, speak), walks(house, language, speak), visitors(speak)] : h("p", { class: "note note-fault", role: "alert" }, speak("unreachable"))));
}

function about(say) {
  return h("section", { class: "about" }, h("h1", {}, say("headline")), h("p", { class: "lead" }, say("about")),
    h("ul", { class: "facts" }, [1, 2, 3].map((n) => h("li", { class: "fact" }, h("h2", { class: "fact-title" }, say(`fact_${n}`)), h("p", {}, say(`fact_${n}_about`))))),
    h("p", { class: "note" }, say("invented")));
}

/** How to fill the hall with invented people. */
function visitors(say) {
  return h("section", { "aria-labelledby": "visitors" }, h("h2", { id: "visitors" }, say("visitors")), h("p", {}, say("visitors_about")), h("pre", { class: "card command", tabindex: "0" }, h("code", {}, "deploy/run --visitors")));
}

function choose(code) {
  language = code;
  keepLanguage(code);
  update();
}

update();
