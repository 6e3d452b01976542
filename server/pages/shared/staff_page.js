// What every page of staff begins with: its words, what it knows, the API and commands. Who is signed in: door.js.
import { makeApi, Problem } from "/shared/api.js";
import { LEFT, makeCommands } from "/shared/commands.js";
import { betweenPresses } from "/shared/press.js";
import { makeOffer, watchFaults } from "/shared/renew.js";
import { makeStore } from "/shared/store.js";
import { keepLanguage, keptLanguage, loadWords, say } from "/shared/words.js";

const ASK_AGAIN = 1000; // milliseconds

/** `words`: where its texts are; `title`: which of them is its title. `knows`: its state at first; language, session and
 *  `busy` come to it. `draw(state)` is called after each `store.change`, while a key is pressed once it is released.
 *  `onSignedOut`: the server knows the session no more. */
export async function makeStaffPage({ words: places, title, knows, draw, onSignedOut }) {
  const store = makeStore({ session: null, ...knows, language: keptLanguage(), busy: false }, betweenPresses(drawAll));
  const offer = await makeOffer(() => store.get().language);
  watchFaults(() => offer("page_broken"));
  const words = Object.assign({}, ...(await Promise.all(places.map(loadWords))));
  const speak = (key, data) => say(words, key, store.get().language, data);
  const api = makeApi({ language: () => store.get().language, csrf: () => store.get().session?.csrf ?? null });
  const command = makeCommands({ store, onSignedOut });

  function drawAll(state) {
    document.documentElement.lang = state.language;
    document.title = speak(title);
    draw(state);
  }

  /** Read something; what went wrong is shown, and nothing (null) comes back. */
  async function ask(reading) {
    try {
      return await reading();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      store.change({ problem });
      if (LEFT.has(problem.code)) onSignedOut();
      return null;
    }
  }

  /** What `reading` brings, asked for again each second until it brings something: without it there is nothing to be shown.
   *  Null once whoever is signed in has left. */
  async function untilHad(reading) {
    const { session } = store.get();
    for (let failed = false; ; failed = true) {
      const answer = await ask(reading);
      if (store.get().session !== session) return null;
      if (answer && failed) store.change({ problem: null });
      if (answer) return answer;
      await new Promise((again) => setTimeout(again, ASK_AGAIN));
    }
  }

  function speakIn(language) {
    keepLanguage(language);
    store.change({ language, problem: null });
  }

  return { store, speak, api, command, ask, untilHad, speakIn, offer };
}
