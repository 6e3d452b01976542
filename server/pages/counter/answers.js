// What is typed ⇄ what a task is answered. Pure. Money is typed in tenge and sent in tiyn; days as dd.mm.yyyy.

export const MONEY = new Set(["taken", "price"]);
const FORMATS = new Set(["iin", "date", "slot", "round"]);

/** How a field is asked: "check", "choice", "money", "integer", "iin", "date", "time", "slot", "round" or "text". */
export function kindOf(name, schema) {
  if (schema.type === "boolean") return "check";
  if (schema.enum) return "choice";
  if (schema.type === "integer") return MONEY.has(name) ? "money" : "integer";
  if (FORMATS.has(schema.format)) return schema.format;
  return schema.pattern ? "time" : "text";
}

/** What stands in a field before anything is typed. */
export const typedAtFirst = (name, schema) => (kindOf(name, schema) === "money" ? String(schema.minimum / 100) : "");

/** An answer as it would be typed; what is not known is not. */
export function shownAs(name, schema, answer) {
  if (answer === undefined) return undefined;
  return kindOf(name, schema) === "date" ? answer.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3.$2.$1") : answer;
}

/** `typed` by field → `{answers, faults}`: by field the key of the word that says what is wrong, of all that are. */
export function readTyped(schema, typed) {
  const answers = {};
  const faults = {};
  for (const [name, field] of Object.entries(schema.properties)) {
    const kind = kindOf(name, field);
    const text = typeof typed[name] === "string" ? typed[name].trim() : typed[name];
    if (text === "" || text === undefined || text === false) {
      if (schema.required.includes(name)) faults[name] = EMPTY[kind] ?? "fault_empty";
      continue;
    }
    const value = READ[kind](text);
    if (value === null) faults[name] = `fault_${kind}`;
    else if (kind === "money" && value < field.minimum) faults[name] = "fault_short";
    else answers[name] = value;
  }
  return { answers, faults };
}

const EMPTY = { check: "fault_check", choice: "fault_choice", slot: "fault_slot", round: "fault_round" };

/** What is wrong with a field, in words: what we found ourselves, or the one that the server names. */
export const faultOf = (problem, name) => problem?.faults?.[name] ?? (problem?.field === name ? problem.detail : null);

const READ = {
  check: (ticked) => ticked,
  choice: (choice) => choice,
  text: (text) => text,
  slot: (slot) => slot,
  round: (round) => round,
  iin: (text) => (/^\d{12}$/.test(bare(text)) ? bare(text) : null),
  date: isoDay,
  time: isoTime,
  integer: (text) => (/^\d+$/.test(bare(text)) ? Number(bare(text)) : null),
  money: (text) => {
    const [, tenge, tiyn] = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(bare(text)) ?? [];
    return tenge === undefined ? null : Number(tenge) * 100 + Number((tiyn ?? "").padEnd(2, "0"));
  },
};

/** Tenge with a narrow space between the thousands; tiyn only where there are any. */
export function inTenge(tiyn) {
  const whole = String(Math.floor(tiyn / 100)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return `${whole}${tiyn % 100 ? `,${String(tiyn % 100).padStart(2, "0")}` : ""} ₸`;
}

export const readMoney = (text) => READ.money(text);

const bare = (text) => text.replace(/\s/g, "");

/** "1.2.1990", "01021990", "01/02/1990" → "1990-02-01"; null if there is no such day. */
export function isoDay(text) {
  const [, day, month, year] = /^(\d{1,2})[.\/-](\d{1,2})[.\/-](\d{4})$/.exec(bare(text)) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(bare(text)) ?? [];
  if (!year) return null;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

const CENTURIES = { 1: 18, 2: 18, 3: 19, 4: 19, 5: 20, 6: 20 };

/** The birth date that an IIN names; null where it names no century (0), no such day, one after `latest`, or is not
 * whole. */
export function bornBy(iin, latest) {
  const [, year, month, day, century] = /^(\d\d)(\d\d)(\d\d)([1-6])\d{5}$/.exec(bare(iin)) ?? [];
  const born = century ? isoDay(`${day}.${month}.${CENTURIES[century]}${year}`) : null;
  return born && born <= latest ? born : null;
}

/** "9:30", "0930", "9.30" → "09:30" */
export function isoTime(text) {
  const [, hours, minutes] = /^(\d{1,2})[:.](\d\d)$/.exec(bare(text)) ?? /^(\d\d)(\d\d)$/.exec(bare(text)) ?? [];
  if (!minutes || hours > 23 || minutes > 59) return null;
  return `${hours.padStart(2, "0")}:${minutes}`;
}
