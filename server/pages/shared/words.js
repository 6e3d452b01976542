// Texts in three languages. A page keeps them in its own words.json: {"key": {"kk": "…", "ru": "…", "en": "…"}}.

export const LANGUAGES = [
  { code: "kk", name: "Қазақша" },
  { code: "ru", name: "Русский" },
  { code: "en", name: "English" },
];

/** Until they are there: a page without words says nothing that a person could understand. */
export async function loadWords(url) {
  for (;;) {
    const reply = await fetch(url).catch(() => null);
    if (reply?.ok) return reply.json();
    await new Promise((again) => setTimeout(again, 1000));
  }
}

/** `say(words, "ahead", "kk", {n: 3})` → "Сіздің алдыңызда: 3". A missing key is a bug and shows as its name. */
export function say(words, key, language, data = {}) {
  const text = words[key]?.[language] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => data[name] ?? "…");
}

const KEPT_AS = "kezek.language";

/** The language that was chosen on this device before; at first the first of its browser's that is ours, else Kazakh. */
export function keptLanguage() {
  const wanted = [localStorage.getItem(KEPT_AS), ...navigator.languages.map((language) => language.split("-")[0])];
  return wanted.find((code) => LANGUAGES.some((known) => known.code === code)) ?? "kk";
}

export function keepLanguage(language) {
  localStorage.setItem(KEPT_AS, language);
}
