// The second of a double tap was meant for what stood there before, whatever lies under it by now.

/** `standing()` names what stands there. To be called before anything else listens to fingers: it may change that. */
export function ignoreSecondTaps(page, standing) {
  let touched = ""; // what stood there when the finger came down
  let heard = ""; // what stood there when it came down for the last tap that was heard

  page.addEventListener("pointerdown", () => { touched = standing(); }, true);
  page.addEventListener("click", (event) => {
    if (event.detail > 1 && touched !== heard) event.stopPropagation();
    else heard = touched;
  }, true);
}
