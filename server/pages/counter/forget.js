// What was said of the last person goes: when the next one is here, and after a minute of a free counter. What went wrong
// stays while a panel is open: what it is about is still open.
export const SAID_FOR = 60_000; // milliseconds: as long as somebody on the telephone needs to write it down

/** A function to be called around each news and now and then between, which changes the store when something has been said for long enough. */
export function makeForgetting(store) {
  const said = { note: null, problem: null };
  const since = { note: 0, problem: 0 };
  let wasFree = true;

  return () => {
    const { room, link, panel } = store.get();
    if (!room || !link.fresh) return; // who is here now is not known
    const isFree = !room.tickets.length;
    const isNextHere = wasFree && !isFree;
    wasFree = isFree;
    for (const name of Object.keys(said)) {
      const now = store.get()[name];
      const isOld = now === said[name];
      if (!isOld) [said[name], since[name]] = [now, performance.now()];
      if (name === "problem" && panel) continue;
      if (now && (isFree ? performance.now() - since[name] > SAID_FOR : isNextHere && isOld)) store.change({ [name]: null, told: null });
    }
  };
}
