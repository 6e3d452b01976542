// The journals' page: who is signed in chooses a journal, looks through it, puts rows right, prints and saves it.
import { makeDoor } from "/shared/door.js";
import { makeStaffPage } from "/shared/staff_page.js";
import { makeActions } from "/journals/actions.js";
import { drawPage } from "/journals/page.js";
import { drawPaper } from "/journals/paper.js";

const NOBODY = { screen: "sign-in", session: null, journals: [], journal: null, asked: {}, rows: null, more: false, today: null, opened: null, does: null, paper: null, note: null, problem: null };

const page = await makeStaffPage({ words: ["/counter/words.json", "/journals/words.json"], title: "journals_title", knows: { ...NOBODY, screen: "starting" }, draw, onSignedOut: () => door.signedOut() });
const { store, speak, api, ask } = page;
const door = makeDoor(page, NOBODY, start);
const actions = { ...makeActions(page), ...door, setLanguage };

function draw(state) {
  drawPage(document.getElementById("page"), state, speak, actions);
  drawPaper(document.getElementById("paper"), state, speak);
}

/** What stands in the rows is said by the server: they are asked for anew. */
async function setLanguage(language) {
  store.change({ paper: null });
  page.speakIn(language);
  if (store.get().session) await actions.readAgain();
}

async function start(session) {
  const journals = await page.untilHad(() => api.get("/api/journals"));
  if (!journals) return;
  const wanted = new URLSearchParams(location.search).get("journal");
  const journal = (journals.find((one) => one.journal === wanted) ?? journals[0])?.journal ?? null;
  store.change({ journals, journal });
  if (journal) await actions.search({}); // before anything is shown: it tells which day it is
  if (store.get().session === session) store.change({ screen: "journals" });
}

addEventListener("keydown", ({ key }) => { if (key === "Escape" && store.get().opened) actions.close(); });
addEventListener("afterprint", () => store.change({ paper: null }));
await door.begin();
