// The page of the timetables: a doctor's day, his hours, the districts. Data in, drawing out, actions up.
import { makeApi, Problem } from "/shared/api.js";
import { draw, h } from "/shared/dom.js";
import { languageSwitch } from "/shared/language_switch.js";
import { watchFaults, makeOffer } from "/shared/renew.js";
import { keepSignedIn, maySomebodyBe } from "/shared/signed_in.js";
import { keepLanguage, keptLanguage, loadWords, say } from "/shared/words.js";
import { drawDistricts } from "/timetables/districts.js";
import { drawHours } from "/timetables/hours.js";
import { drawList } from "/timetables/list.js";
import { drawSignIn } from "/timetables/sign_in.js";

const VIEWS = { list: drawList, hours: drawHours, districts: drawDistricts };
const READS_LISTS = new Set(["registry_clerk", "doctor"]);

const state = { language: keptLanguage(), session: null, view: "list", doctor: null, day: null, today: null, timetables: [], districts: [], list: null, problem: null, moving: null };
const offer = await makeOffer(() => state.language);
watchFaults(() => offer("page_broken"));
const words = { ...await loadWords("/counter/words.json"), ...await loadWords("/timetables/words.json") };
const speak = (key, data) => say(words, key, state.language, data);
const api = makeApi({ language: () => state.language, csrf: () => state.session?.csrf ?? null });

const has = (role) => Boolean(state.session?.staff.roles.includes(role));
const may = { edit: () => has("administrator"), book: () => has("registry_clerk"), list: () => state.session.staff.roles.some((role) => READS_LISTS.has(role)) };
/** The registry reads every list; a doctor his own, and those of doctors who do not sign in. */
const listed = () => state.timetables.filter(({ staff }) => may.book() || staff === null || staff === state.session.staff.id);

function update(changed = {}) {
  Object.assign(state, changed);
  document.documentElement.lang = state.language;
  document.title = speak("timetable_title");
  document.body.dataset.view = state.session ? state.view : "door";
  draw(document.getElementById("top"), top());
  draw(document.getElementById("problem"), state.problem ? [h("p", { class: "note note-fault", role: "alert" }, h("strong", {}, state.problem.title ?? speak("problem_unreachable")), " ", state.problem.detail ?? speak("cure_unreachable"))] : []);
  draw(document.getElementById("page"), state.session ? VIEWS[state.view](state, speak, actions, { ...may, listed }) : drawSignIn(speak, actions));
}

function top() {
  const views = Object.keys(VIEWS).filter((view) => view !== "list" || (state.session && may.list()));
  return [
    h("p", { class: "brand" }, h("span", { class: "brand-mark", "aria-hidden": true }), "Kezek"),
    h("h1", {}, speak("timetable_title")),
    state.session ? h("nav", { "aria-label": speak("views") }, views.map((view) => h("button", { type: "button", id: `view-${view}`, class: "button button-small", "aria-pressed": String(view === state.view), onclick: () => actions.show(view) }, speak(`view_${view}`)))) : null,
    h("span", { class: "gap" }),
    languageSwitch(state.language, speak("choose_language"), actions.setLanguage),
    has("administrator") || has("supervisor") ? h("a", { id: "to-services", class: "button button-small", href: "/services" }, speak("services")) : null,
    state.session ? h("button", { type: "button", id: "sign-out", class: "button button-small", onclick: actions.signOut }, speak("sign_out")) : null,
  ];
}

/** `deed`, and what it was refused with; true if all went well. */
async function guarded(deed) {
  try {
    await deed();
    return true;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.code === "signed_out") signedOut();
    update({ problem });
    return false;
  }
}

function signedOut() {
  keepSignedIn(false);
  update({ session: null, list: null });
}

async function start(session) {
  keepSignedIn(true);
  state.session = session;
  state.view = may.list() ? "list" : "hours";
  await read();
}

/** All that the view shows, anew. */
const read = () => guarded(async () => {
  const [{ timetables }, { districts }] = await Promise.all([api.get("/api/doctors"), api.get("/api/districts")]);
  Object.assign(state, { timetables, districts, problem: null });
  const own = timetables.find(({ staff }) => staff === state.session.staff.id) ?? listed()[0] ?? timetables[0];
  if (!timetables.some(({ doctor }) => doctor.id === state.doctor)) state.doctor = own?.doctor.id ?? null;
  if (!state.today) state.today = (await api.get("/api/slots/2000-01-01/2000-01-01")).today;
  state.day ??= state.today;
  const lists = may.list() ? listed().map(({ doctor }) => doctor.id) : [];
  const shown = lists.includes(state.doctor) ? state.doctor : lists[0];
  state.list = shown ? await api.get(`/api/doctors/${shown}/list/${state.day}`) : null;
  update();
});

const send = async (deed) => { if (await guarded(deed)) await read(); };

const actions = {
  show: (view) => update({ view, problem: null, moving: null }),
  choose: (changed) => { Object.assign(state, changed, { moving: null }); return read(); },
  setLanguage: (language) => { keepLanguage(language); update({ language, problem: null }); },
  signIn: (name, password) => guarded(async () => start(await api.post("/api/sign-in", { name, password }))),
  signOut: () => guarded(async () => { await api.post("/api/sign-out"); signedOut(); }),
  put: (path, body) => send(() => api.put(path, body)),
  remove: (path) => send(() => api.remove(path)),
  post: (path, body) => send(() => api.post(path, body)),
  move: (moving) => update({ moving, problem: null }),
  sayProblem: (problem) => update({ problem }),
  print: () => window.print(),
  reading: { get: api.get, ask: api.post, today: async () => state.today },
};

update();
if (maySomebodyBe()) await guarded(async () => start(await api.get("/api/session")));
