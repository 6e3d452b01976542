// The kiosk's page, put together: state in, drawing out, taps to actions.
import { makeApi } from "/shared/api.js";
import { betweenPresses } from "/shared/press.js";
import { loadAnew, watchFaults } from "/shared/renew.js";
import { loadWords } from "/shared/words.js";
import { makeActions } from "/page/actions.js";
import { followBox } from "/page/box.js";
import { ignoreSecondTaps } from "/page/double_tap.js";
import { makeIdle, patience } from "/page/idle.js";
import { followScanner } from "/page/scanner.js";
import { paperFailed } from "/page/screens/done.js";
import { followServices } from "/page/services.js";
import { fresh, isUntouched } from "/page/state.js";
import { makeStore } from "/page/store.js";
import { makeView } from "/page/view.js";
import { makeVisits } from "/page/visit.js";

const MEND_EVERY = 5000; // milliseconds; a page that broke is loaded anew, but under nobody who must still read his number
let mustStay = () => false;
let broken = false;
watchFaults(() => {
  if (!broken) setInterval(() => mustStay() || loadAnew(), MEND_EVERY);
  broken = true;
});

const LONGEST_ANSWER = 2950; // milliseconds: after three seconds the person knows where to go

const words = await loadWords("/page/words.json");
const store = makeStore({ ...fresh(), services: undefined });
const api = makeApi({ language: () => store.get().language ?? "kk", timeout: LONGEST_ANSWER });
const visits = makeVisits(store, api);
const act = makeActions(store, visits);
const view = betweenPresses(makeView(document, words, act));

const failed = (state) => state.screen === "done" && paperFailed(state);
mustStay = () => failed(store.get());
const wait = makeIdle((end) => (end === "wipe" ? act.wipe() : act.stillHere()));
const standing = ({ turn, screen, over }) => `${turn} ${screen} ${over}`;
const rest = (state, touched) => {
  const { services, ...person } = state;
  if (state.screen === "start") person.problem = null; // that is the site's, not a person's
  const asked = patience(state, { untouched: isUntouched(person), withoutPaper: failed(state) });
  wait(asked, standing(state), touched);
};

store.follow((state) => {
  if (state.services === undefined) return; // nothing is known yet: the page is an instant old
  view(state);
  rest(state, false);
});

ignoreSecondTaps(document, () => standing(store.get()));
document.addEventListener("pointerdown", (event) => {
  const { over } = store.get();
  if (over === "still-here") act.closeOver();
  const kept = event.target.closest("#ease, #languages, #over");
  if (failed(store.get()) && !over && !kept && act.mayLeave()) act.wipe();
  rest(store.get(), true);
});
for (const gesture of ["contextmenu", "dragstart", "selectstart", "wheel", "touchmove"]) {
  document.addEventListener(gesture, (event) => event.preventDefault(), { passive: false });
}

followScanner(document, visits.takeUp);
followServices(store, api);
followBox(api, {
  onSize: (pxPerMm) => document.documentElement.style.setProperty("--mm", `${pxPerMm}px`),
  isFree: () => { const { services, ...person } = store.get(); return isUntouched({ ...person, problem: null }); },
});
