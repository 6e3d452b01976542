// What is typed ⇄ what a task is answered. Pure. Money is typed in tenge and sent in tiyn; days as dd.mm.yyyy.

export const MONEY = new Set(["taken"]);

/** How a field is asked: "check", "choice", "money", "integer", "iin", "date", "time" or "text". */
export function kindOf(name, schema) {
  if (schema.type === "boolean") return "check";
  if (schema.enum) return "choice";
  if (schema.type === "integer") return MONEY.has(name) ? "money" : "integer";
  if (schema.format === "iin" || schema.format === "date") return schema.format;
  return schema.pattern ? "time" : "text";
}

/** What stands in a field before anything is typed. */
export const typedAtFirst = (name, schema) => (kindOf(name, schema) === "money" ? String(schema.minimum / 100) : "");

/** `typed` by field → `{answers, fault: {field, text} | null}`; `text` is a word's key. */
export function readTyped(schema, typed) {
  const answers = {};
  for (const [name, field] of Object.entries(schema.properties)) {
    const kind = kindOf(name, field);
    const text = typeof typed[name] === "string" ? typed[name].trim() : typed[name];
    if (text === "" || text === undefined || text === false) {
      if (schema.required.includes(name)) return { answers, fault: { field: name, text: kind === "check" ? "fault_check" : kind === "choice" ? "fault_choice" : "fault_empty" } };
      continue;
    }
    const value = READ[kind](text);
    if (value === null) return { answers, fault: { field: name, text: `fault_${kind}` } };
    answers[name] = value;
  }
  return { answers, fault: null };
}

const READ = {
  check: (ticked) => ticked,
  choice: (choice) => choice,
  text: (text) => text,
  iin: (text) => (/^\d{12}$/.test(bare(text)) ? bare(text) : null),
  date: isoDay,
  time: isoTime,
  integer: (text) => (/^\d+$/.test(bare(text)) ? Number(bare(text)) : null),
  money: (text) => {
    const [, tenge, tiyn] = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(bare(text)) ?? [];
    return tenge === undefined ? null : Number(tenge) * 100 + Number((tiyn ?? "").padEnd(2, "0"));
  },
};

const bare = (text) => text.replace(/\s/g, "");

/** "1.2.1990", "01021990", "01/02/1990" → "1990-02-01"; null if there is no such day. */
export function isoDay(text) {
  const [, day, month, year] = /^(\d{1,2})[.\/-](\d{1,2})[.\/-](\d{4})$/.exec(bare(text)) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(bare(text)) ?? [];
  if (!year) return null;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

/** "9:30", "0930", "9.30" → "09:30" */
export function isoTime(text) {
  const [, hours, minutes] = /^(\d{1,2})[:.](\d\d)$/.exec(bare(text)) ?? /^(\d\d)(\d\d)$/.exec(bare(text)) ?? [];
  if (!minutes || hours > 23 || minutes > 59) return null;
  return `${hours.padStart(2, "0")}:${minutes}`;
}
