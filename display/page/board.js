// The board of a hall: follows the news, draws what they say, announces each new call once and in order.
import { STALE_AFTER, followNews } from "/shared/news.js";
import { loadWords } from "/shared/words.js";
import { makeAnnouncer } from "./announcer.js";
import { makeSound } from "./sound.js";
import { boardMemory, tokenOf } from "./memory.js";
import { drawCalls, drawClock, drawHall, drawRefusal, drawSilence, drawStale, drawUpdated } from "./drawing.js";
import { keepUp } from "./upkeep.js";

const MARGIN = 1000; // milliseconds
const LOOK_EVERY = 500;

const hall = decodeURIComponent(location.pathname.split("/")[2]);
const memory = boardMemory(hall);
const token = tokenOf(location, memory);
const words = await loadWords("/display/words.json");
const opened = performance.now();

const sound = makeSound((silent) => drawSilence(words, silent));
const announcer = makeAnnouncer({ memory, announce: sound.announce, onChange: show });
const news = { snapshot: null, heard: 0, link: { fresh: false, refused: null }, ahead: 0 };

followNews({
  rooms: [`board:${hall}`],
  token,
  onSnapshot(snapshot) {
    news.ahead = Date.parse(snapshot.at) - Date.now();
    news.heard = performance.now();
    news.snapshot = snapshot;
    announcer.hear(snapshot.data.calls, Date.parse(snapshot.at));
    show();
  },
  onLink(link) {
    news.link = link;
    show();
  },
});

function show() {
  const { snapshot, link } = news;
  drawRefusal(words, link.refused);
  drawStale(words, isStale());
  if (!snapshot) return;
  drawHall(snapshot.data);
  drawCalls(words, snapshot.data.calls, announcer.toShow());
  drawUpdated(words, new Date(snapshot.at), snapshot.data.hall.zone);
}

/** Nothing was heard for almost ten seconds: what hangs on the wall may be wrong, and says so before they are over. */
function isStale() {
  return !news.link.refused && performance.now() - Math.max(news.heard, opened) >= STALE_AFTER - MARGIN;
}

function tick() {
  drawClock(new Date(Date.now() + news.ahead), news.snapshot?.data.hall.zone);
  drawStale(words, isStale());
}

tick();
setInterval(tick, LOOK_EVERY);
keepUp({ isQuiet: () => !isStale() && !announcer.current() });
