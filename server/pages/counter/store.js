// What the counter knows at first, and when nobody is signed in.

export const NOTHING_OPEN = { room: null, views: {}, selected: null, panel: null, problem: null, note: null, told: null, undo: null, drafts: {}, chosenTask: null, typedCode: null, cashDesk: null, cashing: null, unfolded: null, asking: null, papers: null, papersOutcome: null };

export const SIGNED_OUT = { ...NOTHING_OPEN, screen: "sign-in", session: null, counter: null, counters: [], services: [], grounds: null, link: { fresh: false, refused: null } };
