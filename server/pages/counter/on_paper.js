// The number by which a clerk knows a ticket: what stands on the person's slip. Pure.

/** "A003", with its day where that is over: "A003 · 15.12"; null by telephone. */
export const onPaper = ({ number, paper }) => number ?? (paper ? `${paper.number} · ${paper.day.slice(8)}.${paper.day.slice(5, 7)}` : null);
