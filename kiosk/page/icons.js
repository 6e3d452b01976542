// Icons: drawn, not loaded, in the colour of the text beside them.

const SHAPES = {
  certificate: "M7 3h10l5 5v17H7zM17 3v5h5M11 13h7M11 17h7M11 21h4",
  calendar: "M5 7h18v16H5zM5 12h18M10 4v5M18 4v5M10 17h3",
  house: "M4 14 14 5l10 9M7 12v11h14V12M14 14v6M11 17h6",
  person: "M14 13a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM5 24c0-5 4-8 9-8s9 3 9 8",
  drop: "M14 4c4 5 7 8.500 7 12.500a7 7 0 0 1-14 0C7 12.500 10 9 14 4zM11 17a3 3 0 0 0 3 3",
  doctor: "M14 4v20M4 14h20",
  large: "M3 23 9.500 6 16 23M5.500 17h8M17 23l4-10 4 10M18.500 19.500h5",
  contrast: "M14 4a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM14 4v20a10 10 0 0 1 0-20z",
  low: "M14 4v17M7 15l7 7 7-7M5 25h18",
  desk: "M4 6h20v13H13l-5 5v-5H4zM14 9v4M14 16v.5",
  code: "M4 8V4h4M20 4h4v4M24 20v4h-4M8 24H4v-4M9 9v10M13 9v10M16 9v10M19 9v10",
  back: "M17 6 9 14l8 8",
  home: "M4 14 14 5l10 9M7 12v11h14V12",
  onward: "M11 6l8 8-8 8",
  yes: "M5 14.500 11.500 21 23 8",
  paper: "M7 3h14v20l-2.500-2-2.500 2-2.500-2-2.500 2-2.500-2L7 23zM11 9h6M11 13h6",
  warning: "M14 4 25 23H3zM14 11v6M14 20v.5",
  people: "M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM3 23c0-5 3-8 7-8s7 3 7 8M18.500 4.500a4 4 0 0 1 0 7M20 15.500c3 .8 5 3.500 5 7.500",
  clock: "M14 4a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM14 8v6l4 3",
  phone: "M9 3h10a2 2 0 0 1 2 2v18a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM12.500 21.500h3",
  camera: "M4 9h5l2-3h6l2 3h5v13H4zM14 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8z",
  lungs: "M14 4v9M14 10c-1 2-3 2-3 4M14 10c1 2 3 2 3 4M10 8c-4 2-6 8-6 12 0 3 2 4 4 3 3-1 3-3 3-6V9c0-1-.5-1.300-1-1zM18 8c4 2 6 8 6 12 0 3-2 4-4 3-3-1-3-3-3-6V9c0-1 .5-1.300 1-1z",
  mind: "M10 24v-4H7c-1 0-1.500-.5-1.500-1.500V16L4 15l2-4c0-5 3.500-8 8-8 5 0 8.500 3.500 8.500 8 0 3.500-2 5-2.500 7v6M14 8v6M11 11h6",
  pill: "M6.500 21.500a4.950 4.950 0 0 1 0-7l8-8a4.950 4.950 0 0 1 7 7l-8 8a4.950 4.950 0 0 1-7 0zM10.500 10.500l7 7",
  building: "M6 24V8h8V4h8v20M3 24h22M10 12v.5M10 16v.5M10 20v.5M18 8v4M16 10h4M18 16v.5M18 20v.5",
  mask: "M4 9c4-2 7-1.500 10 0 3-1.500 6-2 10 0 0 7-2 10-5.500 10-2.500 0-3-2-4.500-2s-2 2-4.500 2C6 19 4 16 4 9zM8 12.500c1.500-1 2.500-1 4 0M16 12.500c1.500-1 2.500-1 4 0",
  shield: "M14 4l9 3v7c0 5-4 8.500-9 10-5-1.500-9-5-9-10V7zM10 14l3 3 5-6",
  again: "M22 9a9 9 0 1 0 1.500 7M23 4v6h-6",
  erase: "M9 6h15v16H9l-6-8zM13 11l6 6M19 11l-6 6",
};

const OF_SERVICE = {
  appointment: "calendar", attachment: "building", "house-call": "house", "hiv-test": "drop",
  "tb-certificate": "lungs", "psychoneurological-certificate": "mind", "narcological-certificate": "pill",
};
const OF_KIND = { "voluntary-anonymous": "mask", "mandatory-confidential": "shield" };

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 28 28");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

export const iconOf = (service) => icon(OF_SERVICE[service.service] ?? (service.group in SHAPES ? service.group : "doctor"));

export const iconOfKind = (kind) => icon(OF_KIND[kind.kind] ?? "doctor");
