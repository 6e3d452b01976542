// The services' page: what they cost and will cost, and the samples of their certificates. The administrator sets prices.
import { makeApi, Problem } from "/shared/api.js";
import { makeOffer, watchFaults } from "/shared/renew.js";
import { keepSignedIn, maySomebodyBe } from "/shared/signed_in.js";
import { keepLanguage, keptLanguage, loadWords, say } from "/shared/words.js";
import { makeCommands } from "/counter/commands.js";
import { makeStore } from "/counter/store.js";
import { makeActions } from "/services/actions.js";
import { drawPage, viewsOf } from "/services/page.js";

const NOBODY = { screen: "sign-in", session: null, view: "prices", prices: null, asking: null, drafts: {}, templates: [], sample: null, paper: null, note: null, problem: null };

const words = { ...(await loadWords("/counter/words.json")), ...(await loadWords("/services/words.json")) };
const offer = await makeOffer(() => store.get().language);
watchFaults(() => offer("page_broken"));
const speak = (key, data) => say(words, key, store.get().language, data);
const store = makeStore({ ...NOBODY, screen: "starting", language: keptLanguage(), busy: false }, draw);
const api = makeApi({ language: () => store.get().language, csrf: () => store.get().session?.csrf ?? null });
const command = makeCommands({ store, onSignedOut: signedOut });
const actions = { ...makeActions({ api, store, command, start, signedOut }), setLanguage };

function draw(state) {
  document.documentElement.lang = state.language;
  document.title = speak("services_title");
  drawPage(document.getElementById("page"), state, speak, actions);
}

/** A certificate in English bears a third language: the sample is asked for anew. */
async function setLanguage(language) {
  keepLanguage(language);
  store.change({ language, problem: null });
  const { view, sample } = store.get();
  if (view === "samples" && sample) await actions.showSample({ ...sample });
}

function signedOut() {
  const { problem } = store.get();
  keepSignedIn(false);
  store.change({ ...NOBODY, problem });
}

async function start(session) {
  keepSignedIn(true);
  const wanted = new URLSearchParams(location.search).get("view");
  store.change({ session, problem: null, screen: "services" });
  await actions.show(viewsOf(session).includes(wanted) ? wanted : "prices");
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

addEventListener("keydown", ({ key }) => { if (key === "Escape" && store.get().asking) actions.back(); });
draw(store.get());
await begin();
