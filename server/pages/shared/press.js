// A key that is put anew between the press and the release of a finger never hears of its click, be it under the finger or
// chosen by the space bar. Hence news wait until the finger is up again; but not for long: a hand may rest on the glass.

const LONGEST_PRESS = 1000; // milliseconds

/** `draw`, put off while something on the page is pressed; then it is called once, with what it was called with last. */
export function betweenPresses(draw, page = document) {
  let pressed = false;
  let owed = null; // the arguments of the last call that was put off
  let limit = null;

  function press() {
    pressed = true;
    clearTimeout(limit);
    limit = setTimeout(drawOwed, LONGEST_PRESS);
  }

  function release() {
    pressed = false;
    clearTimeout(limit);
    limit = setTimeout(drawOwed);
  }

  function drawOwed() {
    pressed = false;
    if (owed) drawNow(...owed);
  }

  function drawNow(...given) {
    owed = null;
    draw(...given);
  }

  page.addEventListener("pointerdown", press, true);
  for (const end of ["click", "pointercancel"]) page.addEventListener(end, release, true); // what the click does is drawn at once
  page.addEventListener("keydown", ({ key, repeat }) => { if (key === " " && !repeat) press(); }, true);
  for (const end of ["pointerup", "keyup"]) page.addEventListener(end, () => setTimeout(release), true); // its click comes first
  return (...given) => {
    if (pressed) owed = given;
    else drawNow(...given);
  };
}
