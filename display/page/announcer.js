// Which calls are new, and their announcing: one after the other, in order, none twice, none dropped but those taken
// back, and those to a place that the person has left for another.

const FRESH = 15_000; // milliseconds; a box that remembers nothing announces no older call
const REMEMBERED = 120_000; // milliseconds for which a snapshot carries every call that was not taken back

/**
 * Whether `call` comes after the one remembered. By its number; by its time, too, because a site that was set up
 * anew counts from one again.
 */
export function isNew(call, remembered, now) {
  if (!remembered) return now - Date.parse(call.at) <= FRESH;
  return call.call > remembered.call || Date.parse(call.at) > Date.parse(remembered.at);
}

/** Whether a snapshot lacks `call` though it would carry it, open or answered: it was taken back or given up. */
export function isTakenBack(call, calls, now) {
  return now - Date.parse(call.at) < REMEMBERED && !calls.some((known) => known.call === call.call);
}

/** Whether the person has been called to another place since. */
export function isOutdated(call, calls) {
  const { kind, name } = call.place;
  return calls.some((later) => later.number === call.number && later.call > call.call && (later.place.kind !== kind || later.place.name !== name));
}

/** What a box without memory takes as announced: all that was there when it came. */
function newestOf(calls) {
  return calls.reduce((newest, call) => (call.call > newest.call ? call : newest), { call: 0, at: "1970-01-01T00:00:00Z" });
}

/**
 * `announce(call, waiting)` resolves when the call has been announced fully; `waiting`: how many come after it.
 * What has been announced is remembered when it begins: a board that is reloaded meanwhile does not say it again.
 */
export function makeAnnouncer({ memory, announce, onChange }) {
  let queue = [];
  let last = memory.announced();
  let current = null;

  async function work() {
    while (queue.length) {
      const call = queue.shift();
      current = { call, since: performance.now(), takenBack: false };
      memory.keepAnnounced(call);
      onChange();
      await announce(call, queue.length);
    }
    current = null;
    onChange();
  }

  return {
    /** Take in the calls of a snapshot; `now`: its time in milliseconds. */
    hear(calls, now) {
      const fresh = calls.filter((call) => isNew(call, last, now)).sort((a, b) => a.call - b.call);
      last = fresh.at(-1) ?? last ?? newestOf(calls);
      queue = [...queue, ...fresh].filter((call) => !isTakenBack(call, calls, now) && !isOutdated(call, calls));
      if (current) current.takenBack ||= isTakenBack(current.call, calls, now);
      if (!current && queue.length) work();
    },
    /** `{call, since}` while it is being announced, else null. */
    current: () => current,
    /** The same, but null when it was taken back meanwhile: it is said to its end and stands nowhere. */
    toShow: () => (current?.takenBack ? null : current),
  };
}
