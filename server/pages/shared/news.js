// News: whole snapshots of rooms. Reconnecting is the normal path: whoever connects is sent the snapshot at once.
import { io } from "socket.io-client";

export const STALE_AFTER = 10_000; // milliseconds without a snapshot (the server sends one at least every 3 s)
const SAID_BEFORE = 1000; // milliseconds: what is stale is said to be so before the ten seconds are over
const DEAD_AFTER = 5000; // milliseconds without a snapshot after which a connection is not waited for any longer
const ASK_AGAIN = 5000; // milliseconds after a refusal: a token may be paired anew
// Whatever the moment at which a link comes back, the next try begins and ends within two seconds; now and then one is
// given more time, for a link over which every try takes long.
const RECONNECTING = { reconnectionDelay: 200, reconnectionDelayMax: 400, randomizationFactor: 0.3 };
const TRY = 1000; // milliseconds
const LONG_TRY = 4000;
const LONG_TRY_EVERY = 5;

/**
 * Follow `rooms`. `onSnapshot({room, epoch, revision, at, data})` gets each that is not older than the last one;
 * `onLink({fresh, refused})` says whenever it changes whether what is shown can be trusted, and the code of a refusal;
 * `onNewPages()`: the server brings other pages now than when this one came.
 */
export function followNews({ rooms, token, onSnapshot, onLink, onNewPages = () => {}, now = () => performance.now() }) {
  const last = new Map();
  let heard = now();
  let connected = heard;
  let pages = null; // the digest of the pages that the server had when we came
  let link = { fresh: false, refused: null };
  const socket = io("/news", { auth: { token: token ?? undefined, rooms }, transports: ["websocket"], timeout: LONG_TRY, ...RECONNECTING });
  socket.io.on("reconnect_attempt", (count) => socket.io.timeout(count % LONG_TRY_EVERY ? TRY : LONG_TRY));

  const say = (fresh, refused = null) => {
    if (link.fresh === fresh && link.refused === refused) return;
    link = { fresh, refused };
    onLink(link);
  };
  socket.on("snapshot", (snapshot) => {
    heard = now();
    say(true);
    pages ??= snapshot.pages;
    if (snapshot.pages !== pages) onNewPages();
    const before = last.get(snapshot.room);
    if (before && before.epoch === snapshot.epoch && before.revision > snapshot.revision) return;
    last.set(snapshot.room, snapshot);
    onSnapshot(snapshot);
  });
  socket.on("connect", () => {
    connected = now();
    last.clear(); // whoever connects is sent the whole anew, whatever it held before
  });
  // What the server ends or refuses, the client does not take up again by itself.
  let asking = null;
  const askAgain = () => {
    clearTimeout(asking);
    asking = setTimeout(() => socket.connect(), ASK_AGAIN);
  };
  socket.on("disconnect", () => socket.active || askAgain());
  socket.on("connect_error", (error) => {
    if (socket.active) return;
    say(false, error.message);
    askAgain();
  });
  const watch = setInterval(() => {
    if (now() - heard >= STALE_AFTER - SAID_BEFORE) say(false, link.refused);
    if (socket.connected && now() - Math.max(heard, connected) > DEAD_AFTER) socket.io.engine.close();
  }, 250);
  onLink(link);
  return () => {
    clearInterval(watch);
    clearTimeout(asking);
    socket.close();
  };
}
