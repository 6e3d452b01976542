// The try-out's first page: every screen, who signs in how, and three walks through the house.
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
    h("header", { class: "top" }, h("p", { class: "brand" }, "Kezek"), languageSwitch(language, speak("choose_language"), choose)),
    h("main", {},
      h("section", { class: "about" }, h("h1", {}, speak("headline")), [1, 2, 3].map((n) => h("p", {}, speak(`about_${n}`)))),
      house ? [screens(house, language, speak), walks(house, speak), people(house, language, speak)] : h("p", { class: "note note-fault", role: "alert" }, speak("unreachable"))));
}

function choose(code) {
  language = code;
  keepLanguage(code);
  update();
}

update();
