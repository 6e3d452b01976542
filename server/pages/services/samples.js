// What a certificate will look like: the template of a service with invented data, on the same sheet as a real one.
import { h } from "/shared/dom.js";
import { drawPaper } from "/certifying/paper.js";

export function drawSamples({ templates, sample, paper, language }, say, actions) {
  if (!sample) return [h("p", { class: "quiet" }, say(templates.length ? "connecting" : "no_templates"))];
  const { samples } = templates.find(({ service }) => service === sample.service);
  const choose = ({ target }) => {
    const { service, samples: [{ finding }] } = templates.find((one) => one.service === target.value);
    actions.showSample({ service, finding });
  };
  return [
    h("div", { class: "choose-sample" },
      h("div", { class: "field" }, h("label", { for: "service" }, say("service")),
        h("select", { id: "service", onchange: choose }, templates.map(({ service, name }) => h("option", { value: service, selected: service === sample.service }, name[language])))),
      h("div", { class: "field" }, h("label", { for: "finding" }, say("what_was_found")),
        h("select", { id: "finding", onchange: ({ target }) => actions.showSample({ service: sample.service, finding: target.value }) }, samples.map(({ finding, name }) => h("option", { value: finding, selected: finding === sample.finding }, name[language])))),
      h("button", { type: "button", id: "print", class: "button", disabled: !paper, onclick: actions.print }, h("span", { class: "sign sign-printer", "aria-hidden": true }), say("print_sample"))),
    h("p", { class: "quiet about-samples" }, say("samples_about")),
    paper ? h("article", { class: "sheet", id: "sheet", "data-service": paper.service, "aria-label": say("sample") }, drawPaper(paper.paper, paper.qr)) : null,
  ];
}
