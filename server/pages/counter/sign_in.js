// Who are you: name and password. A link may bring the name along, never the password.
import { h, redraw } from "/shared/dom.js";
import { problemNote } from "/counter/problem.js";

export function drawSignIn(screen, state, say, actions) {
  if (!screen.firstChild) screen.append(h("div", { id: "problem" }), h("div", { id: "form" }));
  const [problem, form] = screen.children;
  redraw(problem, [state.problem?.code, state.language], () => (state.problem ? [problemNote(state.problem, say)] : []));
  redraw(form, [state.language], () => {
    const name = form.querySelector("#name")?.value ?? new URLSearchParams(location.search).get("name") ?? "";
    const password = form.querySelector("#password")?.value ?? "";
    return [signInForm(name, password, say, actions)];
  });
  if (!screen.contains(document.activeElement)) form.querySelector("#name").value ? form.querySelector("#password").focus() : form.querySelector("#name").focus();
}

function signInForm(name, password, say, actions) {
  const submit = (event) => {
    event.preventDefault();
    const { name: entered, password: secret } = event.currentTarget.elements;
    actions.signIn(entered.value.trim(), secret.value);
  };
  return h("form", { class: "card door", onsubmit: submit },
    h("span", { class: "brand-mark brand-large", "aria-hidden": true }),
    h("h1", {}, say("sign_in_title")), h("p", { class: "quiet" }, say("sign_in_about")),
    h("label", { class: "field" }, h("span", {}, say("name")), h("input", { id: "name", name: "name", value: name, required: true, maxlength: 100, autocomplete: "username", autocapitalize: "none", spellcheck: "false" })),
    h("label", { class: "field" }, h("span", {}, say("password")), h("input", { id: "password", name: "password", type: "password", value: password, required: true, maxlength: 200, autocomplete: "current-password" })),
    h("button", { type: "submit", id: "sign-in", class: "button button-first button-large" }, say("sign_in")));
}
