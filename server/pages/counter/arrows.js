// Arrow keys among buttons: left and right along, up and down to the nearest in the next row. One of them is in the
// way of Tab, so that whoever works by keyboard passes a whole picture with one key.

export function followArrows(element, selector) {
  const all = () => [...element.querySelectorAll(selector)];
  const hold = (button) => all().forEach((one) => { one.tabIndex = one === button ? 0 : -1; });
  hold(all()[0]);
  element.onfocusin = ({ target }) => { if (target.matches(selector)) hold(target); };
  element.onkeydown = (event) => {
    const to = next(all(), event.target, event.key);
    if (!to) return;
    event.preventDefault();
    to.focus();
  };
}

function next(buttons, from, key) {
  const at = buttons.indexOf(from);
  if (at < 0) return null;
  if (key === "ArrowRight") return buttons[at + 1];
  if (key === "ArrowLeft") return buttons[at - 1];
  if (key === "Home") return buttons[0];
  if (key === "End") return buttons.at(-1);
  if (key !== "ArrowDown" && key !== "ArrowUp") return null;
  const down = key === "ArrowDown" ? 1 : -1;
  const here = from.getBoundingClientRect();
  const beyond = buttons.map((button) => [button, button.getBoundingClientRect()]).filter(([, box]) => (box.top - here.top) * down > here.height / 2);
  const rows = beyond.map(([, box]) => box.top * down);
  return beyond.filter(([, box]) => box.top * down - Math.min(...rows) < 4).sort((one, other) => Math.abs(one[1].left - here.left) - Math.abs(other[1].left - here.left))[0]?.[0];
}
