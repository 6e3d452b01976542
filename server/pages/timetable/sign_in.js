// Who are you: the same session as at the counter.
import { h } from "/shared/dom.js";

export function drawSignIn(say, actions) {
  const submit = (event) => {
    event.preventDefault();
    const { name, password } = event.currentTarget.elements;
    actions.signIn(name.value.trim(), password.value);
  };
  return [h("form", { class: "card door", onsubmit: submit },
    h("span", { class: "brand-mark brand-large", "aria-hidden": true }),
    h("h2", {}, say("sign_in_title")),
    h("label", { class: "field" }, h("span", {}, say("name")), h("input", { id: "name", name: "name", required: true, maxlength: 100, autocomplete: "username", autocapitalize: "none", spellcheck: "false", value: new URLSearchParams(location.search).get("name") ?? "" })),
    h("label", { class: "field" }, h("span", {}, say("password")), h("input", { id: "password", name: "password", type: "password", required: true, maxlength: 200, autocomplete: "current-password" })),
    h("button", { type: "submit", id: "sign-in", class: "button button-first" }, say("sign_in")))];
}
