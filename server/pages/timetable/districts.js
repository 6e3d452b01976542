// The districts: streets with their houses, and the doctors. An administrator changes them, others read.
import { h, kept } from "/shared/dom.js";

const KINDS = ["therapist", "paediatrician", "general_practitioner"];
const SIDES = ["all", "odd", "even"];
const LAST = 9999;

export function drawDistricts(state, say, actions, may) {
  const edit = may.edit();
  const numbers = state.districts.map(({ id }) => Number(/^district-(\d+)$/.exec(id)?.[1] ?? 0));
  const next = Math.max(0, ...numbers) + 1;
  const add = () => actions.put(`/api/districts/district-${next}`, { name: String(next), streets: [], doctors: {} });
  return [
    edit ? h("div", { class: "bar" }, h("button", { type: "button", id: "new-district", class: "button", onclick: add }, say("new_district"))) : null,
    h("div", { class: "cards" }, state.districts.map((district) => (edit ? kept(`form-${district.id}`, [district, namesOf(state)], () => editor(district, state, say, actions)) : shown(district, state, say)))),
  ];
}

const namesOf = ({ timetables }) => timetables.map(({ doctor }) => [doctor.id, doctor.name]);

function shown({ name, streets, doctors }, { timetables }, say) {
  const nameOf = (id) => timetables.find(({ doctor }) => doctor.id === id)?.doctor.name ?? id;
  return h("section", { class: "card part" }, h("h2", {}, say("district", { district: name })),
    h("ul", {}, Object.entries(doctors).map(([kind, id]) => h("li", {}, h("strong", {}, say(`kind_${kind}`)), `: ${nameOf(id)}`))),
    h("ul", {}, streets.map((street) => h("li", {}, `${street.name}: ${say(`side_${street.side}`)}${street.first > 1 || street.last < LAST ? `, ${street.first}–${street.last}` : ""}`))));
}

function editor(district, { timetables }, say, actions) {
  const { id } = district;
  const rows = h("div", { class: "streets" }, district.streets.map((street) => streetRow(street, say)));
  const submit = (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const streets = [...form.querySelectorAll(".street")].map((row) => {
      const value = (name) => row.querySelector(`[name=${name}]`).value;
      return { name: value("street"), side: value("side"), first: Number(value("first")), last: Number(value("last")) };
    });
    const doctors = Object.fromEntries(KINDS.map((kind) => [kind, form.elements[kind].value]).filter(([, doctor]) => doctor));
    actions.put(`/api/districts/${id}`, { name: form.elements.name.value, streets, doctors });
  };
  return h("form", { class: "card part", onsubmit: submit, autocomplete: "off", "data-district": id },
    h("label", { class: "field" }, h("span", {}, say("district_name")), h("input", { name: "name", id: `${id}-name`, value: district.name, required: true, maxlength: 20 })),
    KINDS.map((kind) => h("label", { class: "field" }, h("span", {}, say(`kind_${kind}`)),
      h("select", { name: kind, id: `${id}-${kind}` }, h("option", { value: "" }, "–"), timetables.map(({ doctor }) => h("option", { value: doctor.id, selected: district.doctors[kind] === doctor.id }, doctor.name))))),
    rows,
    h("div", { class: "deeds" },
      h("button", { type: "button", id: `${id}-add`, class: "button button-small", onclick: () => { rows.append(streetRow({ name: "", side: "all", first: 1, last: LAST }, say)); rows.lastElementChild.querySelector("input").focus(); } }, say("add_street")),
      h("button", { type: "submit", id: `${id}-save`, class: "button button-small button-first" }, say("save")),
      h("button", { type: "button", id: `${id}-remove`, class: "button button-small button-fault", onclick: () => actions.remove(`/api/districts/${id}`) }, say("remove"))));
}

function streetRow({ name, side, first, last }, say) {
  const row = h("div", { class: "street" },
    h("input", { name: "street", value: name, required: true, maxlength: 100, "aria-label": say("street") }),
    h("select", { name: "side", "aria-label": say("side") }, SIDES.map((one) => h("option", { value: one, selected: one === side }, say(`side_${one}`)))),
    h("input", { name: "first", type: "number", min: 1, max: LAST, value: first, required: true, "aria-label": say("first_house") }),
    h("input", { name: "last", type: "number", min: 1, max: LAST, value: last, required: true, "aria-label": say("last_house") }),
    h("button", { type: "button", class: "button button-small", "aria-label": say("remove"), onclick: () => row.remove() }, "✕"));
  return row;
}
