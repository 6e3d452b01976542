// How long nobody may touch the screen, and what then.

export const LONGEST_IDLE = 45_000; // milliseconds, then it is asked whether somebody is there
export const LONGEST_ASKED = 20_000; // and after these everything is wiped
export const LONGEST_DONE = 15_000; // the number stands so long …
export const LONGEST_WITHOUT_PAPER = 90_000; // … and so long where no paper bears it

/** How long the state may stand untouched, and what comes then: [milliseconds, "ask" | "wipe"], or null. */
export function patience(state, { untouched, withoutPaper }) {
  if (state.over === "still-here") return [LONGEST_ASKED, "wipe"];
  if (state.screen === "done" && !state.over) return [withoutPaper ? LONGEST_WITHOUT_PAPER : LONGEST_DONE, "wipe"];
  if (untouched) return null;
  return [LONGEST_IDLE, "ask"];
}

/** One timer, set anew whenever what is waited for has changed, or (`touched`) when somebody is there. */
export function makeIdle(onEnd) {
  let timer = null;
  let waits = "";
  return (asked, why, touched = false) => {
    const key = asked ? `${why} ${asked}` : "";
    if (key === waits && !touched) return;
    clearTimeout(timer);
    waits = key;
    if (asked) timer = setTimeout(() => { waits = ""; onEnd(asked[1]); }, asked[0]);
  };
}
