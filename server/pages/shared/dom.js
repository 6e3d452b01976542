// Drawing: elements out of plain values. Text is always set as text, never parsed as HTML.

/** h("button", {class: "button", onclick: f, disabled: true}, "Next") */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Put `children` in place of everything inside `element`, keeping the focus where it was if it still exists. */
export function draw(element, ...children) {
  const focused = document.activeElement?.id;
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (focused) document.getElementById(focused)?.focus();
}

/** Draw only if `key` (any JSON value) has changed since: what is being typed or read is not drawn anew for nothing. */
export function redraw(element, key, drawing) {
  const text = JSON.stringify(key);
  if (drawnAs.get(element) === text) return;
  drawnAs.set(element, text);
  draw(element, drawing());
}
const drawnAs = new WeakMap();
