// The board of a hall: follows the news, draws what they say, announces each new call once and in order.
import { STALE_AFTER, followNews } from "/shared/news.js";
import { loadWords } from "/shared/words.js";
import { makeAnnouncer } from "./announcer.js";
import { makeSound } from "./sound.js";
import { boardMemory, tokenOf } from "./memory.js";
import { drawCalls, drawClock, drawHall, drawRefusal, drawSilence, drawStale, drawUpdated, hourOf } from "./drawing.js";
import { keepTelling } from "./heartbeat.js";
import { keepUp } from "./upkeep.js";

const MARGIN = 1000; // milliseconds
const LOOK_EVERY = 500;

const hall = decodeURIComponent(location.pathname.split("/")[2]);
const memory = boardMemory(hall);
const token = tokenOf(location, memory);
const words = await loadWords("/display/words.json");
const opened = performance.now();

const news = { snapshot: null, heard: 0, link: { fresh: false, refused: null }, ahead: 0 };
let fault = null;
const tellServer = keepTelling(token, () => fault);
const sound = makeSound({
  token,
  onFault(now) {
    fault = now;
    drawSilence(words, fault === "sound_blocked");
    tellServer();
  },
});
const upkeep = keepUp({
  isQuiet: () => !isStale() && !announcer.current(),
  hour: () => (news.snapshot ? hourOf(now(), news.snapshot.data.hall.zone) : undefined),
});
const announce = (call, waiting) => sound.announce(call, waiting, news.snapshot.data.twice);
const announcer = makeAnnouncer({ memory, announce, onChange: show });

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
  onNewPages: () => upkeep.renew(),
});

function show() {
  const { snapshot, link } = news;
  drawRefusal(words, link.refused);
  tick();
  if (!snapshot) return;
  drawHall(snapshot.data);
  drawCalls(words, snapshot.data.calls, announcer.toShow());
  drawUpdated(words, new Date(snapshot.at), snapshot.data.hall.zone);
}

/**
 * Nothing was heard for almost ten seconds, or the page has met a fault: what hangs on the wall may be wrong, and says
 * so before they are over.
 */
function isStale() {
  if (upkeep.isBroken()) return true;
  return !news.link.refused && performance.now() - Math.max(news.heard, opened) >= STALE_AFTER - MARGIN;
}

/** By the server's clock. */
function now() {
  return new Date(Date.now() + news.ahead);
}

function tick() {
  drawClock(now(), news.snapshot?.data.hall.zone);
  drawStale(words, isStale());
}

addEventListener("hashchange", () => location.reload()); // paired anew: another token in the address
tick();
setInterval(tick, LOOK_EVERY);
