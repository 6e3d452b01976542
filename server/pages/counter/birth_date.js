// An IIN tells when its person was born: that fills in the birth date, and where it is typed otherwise both are shown.
import { h } from "/shared/dom.js";
import { bornBy, isoDay, shownAs } from "/counter/answers.js";

/** As it would be typed; "" where the IIN does not tell it. */
export const bornText = (schema, iin) => shownAs("birth_date", schema, bornBy(iin, schema.latest) ?? "");

/** The form keeps the birth date in step with the IIN, until somebody types another. That is no fault: numbers that
 * disagree were issued. */
export function followIin(form, schema, say) {
  const { iin, birth_date: born } = form.elements;
  if (!iin || !born) return;
  const note = h("span", { class: "quiet", id: "born-otherwise", role: "status" });
  born.after(note);
  let told = bornText(schema, iin.value);

  /** As if it had been typed: it is kept, and no fault of before stands beside it. */
  function fillIn(day) {
    born.value = day;
    born.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function compare() {
    const differs = told && isoDay(born.value) && isoDay(born.value) !== isoDay(told);
    note.textContent = differs ? say("born_otherwise", { day: told }) : "";
  }

  form.addEventListener("input", ({ target }) => {
    if (target === iin) {
      const before = told;
      told = bornText(schema, iin.value);
      if (born.value === before && told !== before) fillIn(told);
    }
    if (target === iin || target === born) compare();
  });
  compare();
}
