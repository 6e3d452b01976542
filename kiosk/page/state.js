// What the kiosk knows of the person before it, and every way from screen to screen. Pure: no page, no clock.

const PERSON = {
  screen: "start", // start · kind · ticket · code · taking · done · trouble
  language: null, // null until it is chosen: then Kazakh and Russian stand side by side
  service: null,
  kind: null,
  benefit: false,
  code: "",
  opened: null, // the answer of POST /api/visits
  slip: null, // how its printing stands: queued, printed, failed, unknown
  problem: null,
  attempt: null, // {key, body}: what is asked for; asked again under the same key
  over: null, // what lies over the screen: desk, still-here
  ease: { large: false, contrast: false, low: false },
};

/** `turn` tells one person from the next: what was asked for one is never shown to another. */
export const fresh = (turn = 0) => ({ ...structuredClone(PERSON), turn });

export const isUntouched = (state) => JSON.stringify(state) === JSON.stringify(fresh(state.turn));

export const choose = (state, service) => ({ ...state, service, kind: null, benefit: false, screen: service.kinds.length ? "kind" : "ticket" });

export const chooseKind = (state, kind) => ({ ...state, kind, screen: "ticket" });

export function back(state) {
  if (state.screen === "ticket" && state.kind) return { ...state, kind: null, screen: "kind" };
  if (state.screen === "trouble" && state.attempt?.body.return_code) return { ...state, screen: "code", code: "", problem: null, attempt: null };
  return { ...state, screen: "start", service: null, kind: null, benefit: false, code: "", problem: null, attempt: null };
}

/** What a visit is asked with. */
export function bodyOf(state, language) {
  const body = { service: state.service.service, language };
  if (state.kind) body.kind = state.kind.kind;
  if (state.benefit) body.category = "benefit";
  return body;
}

export const take = (state, attempt, language) => ({ ...state, screen: "taking", language: language ?? state.language, attempt, problem: null, over: null });

/** Who held a code to the scanner and chose no language is spoken to in that of his visit. */
export const taken = (state, opened) => ({ ...state, screen: "done", language: state.language ?? opened.visit.language, opened, slip: { state: opened.job ? "queued" : "failed" }, attempt: null, problem: null });

export const refused = (state, problem) => ({ ...state, screen: "trouble", problem });
