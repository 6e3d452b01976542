// Times as staff read them. Pure.

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

export function hour(at) {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function day(at) {
  const date = new Date(at);
  return `${two(date.getDate())}.${two(date.getMonth() + 1)}.${date.getFullYear()}`;
}
