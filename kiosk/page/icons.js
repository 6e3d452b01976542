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
  erase: "M9 6h15v16H9l-6-8zM13 11l6 6M19 11l-6 6",
};

const OF_SERVICE = { appointment: "calendar", attachment: "person", "house-call": "house", "hiv-test": "drop" };

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
