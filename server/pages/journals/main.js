// The journals' page: who is signed in chooses a journal, looks through it, puts rows right, prints and saves it.
import { makeApi, Problem } from "/shared/api.js";
import { makeOffer, watchFaults } from "/shared/renew.js";
import { keepSignedIn, maySomebodyBe } from "/shared/signed_in.js";
import { keepLanguage, keptLanguage, loadWords, say } from "/shared/words.js";
import { makeCommands } from "/counter/commands.js";
import { makeStore } from "/counter/store.js";
import { makeActions } from "/journals/actions.js";
import { drawPage } from "/journals/page.js";
import { drawPaper } from "/journals/paper.js";

const NOBODY = { screen: "sign-in", session: null, journals: [], journal: null, asked: {}, rows: null, more: false, today: null, opened: null, does: null, paper: null, note: null, problem: null };

const words = { ...(await loadWords("/counter/words.json")), ...(await loadWords("/journals/words.json")) };
const offer = await makeOffer(() => store.get().language);
watchFaults(() => offer("page_broken"));
const speak = (key, data) => say(words, key, store.get().language, data);
const store = makeStore({ ...NOBODY, screen: "starting", language: keptLanguage(), busy: false }, draw);
const api = makeApi({ language: () => store.get().language, csrf: () => store.get().session?.csrf ?? null });
const command = makeCommands({ store, onSignedOut: signedOut });
const actions = { ...makeActions({ api, store, command, start, signedOut }), setLanguage };

function draw(state) {
  document.documentElement.lang = state.language;
  document.title = speak("journals_title");
  drawPage(document.getElementById("page"), state, speak, actions);
  drawPaper(document.getElementById("paper"), state, speak);
}

/** What stands in the rows is said by the server: they are asked for anew. */
async function setLanguage(language) {
  keepLanguage(language);
  store.change({ language, problem: null, paper: null });
  if (store.get().session) await actions.readAgain();
}

function signedOut() {
  const { problem } = store.get();
  keepSignedIn(false);
  store.change({ ...NOBODY, problem });
}

async function start(session) {
  keepSignedIn(true);
  store.change({ session, problem: null });
  const journals = await actions.ask(() => api.get("/api/journals"));
  if (!journals) return;
  const wanted = new URLSearchParams(location.search).get("journal");
  const journal = (journals.find((one) => one.journal === wanted) ?? journals[0])?.journal ?? null;
  store.change({ journals, journal });
  if (journal) await actions.search({}); // before anything is shown: it tells which day it is
  store.change({ screen: "journals" });
}

async function begin() {
  if (!maySomebodyBe()) return signedOut();
  try {
    await start(await api.get("/api/session"));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    signedOut();
    if (problem.code !== "signed_out") store.change({ problem });
  }
}

addEventListener("keydown", ({ key }) => { if (key === "Escape" && store.get().opened) actions.close(); });
addEventListener("afterprint", () => store.change({ paper: null }));
draw(store.get());
await begin();
