// Sending commands: one at a time, each press once, and the same key again when the answer of the first got lost.
import { freshKey, Problem } from "/shared/api.js";

export const LEFT = new Set(["signed_out", "csrf_wrong"]); // the second: somebody else has signed in in this browser

export function makeCommands({ store, onSignedOut }) {
  let unanswered = null; // {signature, key} of a command of which nobody knows whether it arrived

  /** Send with `send(key)`; `then(answer)` makes the patch of the state. `signature` says what is sent. */
  return async function command(signature, send, then = () => ({})) {
    if (store.get().busy) return;
    const key = unanswered?.signature === signature ? unanswered.key : freshKey();
    const { room } = store.get();
    store.change({ busy: true, problem: null });
    try {
      const answer = await send(key);
      unanswered = null;
      store.change((state) => ({ ...then(answer, state), busy: false }));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      unanswered = problem.code === "unreachable" ? { signature, key } : null;
      if (unanswered) Object.defineProperty(problem, "pressed", { value: { signature, room } }); // not drawn, hence not enumerable
      store.change({ busy: false, problem });
      if (LEFT.has(problem.code)) onSignedOut();
    } finally {
      if (store.get().busy) store.change({ busy: false });
    }
  };
}
