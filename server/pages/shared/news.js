// News: whole snapshots of rooms. Reconnecting is the normal path: whoever connects is sent the snapshot at once.
import { io } from "socket.io-client";

export const STALE_AFTER = 10_000; // milliseconds without a snapshot (the server sends one at least every 3 s)

/**
 * Follow `rooms`. `onSnapshot({room, epoch, revision, at, data})` gets each that is not older than the last one;
 * `onLink({fresh, refused})` says whenever it changes whether what is shown can be trusted, and the code of a refusal.
 */
export function followNews({ rooms, token, onSnapshot, onLink, now = () => performance.now() }) {
  const last = new Map();
  let heard = now();
  let link = { fresh: false, refused: null };
  const socket = io("/news", { auth: { token: token ?? undefined, rooms }, transports: ["websocket"], reconnectionDelay: 300, reconnectionDelayMax: 2000, timeout: 2000 });

  const say = (fresh, refused = null) => {
    if (link.fresh === fresh && link.refused === refused) return;
    link = { fresh, refused };
    onLink(link);
  };
  socket.on("snapshot", (snapshot) => {
    heard = now();
    say(true);
    const before = last.get(snapshot.room);
    if (before && before.epoch === snapshot.epoch && before.revision > snapshot.revision) return;
    last.set(snapshot.room, snapshot);
    onSnapshot(snapshot);
  });
  socket.on("connect", () => last.clear()); // whoever connects is sent the whole anew, whatever it held before
  socket.on("connect_error", (error) => {
    if (!socket.active) {
      // Refused by the server, which ends the client's own retries: ask again, a token may be paired anew.
      say(false, error.message);
      setTimeout(() => socket.connect(), 5000);
    }
  });
  const watch = setInterval(() => { if (now() - heard > STALE_AFTER) say(false, link.refused); }, 500);
  onLink(link);
  return () => {
    clearInterval(watch);
    socket.close();
  };
}
