// How a call sounds: a two-tone chime, then the clips that it brings, one after the other, each to its end.
import { makeClips } from "./clips.js";

const TONES = [ // hertz, from second, to second
  [659.25, 0, 0.9],
  [523.25, 0.45, 1.6],
];
const CHIME = 1600; // milliseconds
const HIGHLIGHT = 3600; // three blinks of 1.2 s: nothing is announced for less time than it is shown
const BETWEEN_CLIPS = 350;
const LATE = 2000; // milliseconds that a clip may last longer than it is: then its end was not told
const MANY_WAITING = 3; // with more calls behind it a call is said shortly, and once
const LOUDNESS = 0.35;

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What is said of `call`, while so many wait behind it: the addresses of clips, in order. */
export function clipsToPlay(call, waiting, twice) {
  const short = waiting > MANY_WAITING;
  const full = call.clips.map((clip) => clip.url).filter(Boolean);
  const urls = short ? full.map((url) => url.replace("/full/", "/short/")) : full;
  return twice && !short ? [...urls, ...urls] : urls;
}

/**
 * `onFault(fault)` whenever it changes what is wrong: "sound_blocked" while the browser keeps the sound back,
 * "clip_missing" when a clip could not be had, null when all is well. `token`: of the board.
 */
export function makeSound({ token, onFault }) {
  const context = new AudioContext();
  const clips = makeClips(context, token);
  let missing = false;
  let told;

  function tell() {
    const fault = context.state !== "running" ? "sound_blocked" : missing ? "clip_missing" : null;
    if (fault === told) return;
    told = fault;
    onFault(fault);
  }
  const wake = () => context.resume().then(tell, tell);
  context.addEventListener("statechange", tell);
  for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, wake);
  wake();
  setTimeout(tell, 1000); // a browser that blocks sound lets resume() wait for ever

  /** Resolves when the call has been announced fully; `waiting`: how many come after it. */
  async function announce(call, waiting, twice = false) {
    const shown = after(waiting ? CHIME : HIGHLIGHT);
    const loading = clips.load(clipsToPlay(call, waiting, twice)); // while it chimes
    await chime(context);
    const loaded = await loading;
    for (const [at, clip] of loaded.filter(Boolean).entries()) {
      if (at) await after(BETWEEN_CLIPS);
      await play(context, clip);
    }
    if (loaded.length) missing = loaded.includes(null);
    tell();
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

/** Play one clip to its end. Where the browser keeps the sound back, its time is not waited for. */
async function play(context, clip) {
  if (context.state !== "running") return;
  const source = context.createBufferSource();
  source.buffer = clip;
  source.connect(context.destination);
  const over = new Promise((resolve) => source.addEventListener("ended", resolve, { once: true }));
  source.start();
  await Promise.race([over, after(clip.duration * 1000 + LATE)]);
}
