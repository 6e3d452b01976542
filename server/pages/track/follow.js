// Asking how the ticket stands, again and again: often while it is looked at, seldom while it is not.

const LOOKED_AT = 4000; // milliseconds between two questions while the page is seen …
const HIDDEN = 20_000; // … and while the phone shows something else
const LONGEST_PAUSE = 30_000;
export const OLD_AFTER = 10_000; // milliseconds after which the page says that what it shows is old

/** Milliseconds until the next question; after failures it asks less and less often, all phones not at once. */
export function pause({ hidden, failures }, chance = Math.random()) {
  const base = hidden ? HIDDEN : LOOKED_AT;
  return Math.min(LONGEST_PAUSE, base * 2 ** Math.min(failures, 4)) * (0.9 + 0.2 * chance);
}

/**
 * Follow the ticket of `token`. `onTicket(ticket)`: how it stands now; null when the site knows no such ticket.
 * `onAge(ms)`: how old that is, null before the first answer, each second. Unchanged answers cost the site a 304.
 */
export function follow({ api, token, onTicket, onAge, page = document, now = () => performance.now() }) {
  let heard = null;
  let failures = 0;
  let timer = null;
  let asking = false;
  const began = now();

  async function ask() {
    if (asking) return;
    asking = true;
    clearTimeout(timer);
    const found = await api.get(`/api/track/${encodeURIComponent(token)}`).catch((problem) => problem);
    asking = false;
    if (!(found instanceof Error)) [heard, failures] = [now(), 0];
    else if (found.status !== 404) failures += 1;
    if (found.status === 404) onTicket(null);
    else if (!(found instanceof Error)) onTicket(found);
    onAge(age());
    if (found.status !== 404) timer = setTimeout(ask, pause({ hidden: page.hidden, failures }));
  }

  const age = () => ({ old: now() - (heard ?? began) > OLD_AFTER, ms: heard === null ? null : now() - heard });
  setInterval(() => onAge(age()), 1000);
  page.addEventListener("visibilitychange", () => { if (!page.hidden) ask(); });
  globalThis.addEventListener("online", ask);
  ask();
}
