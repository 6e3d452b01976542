// A paper as data → elements: the very blocks that the printer draws.
import { h } from "/shared/dom.js";

const MARKED = new Set(["preview", "not-in-force"]);

/** `state`: "preview" while it is only looked at, on paper too; "not-in-force"; "first" and "copy" as it leaves the printer. */
export function drawSheet({ paper, qr }, state, say) {
  const mark = () => (state === "copy" ? h("p", { class: "mark mark-copy" }, "КӨШІРМЕ · КОПИЯ") : null);
  return h("article", { class: "sheet", id: "sheet", "aria-label": say("sheet") },
    MARKED.has(state) ? h("p", { class: `mark mark-${state}` }, say(`mark_${state}`)) : null, mark(), ...drawPaper(paper, qr), mark());
}

export const drawPaper = (paper, qr) => grouped(paper.blocks).map((block) => (Array.isArray(block) ? h("div", { class: "seals" }, block.map(seal)) : DRAW[block.block](block, qr)));

/** Neighbouring seals stand side by side. */
function grouped(blocks) {
  const found = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (block.block !== "seal") found.push(block);
    else if (Array.isArray(last)) last.push(block);
    else found.push([block]);
  }
  return found;
}

const lines = (text) => text.split("\n").flatMap((line, at) => (at ? [h("br"), line] : [line]));

const seal = ({ label, across }) => h("div", { class: across > 30 ? "seal seal-large" : "seal" }, h("span", {}, lines(label)));

const DRAW = {
  text: ({ text, size, bold, centred }) => h("p", { class: `text text-${size}${bold ? " bold" : ""}${centred ? " centred" : ""}` }, lines(text)),
  field: ({ label, value }) => h("p", { class: "line" }, h("span", { class: "label" }, lines(label)), h("span", { class: "value" }, lines(value))),
  frame: ({ text, label, note }) => h("div", { class: "frame" }, label ? h("p", { class: "text-small" }, lines(label)) : null, h("p", { class: "bold" }, lines(text)), note ? h("p", { class: "text-small" }, lines(note)) : null),
  rule: () => h("hr"),
  space: () => h("div", { class: "space" }),
  qr: ({ caption }, picture) => h("figure", { class: "qr" }, h("img", { src: picture, alt: "" }), h("figcaption", {}, lines(caption))),
  signature: ({ label }) => h("div", { class: "signature" }, h("span", {}, lines(label)), h("span", { class: "signature-line" })),
};
