// Watches a kiosk from the inside: when a finger last came down, and when the number was painted.
// All times are milliseconds since 1970 by the page's own high-resolution clock.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const seen = { touched: null, painted: null };
  window.benchSeen = seen;
  addEventListener("pointerdown", (event) => { seen.touched = performance.timeOrigin + event.timeStamp; }, true);
  const look = () => {
    const number = document.getElementById("number");
    if (!number) seen.painted = null;
    else if (seen.painted === null) {
      seen.painted = 0; // it stands in the page; the frame that shows it is still to come
      requestAnimationFrame(() => setTimeout(() => { seen.painted = now(); }));
    }
  };
  document.addEventListener("DOMContentLoaded", () => new MutationObserver(look).observe(document.body, { childList: true, subtree: true }));
})();
