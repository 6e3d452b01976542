// Whether somebody may be signed in in this browser: the cookie itself is out of a script's sight, and a page that
// asks the server without one is refused.
const KEPT_AS = "kezek.signed-in";

export const maySomebodyBe = () => localStorage.getItem(KEPT_AS) === "yes";

export function keepSignedIn(yes) {
  if (yes) localStorage.setItem(KEPT_AS, "yes");
  else localStorage.removeItem(KEPT_AS);
}
