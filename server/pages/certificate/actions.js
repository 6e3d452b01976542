// What a signer can do with a certificate: each is one command, and the certificate is read anew after it.

export function makeActions({ api, store, command, id }) {
  const path = (rest = "") => `/api/certificates/${encodeURIComponent(id)}${rest}`;

  /** Raises Problem. */
  async function read() {
    const [view, { grounds }] = await Promise.all([api.get(path()), api.get("/api/annulment-grounds")]);
    store.change({ view, grounds, problem: null });
  }

  async function deed(rest, body, noteOf) {
    let note = null;
    await command(`${rest} ${JSON.stringify(body)}`, (key) => api.post(path(rest), body, key), (answer) => { note = noteOf(answer); return { asking: null, drafts: {} }; });
    if (!note) return;
    await command("read", read);
    store.change({ note });
  }

  const number = () => store.get().view.certificate.number;

  return {
    read,
    /** What is being asked: "annul", "issue", "replace", or nothing any more. */
    ask: (asking) => store.change({ asking, problem: null, note: null, drafts: {} }),
    sayFaults: (faults) => store.change({ problem: { code: "fault", faults } }),
    annul: (ground) => deed("/moves", { move: "annul", ground }, () => ({ text: "did_annul", data: { number: number() } })),
    issue: () => deed("/moves", { move: "issue" }, () => ({ text: "did_issue", data: { number: number() } })),
    replace: (ground, corrected) => deed("/replacements", { ground, ...corrected }, ({ certificate, job }) => ({ text: job ? "did_replace" : "did_replace_unprinted", data: { number: number(), other: certificate.number } })),
    /** `copy`: it must say so on the paper. */
    async print() {
      let printed = null;
      await command("print", (key) => api.post(path("/prints"), { on: "page" }, key), ({ copy }) => { printed = copy ? "copy" : "first"; return { sheet: printed }; });
      if (printed) print();
    },
  };
}
