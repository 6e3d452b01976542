// What is to be paid, apart from what is taken, and the change that goes back.
import { h } from "/shared/dom.js";
import { inTenge, readMoney } from "/counter/answers.js";

/** `{element, follow}`; `schema`: of the field that says what was taken, `follow(typed)`: what stands in it now. */
export function makePrice(schema, say) {
  const change = h("dd", { id: "change", class: "number" });
  const back = h("div", { hidden: true }, h("dt", { class: "quiet" }, say("change_to_give")), change);
  const follow = (typed) => {
    const over = (readMoney(typed ?? "") ?? 0) - schema.minimum;
    back.hidden = over <= 0;
    change.textContent = inTenge(Math.max(0, over));
  };
  const element = h("dl", { class: "price", "aria-live": "polite" },
    h("div", {}, h("dt", { class: "quiet" }, say("to_pay")), h("dd", { id: "price", class: "number" }, inTenge(schema.minimum))), back);
  return { element, follow };
}
