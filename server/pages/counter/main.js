// The counter's page: puts its parts together, and starts.
import { makeDoor } from "/shared/door.js";
import { followNews } from "/shared/news.js";
import { makeStaffPage } from "/shared/staff_page.js";
import { makeActions } from "/counter/actions.js";
import { makeCashActions } from "/counter/cash_desk/actions.js";
import { makeCashReader } from "/counter/cash_desk/reading.js";
import { tick } from "/counter/clock.js";
import { makeForgetting } from "/counter/forget.js";
import { listenToKeys } from "/counter/keys.js";
import { makeReader } from "/counter/reader.js";
import { drawPage } from "/counter/page.js";
import { isOver } from "/counter/panels.js";
import { isSeenDone } from "/counter/seen_done.js";
import { NOTHING_OPEN, SIGNED_OUT } from "/counter/store.js";

let unfollow = () => {};

const page = await makeStaffPage({ words: ["/counter/words.json", "/counter/cash_desk/words.json"], title: "title", knows: { ...SIGNED_OUT, screen: "starting", offset: 0 }, draw, onSignedOut: () => door.signedOut() });
const { store, speak, api, command } = page;
const door = makeDoor(page, SIGNED_OUT, start, () => unfollow());
const reader = makeReader({ api, store, onSignedOut: door.signedOut });
const cash = makeCashReader({ api, store });
const actions = { ...makeActions({ api, store, command, reader, sitAt }), ...makeCashActions({ api, store, command, cash }), ...door, setLanguage };
const forget = makeForgetting(store);

function draw(state) {
  drawPage(document.getElementById("page"), state, speak, actions);
  tickNow();
}

function tickNow() {
  const { offset, room } = store.get();
  tick(document.getElementById("page"), Date.now() + offset, room?.zone, speak);
}

function setLanguage(language) {
  page.speakIn(language);
  if (store.get().session) reader.readAgain();
}

/** Whoever sits already is at his counter at once; who does not chooses one. */
async function start(session) {
  const answer = await page.untilHad(() => api.get("/api/counters"));
  if (!answer) return;
  const { counters } = answer;
  store.change({ counters });
  const mine = counters.find(({ seat }) => seat?.staff.id === session.staff.id);
  if (mine) await sitAt(mine.id);
  else store.change({ screen: "seat" });
}

async function sitAt(counter) {
  unfollow();
  store.change({ ...NOTHING_OPEN, counter, screen: "work" });
  const reading = reader.begin();
  unfollow = followNews({
    rooms: [`counter:${counter}`],
    onSnapshot: ({ at, data }) => {
      const { problem, panel } = store.get();
      forget(); // who was here up to now
      store.change({ room: data, offset: Date.parse(at) - Date.now(), problem: problem?.pressed && isSeenDone(problem, data) ? null : problem, panel: isOver(panel, data) ? null : panel });
      forget();
      reader.follow();
      cash.follow();
    },
    onNewPages: () => page.offer("page_old"),
    onLink: (link) => {
      const { problem } = store.get();
      const isOver = link.fresh && problem?.code === "unreachable" && !problem.pressed; // what was pressed is to be pressed again
      store.change({ link, problem: isOver ? null : problem });
      if (link.refused === "signed_out") door.signedOut();
    },
  });
  await reading;
}

listenToKeys(store, actions);
setInterval(() => { forget(); tickNow(); }, 1000);
await door.begin();
