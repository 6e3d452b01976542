// What keeps a screen well that runs for months: the picture moves a little, and the page begins anew at night,
// when the server brings other pages, and when something in it has gone wrong.
import { loadAnew, watchFaults } from "/shared/renew.js";

const MINUTE = 60_000;
const STEPS = [[0, 0], [3, 0], [3, 3], [0, 3], [-3, 3], [-3, 0], [-3, -3], [0, -3], [3, -3]]; // pixels
const NIGHT_HOUR = 3;
const SOON = 2000; // milliseconds

/**
 * `isQuiet()`: nothing is being announced and the server is there. `hour()`: of the hall, whatever zone the box was left
 * in; undefined while it is not known. Gives back `renew()`, for a page that is older
 * than its server, and `isBroken()`: what is shown can no longer be trusted.
 */
export function keepUp({ isQuiet, hour }) {
  const wanted = { anew: false, broken: false, hour: undefined };
  let minute = 0;
  const renewIfQuiet = () => { if (wanted.broken || (wanted.anew && isQuiet())) loadAnew(); };
  setInterval(() => {
    shift(STEPS[(minute += 1) % STEPS.length]);
    wantAtNight(wanted, hour());
    renewIfQuiet();
  }, MINUTE);
  watchFaults(() => { wanted.broken = true; }); // loaded anew within a minute: not at once, lest it turn in a circle
  return {
    renew() {
      if (!wanted.anew) setTimeout(renewIfQuiet, SOON);
      wanted.anew = true;
    },
    isBroken: () => wanted.broken,
  };
}

function shift([right, down]) {
  document.getElementById("picture").style.transform = `translate(${right}px, ${down}px)`;
}

/** Once a night: a page that begins within that hour does not begin again. */
function wantAtNight(wanted, hour) {
  if (wanted.hour !== undefined && hour !== wanted.hour && hour === NIGHT_HOUR) wanted.anew = true;
  wanted.hour = hour;
}
