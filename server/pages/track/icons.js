// Icons: drawn, not loaded, in the colour of the text beside them.

const SHAPES = {
  people: "M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM3 23c0-5 3-8 7-8s7 3 7 8M18.500 4.500a4 4 0 0 1 0 7M20 15.500c3 .8 5 3.500 5 7.500",
  clock: "M14 4a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM14 8v6l4 3",
  go: "M4 14h18M15 7l7 7-7 7",
  person: "M14 13a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM5 24c0-5 4-8 9-8s9 3 9 8",
  pause: "M14 4a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM11.500 10v8M16.500 10v8",
  yes: "M14 4a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM9 14.500l3.500 3.500L19 10.500",
  desk: "M4 6h20v13H13l-5 5v-5H4zM14 9v4M14 16v.5",
  paper: "M7 3h10l5 5v17H7zM17 3v5h5M11 13h7M11 17h7",
  calendar: "M5 7h18v16H5zM5 12h18M10 4v5M18 4v5",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 28 28");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}
