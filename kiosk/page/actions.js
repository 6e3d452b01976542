// What a tap may do. Every action is one step from state to state.
import { back, choose, chooseKind, fresh } from "/page/state.js";
import { LENGTH } from "/page/screens/code.js";

const SETTLING = 1500; // milliseconds in which a touch that was meant for the screen before is let pass

export function makeActions(store, visits) {
  let doneSince = Infinity;
  const change = (changed) => store.set({ ...store.get(), ...changed });
  const pick = (...names) => Object.fromEntries(names.map((name) => [name, store.get()[name]]));
  const typing = (code) => store.get().screen === "code" && change({ code });
  store.follow(({ screen }) => {
    if (screen !== "done") doneSince = Infinity;
    else if (doneSince === Infinity) doneSince = performance.now();
  });
  return {
    language: (language) => change({ language }),
    choose: (service) => store.set(choose(store.get(), service)),
    chooseKind: (kind) => store.set(chooseKind(store.get(), kind)),
    benefit: (benefit) => change({ benefit }),
    enterCode: () => change({ screen: "code", code: "" }),
    type: (sign) => typing((store.get().code + sign).slice(0, LENGTH)),
    erase: () => typing(store.get().code.slice(0, -1)),
    back: () => store.set(back(store.get())),
    home: () => store.set({ ...fresh(store.get().turn + 1), ...pick("language", "ease", "services") }),
    wipe,
    ease: (name) => change({ ease: { ...store.get().ease, [name]: !store.get().ease[name] } }),
    ask: () => change({ over: "desk" }),
    stillHere: () => change({ over: "still-here" }),
    closeOver: () => change({ over: null }),
    take: visits.take,
    takeUp: visits.takeUp,
    again: visits.again,
    /** Whether a touch may end the screen: not the second of a double tap. */
    mayLeave: () => performance.now() - doneSince > SETTLING,
  };

  /** Everything that was of one person goes: choices, language, eases, number. */
  function wipe() {
    const { turn, services } = store.get();
    store.set({ ...fresh(turn + 1), services, problem: services ? null : { code: "unreachable" } });
  }
}
