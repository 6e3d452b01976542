// The board tells the server how it is, so that staff hear of a fault that nobody in the hall would report.

const EVERY = 10_000; // milliseconds; a board not heard of for thirty seconds is missed
const FIRST = 2000; // by then it is known whether the browser keeps the sound back

/** `fault()`: a code, or null. Returns a function that tells it at once: for when it has changed. */
export function keepTelling(token, fault) {
  if (!token) return () => {}; // somebody of the staff looks at the board: that is no device
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };

  async function tell() {
    const state = fault() ? { state: "warning", fault: fault() } : { state: "ok" };
    try {
      await fetch("/api/devices/me/heartbeats", { method: "POST", headers, body: JSON.stringify(state), signal: AbortSignal.timeout(EVERY) });
    } catch (error) {
      console.warn(`the server was not told how the board is: ${error.message}`); // it misses us, and the next one comes
    }
  }

  setTimeout(tell, FIRST);
  setInterval(tell, EVERY);
  return tell;
}
