// The counter's page: puts its parts together, and starts.
import { makeApi, Problem } from "/shared/api.js";
import { makeCommands } from "/shared/commands.js";
import { followNews } from "/shared/news.js";
import { makeOffer, watchFaults } from "/shared/renew.js";
import { keepSignedIn, maySomebodyBe } from "/shared/signed_in.js";
import { makeStore } from "/shared/store.js";
import { keepLanguage, keptLanguage, loadWords, say } from "/shared/words.js";
import { makeActions } from "/counter/actions.js";
import { makeCashActions } from "/counter/cash_desk/actions.js";
import { makeCashReader } from "/counter/cash_desk/reading.js";
import { tick } from "/counter/clock.js";
import { makeForgetting } from "/counter/forget.js";
import { listenToKeys } from "/counter/keys.js";
import { makeReader } from "/counter/reader.js";
import { drawPage } from "/counter/page.js";
import { isSeenDone } from "/counter/seen_done.js";
import { NOTHING_OPEN, SIGNED_OUT } from "/counter/store.js";

const ASK_AGAIN = 1000; // milliseconds

const offer = await makeOffer(() => store.get().language);
watchFaults(() => offer("page_broken"));
const words = { ...await loadWords("/counter/words.json"), ...await loadWords("/counter/cash_desk/words.json") };
const page = document.getElementById("page");
const speak = (key, data) => say(words, key, store.get().language, data);
const store = makeStore({ ...SIGNED_OUT, screen: "starting", language: keptLanguage(), offset: 0, busy: false }, draw);
const api = makeApi({ language: () => store.get().language, csrf: () => store.get().session?.csrf ?? null });
const command = makeCommands({ store, onSignedOut: signedOut });
const reader = makeReader({ api, store, onSignedOut: signedOut });
const cash = makeCashReader({ api, store });
const actions = { ...makeActions({ api, store, command, reader, sitAt, signedOut, start }), ...makeCashActions({ api, store, command, cash }), setLanguage };
const forget = makeForgetting(store);
let unfollow = () => {};

function draw(state) {
  document.documentElement.lang = state.language;
  document.title = speak("title");
  drawPage(page, state, speak, actions);
  tickNow();
}

function tickNow() {
  const { offset, room } = store.get();
  tick(page, Date.now() + offset, room?.zone, speak);
}

async function setLanguage(language) {
  keepLanguage(language);
  store.change({ language, problem: null });
  if (store.get().session) await reader.readAgain();
}

function signedOut() {
  unfollow();
  const { problem } = store.get();
  keepSignedIn(false);
  store.change({ ...SIGNED_OUT, problem });
}

/** Whoever sits already is at his counter at once; who does not chooses one. */
async function start(session) {
  keepSignedIn(true);
  store.change({ session, problem: null });
  const counters = await reader.readCounters();
  if (!counters) return startAgain(session);
  const mine = counters.find(({ seat }) => seat?.staff.id === session.staff.id);
  if (mine) await sitAt(mine.id);
  else store.change({ screen: "seat" });
}

/** Without the counters nobody knows where he sits: they are asked for until they are there. */
function startAgain(session) {
  if (store.get().session === session) setTimeout(() => start(session), ASK_AGAIN);
}

async function sitAt(counter) {
  unfollow();
  store.change({ ...NOTHING_OPEN, counter, screen: "work" });
  unfollow = followNews({
    rooms: [`counter:${counter}`],
    onSnapshot: ({ at, data }) => {
      const { problem } = store.get();
      forget(); // who was here up to now
      store.change({ room: data, offset: Date.parse(at) - Date.now(), problem: problem?.pressed && isSeenDone(problem, data) ? null : problem });
      forget();
      reader.follow();
      cash.follow();
    },
    onNewPages: () => offer("page_old"),
    onLink: (link) => {
      const { problem } = store.get();
      const isOver = link.fresh && problem?.code === "unreachable" && !problem.pressed; // what was pressed is to be pressed again
      store.change({ link, problem: isOver ? null : problem });
      if (link.refused === "signed_out") signedOut();
    },
  });
  await reader.readLists();
}

/** A link that brings another name along asks for that one's password. */
async function begin() {
  if (!maySomebodyBe()) return signedOut();
  const wanted = new URLSearchParams(location.search).get("name");
  try {
    const session = await api.get("/api/session");
    if (wanted && wanted !== session.staff.name) signedOut();
    else await start(session);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    signedOut();
    if (problem.code !== "signed_out") store.change({ problem });
  }
}

listenToKeys(store, actions);
setInterval(() => { forget(); tickNow(); }, 1000);
draw(store.get());
await begin();
