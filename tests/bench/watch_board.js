// Watches a board from the inside: when each number was first painted, and when each sound began.
// All times are milliseconds since 1970 by the page's own high-resolution clock.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const seen = { painted: {}, sounds: [] };
  window.benchSeen = seen;

  /** The frame that shows `numbers` is painted when the task after its animation callback runs. */
  const afterPaint = (numbers) => requestAnimationFrame(() => setTimeout(() => {
    for (const number of numbers) seen.painted[number] ??= now();
  }));
  const look = () => {
    const fresh = [...document.querySelectorAll("[data-call] > .number")].map((one) => one.textContent).filter((number) => !(number in seen.painted));
    if (fresh.length) afterPaint(fresh);
  };
  document.addEventListener("DOMContentLoaded", () => new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true }));

  const starts = (kind, type) => {
    const start = type.prototype.start;
    type.prototype.start = function (when = 0, ...more) {
      seen.sounds.push({ kind, at: now() + Math.max(0, when - this.context.currentTime) * 1000 });
      return start.call(this, when, ...more);
    };
  };
  starts("tone", OscillatorNode);
  starts("clip", AudioBufferSourceNode);
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    this.addEventListener("playing", () => seen.sounds.push({ kind: "clip", at: now() }), { once: true });
    return play.call(this);
  };
})();
