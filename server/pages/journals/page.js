// The page on the screen: top bar, what is looked for, what is printed and saved, the rows, the row that is open.
import { draw, h, redraw } from "/shared/dom.js";
import { languageSwitch } from "/shared/language_switch.js";
import { drawStarting, problemNote } from "/counter/problem.js";
import { drawSignIn } from "/counter/sign_in.js";
import { daysForm, searchForm } from "/journals/forms.js";
import { rowPanel } from "/journals/row.js";
import { rowsTable } from "/journals/table.js";

export function drawPage(page, state, say, actions) {
  if (page.dataset.screen !== state.screen) {
    page.dataset.screen = state.screen;
    draw(page, h("header", { id: "top", class: "top" }), h("main", { id: "screen", class: `screen screen-${state.screen}` }));
  }
  const [top, screen] = page.children;
  redraw(top, [state.language, state.session], () => topBar(state, say, actions));
  if (state.screen === "starting") drawStarting(screen, state, say);
  if (state.screen === "sign-in") drawSignIn(screen, state, say, actions);
  if (state.screen === "journals") drawJournals(screen, state, say, actions);
}

function topBar({ language, session }, say, actions) {
  return [
    h("p", { class: "brand" }, h("span", { class: "brand-mark", "aria-hidden": true }), "Kezek"),
    h("h1", { class: "place" }, say("journals")),
    session ? h("p", { class: "who" }, h("span", { class: "sign sign-person", "aria-hidden": true }), h("span", { class: "who-role" }, session.staff.name)) : null,
    h("span", { class: "gap" }),
    languageSwitch(language, say("choose_language"), actions.setLanguage),
    h("a", { id: "to-counter", class: "button button-small", href: "/counter" }, say("to_counter")),
    session ? h("button", { type: "button", id: "sign-out", class: "button button-small", onclick: actions.signOut }, say("sign_out")) : null,
  ];
}

function drawJournals(screen, state, say, actions) {
  if (!screen.firstChild) screen.append(...["forms", "problem", "opened", "rows"].map((id) => h("div", { id })));
  const [forms, problem, opened, rows] = screen.children;
  const journal = state.journals.find(({ journal: code }) => code === state.journal);
  redraw(forms, [state.language, state.journal, state.today], () => (journal ? [chooser(state, say, actions), searchForm(journal, state.asked, say, actions), daysForm(state.today, say, actions)] : [h("p", { class: "note" }, say("no_journal"))]));
  redraw(problem, [state.problem?.code, state.problem?.field, state.note, state.language], () => [
    state.problem ? problemNote(state.problem, say) : null,
    state.note ? h("p", { id: "note", class: "note", role: "status" }, say(state.note.text, state.note.data)) : null,
  ]);
  redraw(opened, [state.opened?.row, state.opened?.texts, state.does, state.language], () => (state.opened ? [rowPanel(state.opened, state.does, journal, state.language, say, actions)] : []));
  lookAt(opened, [state.opened?.row, state.does].join(" "));
  redraw(rows, [state.asked, state.rows, state.more, state.language, state.opened?.row], () => (state.rows && journal ? rowsTable(state, journal, say, actions) : []));
  rows.setAttribute("aria-busy", String(state.busy));
}

/** What was just opened is where one looks, and where the keyboard is. */
function lookAt(place, what) {
  if (place.dataset.shows === what) return;
  place.dataset.shows = what;
  place.querySelector("#row")?.scrollIntoView();
  place.querySelector("input, select, #fill-row, #correct-row, #to-certificate, #close-row")?.focus({ preventScroll: true });
}

function chooser({ journals, journal, language }, say, actions) {
  return h("div", { class: "field choose-journal" }, h("label", { for: "journal" }, say("journal")),
    h("select", { id: "journal", onchange: ({ target }) => actions.choose(target.value) }, journals.map(({ journal: code, name, service_name: service }) =>
      h("option", { value: code, selected: code === journal }, `${name[language]} — ${service[language]}`))));
}
