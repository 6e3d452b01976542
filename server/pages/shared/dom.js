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

/** Put `children` in place of everything inside `element`. What still exists afterwards keeps the focus with its caret,
 * and stays scrolled as far as it was. */
export function draw(element, ...children) {
  const { activeElement: held } = document;
  const { selectionStart: caret, selectionEnd: end } = held ?? {};
  const scrolled = [...element.querySelectorAll("[id][tabindex]")].filter(({ scrollTop }) => scrollTop).map(({ id, scrollTop }) => ({ id, scrollTop }));
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  for (const { id, scrollTop } of scrolled) document.getElementById(id)?.scrollTo(0, scrollTop);
  const again = held?.id ? document.getElementById(held.id) : null;
  if (!again || again === held) return;
  again.focus();
  if (Number.isInteger(caret)) again.setSelectionRange?.(caret, end);
}

/** Draw only if `key` (any JSON value) has changed since: what is being typed or read is not drawn anew for nothing. */
export function redraw(element, key, drawing) {
  const text = JSON.stringify(key);
  if (drawnAs.get(element) === text) return;
  drawnAs.set(element, text);
  draw(element, drawing());
}
const drawnAs = new WeakMap();
