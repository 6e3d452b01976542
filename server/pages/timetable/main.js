// The page of the timetables: a doctor's day, his hours, the districts. Data in, drawing out, actions up.
import { makeDoor } from "/shared/door.js";
import { makeNewest } from "/shared/newest.js";
import { makeStaffPage } from "/shared/staff_page.js";
import { drawPage } from "/timetables/page.js";

const READS_LISTS = new Set(["registry_clerk", "doctor"]);

const NOBODY = { screen: "sign-in", session: null, view: "list", doctor: null, day: null, today: null, timetables: [], districts: [], staff: [], list: null, found: null, problem: null, moving: null };
const NOTHING_CHOSEN = { doctor: null, day: null, iin: null };

const chosen = { ...NOTHING_CHOSEN }; // what is asked for; the state has what is shown
const newest = makeNewest();

const page = await makeStaffPage({ words: ["/counter/words.json", "/timetables/words.json"], title: "timetable_title", knows: { ...NOBODY, screen: "starting" }, draw, onSignedOut: () => door.signedOut() });
const { store, speak, api, ask, command } = page;
const door = makeDoor(page, NOBODY, start, () => Object.assign(chosen, NOTHING_CHOSEN));

const rolesOf = ({ session }) => session?.staff.roles ?? [];
const has = (role) => rolesOf(store.get()).includes(role);
const may = { edit: () => has("administrator"), oversee: () => has("administrator") || has("supervisor"), book: () => has("registry_clerk"), list: () => rolesOf(store.get()).some((role) => READS_LISTS.has(role)), listed: () => listed(store.get().timetables) };
/** The registry reads every list; a doctor his own, and those of doctors who do not sign in. */
const listed = (timetables) => timetables.filter(({ staff }) => may.book() || staff === null || staff === store.get().session?.staff.id);

function draw(state) {
  drawPage(document.getElementById("page"), state, speak, actions, may);
}

async function start() {
  store.change({ view: may.list() ? "list" : "hours" });
  if (await page.untilHad(readAnew)) store.change({ screen: "timetable" });
}

/** What was asked for somebody is not for whoever comes after him. */
const hasLeft = (session) => store.get().session !== session;

/** All that the view shows, anew; what was chosen is drawn when it is there. */
const read = () => ask(readAnew);

async function readAnew() {
  const { session } = store.get();
  const shown = await newest("view", () => readView(session, { ...chosen }));
  if (!shown || hasLeft(session)) return null;
  Object.assign(chosen, { doctor: shown.doctor, day: shown.day });
  store.change({ ...shown, problem: null });
  return shown;
}

async function readView(session, wanted) {
  const [{ timetables }, { districts }, { staff }] = await Promise.all([api.get("/api/doctors"), api.get("/api/districts"), may.edit() ? api.get("/api/staff") : { staff: [] }]);
  const { today } = await api.get("/api/slots/2000-01-01/2000-01-01");
  const own = timetables.find((one) => one.staff === session.staff.id) ?? listed(timetables)[0] ?? timetables[0];
  const doctor = timetables.some((one) => one.doctor.id === wanted.doctor) ? wanted.doctor : own?.doctor.id ?? null;
  const day = wanted.day ?? today;
  const lists = may.list() ? listed(timetables).map((one) => one.doctor.id) : [];
  const shown = lists.includes(doctor) ? doctor : lists[0];
  const list = shown ? await api.get(`/api/doctors/${shown}/list/${day}`) : null;
  const found = wanted.iin ? { iin: wanted.iin, ...(await api.post("/api/bookings/search", { iin: wanted.iin })) } : null;
  return { timetables, districts, staff, today, doctor, day, list, found };
}

/** What was answered, once all is read anew; null if it was refused or not answered: pressed again, it is the same deed. */
async function send(method, path, body) {
  const does = { put: (key) => api.put(path, body, key), post: (key) => api.post(path, body, key), remove: (key) => api.remove(path, key) };
  let answered = null;
  await command(JSON.stringify([method, path, body]), does[method], (answer) => { answered = answer ?? {}; return {}; });
  if (answered) await read();
  return answered;
}

const actions = {
  ...door,
  show: (view) => store.change({ view, problem: null, moving: null }),
  choose: (changed) => { Object.assign(chosen, changed); store.change({ moving: null }); return read(); },
  setLanguage: page.speakIn,
  /** Whom the list shows no more once another day is looked at; his IIN stands in no address. */
  async find(iin) {
    const { session } = store.get();
    if (iin && !(await ask(() => newest("person", () => api.post("/api/bookings/search", { iin }))))) return;
    if (hasLeft(session)) return;
    chosen.iin = iin;
    await read();
  },
  /** What came of it is read anew, and is chosen. */
  async takeIn(doctor) {
    const taken = await send("post", "/api/doctors", doctor);
    if (taken) await actions.choose({ doctor: taken.doctor.id });
  },
  put: (path, body) => send("put", path, body),
  remove: (path) => send("remove", path),
  post: (path, body) => send("post", path, body),
  move: (moving) => store.change({ moving, problem: null }),
  sayProblem: (problem) => store.change({ problem }),
  print: () => window.print(),
  reading: { get: api.get, ask: api.post, today: async () => store.get().today },
};

await door.begin();
