// Hours as they are typed, "09:00–13:00/20, 14:00–16:00/20" ⇄ as they are sent. Pure.

/** `what`: "minutes" of a slot, or "capacity" of a round. null: that is not readable. */
export function readSpans(text, what) {
  const parts = text.split(",").map((part) => part.trim()).filter(Boolean);
  const spans = parts.map((part) => /^(\d{1,2}):(\d\d)\s*[-–—]\s*(\d{1,2}):(\d\d)\s*\/\s*(\d{1,3})$/.exec(part));
  if (spans.includes(null)) return null;
  return spans.map(([, a, b, c, d, n]) => ({ opens: `${a.padStart(2, "0")}:${b}`, closes: `${c.padStart(2, "0")}:${d}`, [what]: Number(n) }));
}

export const spansText = (spans, what) => spans.map((span) => `${span.opens}–${span.closes}/${span[what]}`).join(", ");
