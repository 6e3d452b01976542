// Of several readings of one thing the one that was begun last counts, in whatever order their answers come.

/** `newest(thing, read)`: what `read` brings, or undefined if another reading of the same thing was begun meanwhile. */
export function makeNewest() {
  const begun = new Map(); // thing → the reading of it that was begun last

  return async function newest(thing, read) {
    const mine = {};
    begun.set(thing, mine);
    try {
      const answer = await read();
      return begun.get(thing) === mine ? answer : undefined;
    } catch (problem) {
      if (begun.get(thing) === mine) throw problem;
      return undefined;
    } finally {
      if (begun.get(thing) === mine) begun.delete(thing);
    }
  };
}
