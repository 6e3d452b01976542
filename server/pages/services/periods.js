// The days on which a service costs the same, in words, and what it costs on one of them. Pure.
import { dayText } from "/counter/slots.js";

/** What a visit costs that is opened on that day. Days compare as they are written. */
export const priceOn = ({ periods }, day) => periods.findLast(({ valid_from: first }) => first === null || first <= day).price;

/** What was set to begin after `first` and until `last` (null: without end), each as far as it lies there. */
export const setWithin = ({ periods }, first, last) => periods
  .filter((period) => period.set && period.valid_from > first && (!last || period.valid_from <= last))
  .map((period) => ({ ...period, valid_until: last && (!period.valid_until || last < period.valid_until) ? last : period.valid_until }));

export function daysText({ valid_from: first, valid_until: last }, say) {
  const data = { first: first && dayText(first), last: last && dayText(last) };
  if (first && last) return first === last ? data.first : say("days_between", data);
  return say(first ? "days_from" : last ? "days_until" : "days_always", data);
}
