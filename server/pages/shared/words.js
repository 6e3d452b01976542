// Texts in three languages. A page keeps them in its own words.json: {"key": {"kk": "…", "ru": "…", "en": "…"}}.

export const LANGUAGES = [
  { code: "kk", name: "Қазақша" },
  { code: "ru", name: "Русский" },
  { code: "en", name: "English" },
];

export async function loadWords(url) {
  return (await fetch(url)).json();
}

/** `say(words, "ahead", "kk", {n: 3})` → "Сіздің алдыңызда: 3". A missing key is a bug and shows as its name. */
export function say(words, key, language, data = {}) {
  const text = words[key]?.[language] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => data[name] ?? "…");
}

const KEPT_AS = "kezek.language";

/** The language that was chosen on this device before; Kazakh at first. */
export function keptLanguage() {
  const kept = localStorage.getItem(KEPT_AS);
  return LANGUAGES.some(({ code }) => code === kept) ? kept : "kk";
}

export function keepLanguage(language) {
  localStorage.setItem(KEPT_AS, language);
}
