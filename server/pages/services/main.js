// The services' page: what they cost and will cost, and the samples of their certificates. The administrator sets prices.
import { makeDoor } from "/shared/door.js";
import { makeStaffPage } from "/shared/staff_page.js";
import { makeActions } from "/services/actions.js";
import { drawPage, viewsOf } from "/services/page.js";

const NOBODY = { screen: "sign-in", session: null, view: "prices", prices: null, asking: null, drafts: {}, templates: [], sample: null, paper: null, note: null, problem: null };

const page = await makeStaffPage({ words: ["/counter/words.json", "/services/words.json"], title: "services_title", knows: { ...NOBODY, screen: "starting" }, draw, onSignedOut: () => door.signedOut() });
const { store, speak } = page;
const door = makeDoor(page, NOBODY, start);
const actions = { ...makeActions(page), ...door, setLanguage };

function draw(state) {
  drawPage(document.getElementById("page"), state, speak, actions);
}

/** A certificate in English bears a third language: the sample is asked for anew. */
async function setLanguage(language) {
  page.speakIn(language);
  const { view, sample } = store.get();
  if (view === "samples" && sample) await actions.showSample({ ...sample });
}

async function start(session) {
  const wanted = new URLSearchParams(location.search).get("view");
  store.change({ screen: "services" });
  await actions.show(viewsOf(session).includes(wanted) ? wanted : "prices");
}

addEventListener("keydown", ({ key }) => { if (key === "Escape" && store.get().asking) actions.back(); });
await door.begin();
