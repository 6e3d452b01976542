// Times as staff read them, in the zone of the site, whatever the box under the desk believes. Pure.

const MINUTE = 60_000;
const two = (number) => String(number).padStart(2, "0");

export const minutesBetween = (from, to) => Math.max(0, Math.floor((to - from) / MINUTE));

/** 754000 → "12:34"; of more than an hour "1:02:34". */
export function figures(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

/** "14:05" */
export function hour(at, zone) {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(at));
}

/** "14:05", of another day with that day: "05.03 14:05" */
export function moment(at, zone, now) {
  const on = day(at, zone);
  return on === day(now, zone) ? hour(at, zone) : `${on.slice(0, 5)} ${hour(at, zone)}`;
}

/** "05.03.2030" */
export function day(at, zone) {
  return new Intl.DateTimeFormat("en-GB", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: zone }).format(new Date(at)).replaceAll("/", ".");
}
