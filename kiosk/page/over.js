// What lies over a screen: where to ask a human, and whether somebody is still there.
import { h } from "/shared/dom.js";
import { icon } from "/page/icons.js";

export const overs = {
  desk: (voice, act) => panel("desk", voice, "desk.title", "desk.where", act.closeOver, "close"),
  "still-here": (voice, act) => panel("person", voice, "still-here", "still-here.wiped", act.closeOver, "still-here.yes"),
};

const panel = (sign, voice, title, text, close, button) =>
  h("div", { class: "panel", role: "alertdialog", "aria-labelledby": "over-title" },
    icon(sign),
    h("h1", { id: "over-title" }, voice.heading(title)),
    h("p", {}, voice.say(text)),
    h("button", { type: "button", class: "control control-first", id: "over-close", onclick: close }, h("span", { class: "words" }, voice.say(button))));
