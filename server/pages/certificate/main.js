// A certificate on an A4 sheet: looked at, printed by a command that is in the ledger, handed over, replaced, made void.
import { h, redraw } from "/shared/dom.js";
import { languageSwitch } from "/shared/language_switch.js";
import { makeStaffPage } from "/shared/staff_page.js";
import { IN_FORCE } from "/counter/papers.js";
import { makeActions } from "/certifying/actions.js";
import { drawMoves } from "/certifying/moves.js";
import { drawSheet } from "/certifying/paper.js";

const knows = { view: null, grounds: [], asking: null, drafts: {}, sheet: "preview", note: null, problem: null };
const page = await makeStaffPage({ words: ["/counter/words.json", "/certifying/words.json"], title: "title", knows, draw: update, onSignedOut: () => store.change({ view: null }) });
const { store, speak, api, ask } = page;
const actions = makeActions({ ...page, id: decodeURIComponent(location.pathname.split("/").pop()) });

let faced = null; // the problem that was shown last

function update(state) {
  const { language, view, grounds, asking, note, problem, sheet } = state;
  redraw(document.getElementById("top"), [language], top);
  redraw(document.getElementById("said"), [problem, note, asking, language], () => [problem && !isAtField(state) ? said(problem) : null, note ? told(note) : null]);
  redraw(document.getElementById("desk"), [view, language], () => (view ? desk(view, language) : []));
  redraw(document.getElementById("moves"), [view, grounds, asking, problem, language], () => (view ? drawMoves(state, speak, actions) : []));
  redraw(document.getElementById("page"), [view, sheet, language], () => (view?.text ? drawSheet(view.text, IN_FORCE.has(view.certificate.state) ? sheet : "not-in-force", speak) : []));
  lookAt(asking ?? (note ? "note" : ""));
  if (problem !== faced && problem && isAtField(state)) document.querySelector("[aria-invalid]")?.focus();
  faced = problem;
}

const top = () => [h("p", { class: "brand" }, h("span", { class: "brand-mark", "aria-hidden": true }), "Kezek"), h("h1", {}, speak("title")), h("span", { class: "gap" }), languageSwitch(store.get().language, speak("choose_language"), choose)];

function desk({ certificate, text }, language) {
  return [
    h("dl", { class: "facts" }, fact("number", speak("number_no", { n: certificate.number })), certificate.full_name ? fact("full_name", certificate.full_name) : null, fact("state", h("span", { id: "state" }, certificate.state_name[language])),
      linked("replaces", certificate.replaces), linked("replaced_by", certificate.replaced_by)),
    ...printing(certificate, text),
  ];
}

function printing(certificate, text) {
  if (!IN_FORCE.has(certificate.state)) return [h("p", { class: "note note-warning", id: "not-in-force" }, speak("not_in_force"))];
  if (!text) return [h("p", { class: "note note-warning" }, speak("no_text"))];
  return [
    h("p", { class: "note", id: "copy-note" }, speak(certificate.copy_next ? "will_be_copy" : "will_be_first")),
    h("button", { type: "button", id: "print", class: "button button-first button-large", onclick: actions.print }, speak("print"), h("kbd", {}, "Ctrl+P")),
  ];
}

const fact = (name, value) => h("div", {}, h("dt", { class: "quiet" }, speak(name)), h("dd", {}, value));
const linked = (name, other) => (other ? fact(name, h("a", { id: `to-${name}`, href: `/certificate/${encodeURIComponent(other)}` }, speak("open_other"))) : null);
const told = ({ text, data }) => h("p", { class: "note", id: "note", role: "status", tabindex: "-1" }, speak(text, data));

/** What a field of the open form was refused for is said there. */
const isAtField = ({ asking, problem, view }) => asking === "replace" && (problem.faults || Object.hasOwn(view?.correction?.schema.properties ?? {}, problem.field ?? ""));

function said(fault) {
  const title = fault.code === "unreachable" ? speak("problem_unreachable") : fault.title;
  return h("div", { class: "note note-fault", id: "problem", role: "alert" }, h("strong", {}, title), h("p", {}, fault.detail ?? ""),
    fault.status === 401 ? h("a", { class: "button", href: "/counter" }, speak("sign_in_first")) : null);
}

/** What was just opened or said is where the keyboard is. */
function lookAt(what) {
  const { body } = document;
  if ((body.dataset.looksAt ?? "") === what) return;
  const before = body.dataset.looksAt;
  body.dataset.looksAt = what;
  (document.querySelector("#move-form input, #move-form button") ?? document.getElementById("note") ?? document.getElementById(`ask-${before}`))?.focus();
}

async function choose(language) {
  page.speakIn(language);
  await read();
}

async function read() {
  const done = await ask(async () => {
    store.change({ session: await api.get("/api/session") });
    await actions.read();
    return true;
  });
  if (!done) store.change({ view: null });
}

addEventListener("afterprint", () => {
  if (store.get().sheet === "preview") return;
  store.change({ sheet: "preview" });
  read();
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && store.get().asking) actions.ask(null);
  if (!event.ctrlKey || event.code !== "KeyP") return;
  event.preventDefault();
  const { view } = store.get();
  if (!event.repeat && view?.text && IN_FORCE.has(view.certificate.state)) actions.print();
});
store.change({});
await read();
