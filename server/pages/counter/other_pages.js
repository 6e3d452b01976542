// The pages beside the counter's: whose they are is held by the server, which refuses the others.
import { h } from "/shared/dom.js";

const OVERSEE = ["supervisor", "administrator", "auditor"];
const WRITE_IN_JOURNALS = ["registry_clerk", "registrar", "operator", "phthisiatrician"];

const isAny = ({ staff }, roles) => staff.roles.some((role) => roles.includes(role));

/** Those who answer for the house, and sit nowhere. */
export const oversees = (session) => isAny(session, OVERSEE);

export const readsJournals = (session) => isAny(session, [...WRITE_IN_JOURNALS, ...OVERSEE]);

/** A doctor his own list of the day, the registry each. */
export const readsLists = (session) => isAny(session, ["registry_clerk", "doctor"]);

export const seesServices = (session) => isAny(session, ["supervisor", "administrator"]);

/** Where somebody goes who needs no counter. */
export function pagesOfOverseers(session, say) {
  return h("ul", { class: "seats" }, ["journals", "timetable", ...(seesServices(session) ? ["services"] : [])].map((page) =>
    h("li", {}, h("a", { id: `page-${page}`, class: "button seat", href: `/${page}` }, h("strong", {}, say(page)), h("span", { class: "quiet" }, say(`${page}_about`))))));
}
