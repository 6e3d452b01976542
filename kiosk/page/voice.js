// What the kiosk says: in the language that was chosen, before that in Kazakh and Russian at once.
import { h } from "/shared/dom.js";
import { say } from "/shared/words.js";

const BOTH = ["kk", "ru"];

export function makeVoice(words, language) {
  const languages = language ? [language] : BOTH;
  const inEach = (text) => {
    const said = languages.map((code) => [code, text(code)]);
    const once = said.every(([, words]) => words === said[0][1]) ? said.slice(0, 1) : said;
    return once.map(([code, words]) => h("span", { class: "said", lang: code }, words));
  };
  /** English, small, below a text in both languages; nothing once a language is chosen. */
  const alsoInEnglish = (text) => (language ? null : h("span", { class: "also", lang: "en" }, text));
  return {
    language,
    languages,
    alsoInEnglish,
    /** A text of words.json, as elements. */
    say: (key, data) => inEach((code) => say(words, key, code, data)),
    /** The same above a screen or a group: whoever reads neither language still learns what is asked. */
    heading: (key) => [inEach((code) => say(words, key, code)), alsoInEnglish(say(words, key, "en"))],
    /** A text that came with the data: {kk, ru, en}. */
    name: (text) => inEach((code) => text[code]),
    /** One text in one language, as a string. */
    in: (code, key, data) => say(words, key, code, data),
    /** The short name of a service for its tile, or its own. */
    shortName: (service) => words[`service.${service.service}`] ?? service.name,
  };
}
