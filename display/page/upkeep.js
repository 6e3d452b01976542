// What keeps a screen well that runs for months: the picture moves a little, and the page begins anew at night.

const MINUTE = 60_000;
const STEPS = [[0, 0], [3, 0], [3, 3], [0, 3], [-3, 3], [-3, 0], [-3, -3], [0, -3], [3, -3]]; // pixels
const NIGHT_HOUR = 3;

/** `isQuiet()`: nothing is being announced and the server is there. */
export function keepUp({ isQuiet }) {
  const night = { wanted: false, hour: new Date().getHours() };
  let minute = 0;
  setInterval(() => {
    shift(STEPS[(minute += 1) % STEPS.length]);
    beginAnew(night, isQuiet);
  }, MINUTE);
}

function shift([right, down]) {
  document.getElementById("picture").style.transform = `translate(${right}px, ${down}px)`;
}

/** Once a night; not before the server answers, because a page that cannot be loaded cannot load itself again. */
async function beginAnew(night, isQuiet) {
  const hour = new Date().getHours();
  if (hour !== night.hour && hour === NIGHT_HOUR) night.wanted = true;
  night.hour = hour;
  if (!night.wanted || !isQuiet()) return;
  const reply = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
  if (reply?.ok) location.reload();
}
