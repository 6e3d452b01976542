// How many wait, as it is said: the site counts no further than 500.

const MOST_COUNTED = 500;

export const counted = (n) => (n >= MOST_COUNTED ? `${MOST_COUNTED}+` : String(n));

/** A range of minutes; one figure where both ends are the same. */
export const minutes = ({ p50, p90 }) => (p50 === p90 ? String(p50) : `${p50}–${p90}`);
