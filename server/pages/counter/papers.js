// The certificates that wait for who sits here: signed several at once, or printed once more. Opened by F10.
import { onPaper } from "/counter/on_paper.js";
import { h } from "/shared/dom.js";

const SIGNERS = new Set(["registrar", "phthisiatrician", "psychiatrist", "narcologist", "counsellor"]);
export const IN_FORCE = new Set(["drafted", "signed", "issued"]);
const LOST = new Set(["failed", "unknown"]);

/** Does anybody here put his name under a certificate? */
export const signsPapers = ({ session }) => (session?.staff.roles ?? []).some((role) => SIGNERS.has(role));

/** The paper in the hands of who serves this ticket: he holds several, and must not mix them up. */
export function paperOfTicket(certificate, { language, link }, say, actions) {
  if (!certificate) return null;
  return h("p", { class: "paper-of-ticket", id: "certificate" },
    h("strong", { class: "number" }, say("number_no", { n: certificate.number })), certificate.full_name ? h("strong", { class: "paper-name" }, certificate.full_name) : null,
    h("span", { class: "badge" }, certificate.state_name[language]),
    LOST.has(certificate.print_state) ? h("span", { class: "badge badge-fault" }, say(`print_${certificate.print_state}`)) : null,
    IN_FORCE.has(certificate.state) ? h("button", { type: "button", id: "open-paper", class: "button button-small", disabled: !link.fresh, onclick: actions.openPapers }, say("papers_of_ticket"), h("kbd", {}, "F10")) : null);
}

export function papersPanel(state, view, say, actions) {
  const { papers } = state;
  if (!papers) return h("p", { class: "quiet" }, say("connecting"));
  const here = view?.ticket.certificate;
  const again = [here && IN_FORCE.has(here.state) ? here : null, ...papers.lost].filter(Boolean);
  const once = again.filter(({ id }, at) => again.findIndex((other) => other.id === id) === at);
  return h("div", { class: "papers" },
    state.papersOutcome ? outcome(state.papersOutcome, say) : null,
    papers.to_sign.length ? signForm(papers.to_sign, state, say, actions) : h("p", { class: "quiet" }, say("nothing_to_sign")),
    once.length ? h("section", {}, h("h3", {}, say("print_again")), h("ul", { class: "paper-list" }, once.map((one) => printRow(one, state, say, actions)))) : null);
}

function signForm(waiting, { language, link, drafts }, say, actions) {
  const draft = drafts["panel/papers"] ?? { chosen: [], confirmed: false };
  const isChosen = ({ id }) => draft.chosen.includes(String(id));
  const submit = (event) => {
    event.preventDefault();
    actions.signPapers(chosenIn(event.currentTarget));
  };
  const chosenIn = (form) => [...form.querySelectorAll("input[name=paper]:checked")].map(({ value }) => value);
  const confirm = h("button", { type: "submit", id: "sign-papers", class: "button button-first", disabled: !link.fresh || !draft.confirmed || !waiting.some(isChosen) }, say("sign_papers"));
  const look = (event) => {
    const form = event.currentTarget;
    const boxes = [...form.querySelectorAll("input[name=paper]")];
    if (event.target.name === "all") boxes.forEach((box) => { box.checked = event.target.checked; });
    else if (event.target.name === "paper") form.elements.all.checked = boxes.every(({ checked }) => checked);
    confirm.disabled = !link.fresh || !form.elements.confirmed.checked || boxes.every(({ checked }) => !checked);
    actions.keepDraft("panel/papers", { chosen: chosenIn(form), confirmed: form.elements.confirmed.checked });
  };
  return h("form", { class: "form sign-papers", onsubmit: submit, onchange: look },
    h("h3", {}, say("to_sign", { n: waiting.length })),
    h("label", { class: "tick" }, h("input", { type: "checkbox", id: "all-papers", name: "all", checked: waiting.every(isChosen) }), h("span", {}, say("all_papers"))),
    h("ul", { class: "paper-list", id: "to-sign" }, waiting.map((one) => h("li", {}, h("label", { class: "tick paper-tick" },
      h("input", { type: "checkbox", name: "paper", id: `paper-${one.id}`, value: one.id, checked: isChosen(one) }), paperFacts(one, language, say))))),
    h("label", { class: "tick" }, h("input", { type: "checkbox", id: "papers-confirmed", name: "confirmed", checked: draft.confirmed }), h("span", {}, say("papers_confirmed"))),
    h("div", { class: "form-foot" }, confirm));
}

function paperFacts(one, language, say) {
  return h("span", { class: "paper-facts" },
    h("span", { class: "number" }, say("number_no", { n: one.number })), h("strong", {}, one.full_name ?? ""),
    h("span", { class: `found-is-${one.finding}` }, one.finding_name?.[language] ?? ""), h("span", { class: "quiet" }, onPaper({ number: one.visit_number, paper: one.paper }) ?? ""));
}

function printRow(one, { language, link }, say, actions) {
  return h("li", { class: "paper-row" }, paperFacts({ ...one, finding_name: null }, language, say),
    one.print_state ? h("span", { class: `badge ${LOST.has(one.print_state) ? "badge-fault" : ""}` }, say(`print_${one.print_state}`)) : null,
    h("button", { type: "button", id: `print-${one.id}`, class: "button button-small", disabled: !link.fresh, onclick: () => actions.printPaper(one) }, say(one.copy_next ? "print_copy" : "print_first")),
    h("a", { class: "button button-small", id: `page-${one.id}`, href: `/certificate/${encodeURIComponent(one.id)}`, target: "_blank", rel: "noopener" }, say("print_page")));
}

function outcome({ signed, refused }, say) {
  return h("div", { class: `note ${refused.length ? "note-warning" : ""}`, id: "papers-outcome", role: "status" },
    h("p", {}, say("papers_signed", { n: signed })),
    refused.length ? h("ul", {}, refused.map(({ number, title }) => h("li", {}, `${say("number_no", { n: number })}: ${title}`))) : null);
}
