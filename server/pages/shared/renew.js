// A page that is older than its server, or has met what it does not understand, says so and can be loaded anew.
import { h } from "/shared/dom.js";
import { loadWords, say } from "/shared/words.js";

/** Load the page anew; not before the server answers, because a page that cannot be loaded cannot load itself again. */
export async function loadAnew() {
  const reply = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
  if (reply?.ok) location.reload();
}

/** `onFault(error)` at every fault of the page's own script. */
export function watchFaults(onFault) {
  addEventListener("error", ({ error }) => onFault(error));
  addEventListener("unhandledrejection", ({ reason }) => onFault(reason));
}

/** A function that puts a bar on top of the page, once: `offer("page_old")` or `offer("page_broken")`. */
export async function makeOffer(language) {
  const words = await loadWords("/shared/words.json");
  return function offer(why) {
    document.getElementById("renew")?.remove();
    const speak = (key) => say(words, key, language());
    document.body.prepend(h("div", { id: "renew", class: `banner renew${why === "page_old" ? " banner-news" : ""}`, role: "alert" },
      h("span", { class: "sign sign-reload", "aria-hidden": true }), h("strong", {}, speak(why)), h("span", {}, speak(`${why}_cure`)),
      h("button", { type: "button", id: "load-anew", class: "button", onclick: loadAnew }, speak("load_anew"), h("kbd", {}, "F5"))));
  };
}
