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

/** Put `children` in place of everything inside `element`. */
export const draw = (element, ...children) => replace(element, () => children);

/** Draw only if `key` (any JSON value) has changed since: what is being typed or read is not drawn anew for nothing. */
export function redraw(element, key, drawing) {
  const text = JSON.stringify(key);
  if (drawnAs.get(element) === text) return;
  drawnAs.set(element, text);
  replace(element, drawing);
}

/** What still exists afterwards, itself or by its id, keeps the focus with its caret; a list that the keyboard can scroll
 * stays as far as it was. */
function replace(element, drawing) {
  const { activeElement: held } = document;
  const { selectionStart: caret, selectionEnd: end } = held ?? {};
  const scrolled = [...element.querySelectorAll("[id][tabindex]")].map(({ id, scrollLeft, scrollTop }) => ({ id, scrollLeft, scrollTop }));
  element.replaceChildren(...[drawing()].flat(Infinity).filter(Boolean));
  for (const { id, scrollLeft, scrollTop } of scrolled) document.getElementById(id)?.scrollTo(scrollLeft, scrollTop);
  const again = held?.isConnected ? held : held?.id ? document.getElementById(held.id) : null;
  if (!again || again === document.activeElement) return;
  again.focus({ preventScroll: true });
  if (Number.isInteger(caret)) again.setSelectionRange?.(caret, end);
}

/** The element `id` as it stands, with what is typed in it, if it was made of the same `key` (any JSON value) in the same
 * language; else what `make` makes. So that one form of many is sent without emptying the others. */
export function kept(id, key, make) {
  const stands = document.getElementById(id);
  const text = JSON.stringify([document.documentElement.lang, key]);
  if (stands && drawnAs.get(stands) === text) return stands;
  const made = make();
  made.id = id;
  drawnAs.set(made, text);
  return made;
}

const drawnAs = new WeakMap(); // element → the key that it was last drawn by
