// Words of any length in a place of one size: set smaller until they fit, then on several lines, never cut unseen.

const SIZES = [1, 0.85, 0.72, 0.61, 0.52, 0.44, 0.37, 0.31, 0.26];
const IN_ONE_LINE = 0.44; // smaller than this two lines are read better than one
const OVERHANG = 0.25; // of the letters' size: so far the typeface may reach out of a tight line; another line is more

/** Fit `root`, if it is a `[data-fit]`, and each below it into the space it is given. */
export function fitAll(root) {
  for (const element of [root, ...root.querySelectorAll("[data-fit]")]) if (element.matches("[data-fit]")) fit(element);
}

function fit(element) {
  const set = (size, wrap) => {
    element.style.setProperty("--fit", size);
    element.style.whiteSpace = wrap ? "normal" : "nowrap";
  };
  const overhang = () => OVERHANG * parseFloat(getComputedStyle(element).fontSize);
  const fits = () => element.scrollWidth <= element.clientWidth + 1 && element.scrollHeight <= element.clientHeight + overhang();
  for (const size of SIZES) {
    set(size, size < IN_ONE_LINE || element.dataset.fit === "lines");
    if (fits()) return;
  }
}

/** Fit again whatever stands there when typefaces arrive or the window changes. */
export function keepFitting(root) {
  document.fonts.addEventListener("loadingdone", () => fitAll(root));
  addEventListener("resize", () => fitAll(root));
}
