// Who is signed in at a page of staff: he comes in, goes, or is found to be in already.
import { Problem } from "/shared/api.js";
import { keepSignedIn, maySomebodyBe } from "/shared/signed_in.js";

/** `nobody`: what changes in the state when nobody is signed in any more. `start(session)`: show somebody his page;
 *  `leave()`: end what it started. */
export function makeDoor({ store, api, command }, nobody, start, leave = () => {}) {
  function signedOut() {
    leave();
    const { problem } = store.get();
    keepSignedIn(false);
    store.change({ ...nobody, problem });
  }

  async function enter(session) {
    keepSignedIn(true);
    store.change({ session, problem: null });
    await start(session);
  }

  async function signIn(name, password) {
    let session = null;
    await command("sign-in", (key) => api.post("/api/sign-in", { name, password }, key), (answer) => { session = answer; return {}; });
    if (session) await enter(session);
  }

  async function signOut() {
    let out = false;
    await command("sign-out", (key) => api.post("/api/sign-out", {}, key), () => { out = true; return {}; });
    if (out) signedOut();
  }

  /** Draw the page for the first time; whoever is signed in in this browser is let in at once, unless the link brings
   *  another name along: then that one's password is asked for. */
  async function begin() {
    store.change({});
    if (!maySomebodyBe()) return signedOut();
    const wanted = new URLSearchParams(location.search).get("name");
    try {
      const session = await api.get("/api/session");
      if (wanted && wanted !== session.staff.name) signedOut();
      else await enter(session);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      signedOut();
      if (problem.code !== "signed_out") store.change({ problem });
    }
  }

  return { signIn, signOut, signedOut, begin };
}
