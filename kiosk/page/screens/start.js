// The first screen: what the person came for.
import { h } from "/shared/dom.js";
import { icon, iconOf } from "/page/icons.js";

const MOST_IN_ONE_GROUP = 6;

export const question = (_, voice) => [h("h1", {}, voice.heading("choose-service"))];

export function choices(state, voice, act) {
  const offered = state.services.filter((service) => service.at_kiosk);
  return groupsOf(offered).map(({ title, services }) =>
    h("section", { class: "group" },
      title && h("h2", {}, voice.heading(title)),
      h("div", { class: "tiles" }, services.map((service) => tile(service, voice, act)))));
}

export const moves = (_, voice, act) => [
  h("button", { type: "button", class: "control", id: "have-code", onclick: act.enterCode }, icon("code"), h("span", { class: "words" }, voice.say("have-code"))),
];

/** More than six choices stand in two groups: the certificates, and the rest. */
export function groupsOf(services) {
  if (services.length <= MOST_IN_ONE_GROUP) return [{ title: null, services }];
  return [
    { title: "group.certificates", services: services.filter(({ group }) => group === "certificate") },
    { title: "group.others", services: services.filter(({ group }) => group !== "certificate") },
  ].filter((group) => group.services.length);
}

function tile(service, voice, act) {
  const name = voice.shortName(service);
  return h("button", { type: "button", class: "tile", id: `service-${service.service}`, disabled: !service.open, onclick: () => act.choose(service) },
    iconOf(service),
    h("span", { class: "words" },
      voice.name(name),
      service.open ? voice.alsoInEnglish(name.en) : h("span", { class: "why" }, voice.name(service.why_closed))),
    service.open && icon("onward"));
}
