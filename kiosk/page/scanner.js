// A scanner types as a keyboard does, only faster than any hand, and ends with Enter.

const LONGEST_GAP = 60; // milliseconds between two signs
const SHORTEST = 8; // signs

export function followScanner(target, onCode, now = () => performance.now()) {
  let signs = "";
  let last = -Infinity;
  target.addEventListener("keydown", (event) => {
    const fast = now() - last <= LONGEST_GAP;
    last = now();
    if (event.key === "Enter" && fast && signs.length >= SHORTEST) {
      event.preventDefault(); // or it would press the button that has the focus
      event.stopPropagation();
      onCode(codeOf(signs));
      signs = "";
    } else if (event.key.length === 1) {
      signs = fast ? signs + event.key : event.key;
    }
  }, true);
}

/** The code in what was scanned: a QR bears the whole address that a phone opens. */
export const codeOf = (scanned) => scanned.trim().split("/").pop();
