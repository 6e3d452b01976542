// What the page knows, in one place. `change` merges a patch in and draws; nobody else draws.

export function makeStore(initial, draw) {
  let state = initial;
  return {
    get: () => state,
    change(patch) {
      state = { ...state, ...(typeof patch === "function" ? patch(state) : patch) };
      draw(state);
    },
  };
}

export const NOTHING_OPEN = { room: null, views: {}, selected: null, panel: null, problem: null, note: null, undo: null, drafts: {}, chosenTask: null, typedCode: null, cashDesk: null, cashing: null, unfolded: null, asking: null, papers: null, papersOutcome: null };

export const SIGNED_OUT = { ...NOTHING_OPEN, screen: "sign-in", session: null, counter: null, counters: [], services: [], grounds: null, link: { fresh: false, refused: null } };
