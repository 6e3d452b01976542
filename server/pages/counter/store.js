// What the counter knows at first, and when nobody is signed in.

export const NOTHING_OPEN = { room: null, views: {}, selected: null, panel: null, problem: null, note: null, told: null, undo: null, drafts: {}, chosenTask: null, cashDesk: null, cashing: null, unfolded: null, asking: null, papers: null, papersOutcome: null };

/** What changes as a panel opens: what was chosen in the one before is gone, what is chosen in it outlives a drawing. */
export function panelOpened(drafts, name, ticket = null) {
  const kept = Object.entries(drafts).filter(([key]) => !key.startsWith("panel/"));
  return { panel: { name, ticket }, problem: null, drafts: Object.fromEntries(kept) };
}

export const without = (drafts, key) => Object.fromEntries(Object.entries(drafts).filter(([name]) => name !== key));

export const SIGNED_OUT = { ...NOTHING_OPEN, screen: "sign-in", session: null, counter: null, counters: [], services: [], grounds: null, link: { fresh: false, refused: null } };
