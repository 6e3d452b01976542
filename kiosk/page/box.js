// What the box says of itself: how large its pixels are, and whether it serves another page than this one by now.

const LOOK_EVERY = 30_000; // milliseconds

/** `onSize(pxPerMm)` at each look. A page that has become old is loaded anew as soon as nobody uses it. */
export function followBox(api, { onSize, isFree, reload = () => location.reload() }) {
  let mine = null;

  async function look() {
    const box = await api.get("/api/kiosk").catch(() => null); // the services are looked after; that says the rest
    if (box) {
      onSize(box.px_per_mm);
      mine ??= box.page;
      if (box.page !== mine && isFree()) reload();
    }
    setTimeout(look, LOOK_EVERY);
  }

  look();
}
