// How a call sounds: a two-tone chime, then the clips that it brings.

const TONES = [ // hertz, from second, to second
  [659.25, 0, 0.9],
  [523.25, 0.45, 1.6],
];
const CHIME = 1600; // milliseconds
const HIGHLIGHT = 3600; // three blinks of 1.2 s: nothing is announced for less time than it is shown
const CLIP_AT_MOST = 15_000;
const LOUDNESS = 0.35;

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** `onSilence(silent)` whenever it changes whether the browser keeps the sound back. */
export function makeSound(onSilence) {
  const context = new AudioContext();
  const tell = () => onSilence(context.state !== "running");
  const wake = () => context.resume().then(tell, tell);
  context.addEventListener("statechange", tell);
  for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, wake);
  wake();
  setTimeout(tell, 1000); // a browser that blocks sound lets resume() wait for ever

  async function announce(call, waiting) {
    const shown = after(waiting ? CHIME : HIGHLIGHT);
    await chime(context);
    for (const clip of call.clips.filter(({ url }) => url)) await play(clip.url);
    await shown;
  }
  return { announce };
}

async function chime(context) {
  if (context.state !== "running") await Promise.race([context.resume(), after(200)]);
  if (context.state === "running") for (const [hertz, from, to] of TONES) strike(context, hertz, from, to);
  await after(CHIME);
}

/** One tone like a struck bell: there at once, dying away. */
function strike(context, hertz, from, to) {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  const begin = context.currentTime + from;
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0.0001, begin);
  loudness.gain.exponentialRampToValueAtTime(LOUDNESS, begin + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + to);
  tone.connect(loudness).connect(context.destination);
  tone.start(begin);
  tone.stop(context.currentTime + to);
}

/** Play one clip to its end. One that cannot be played holds nobody up. */
async function play(url) {
  const clip = new Audio(url);
  const over = new Promise((resolve) => {
    for (const end of ["ended", "error"]) clip.addEventListener(end, resolve, { once: true });
  });
  try {
    await clip.play();
    await Promise.race([over, after(CLIP_AT_MOST)]);
  } catch (error) {
    console.warn(`the clip ${url} was not played: ${error.message}`);
  }
}
