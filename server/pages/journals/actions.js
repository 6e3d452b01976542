// What one can do with a journal. What is looked for is sent in a body: names and IINs do not stand in URLs.
import { makeNewest } from "/shared/newest.js";

const CLOSED = { opened: null, does: null };

export function makeActions({ api, store, command, ask }) {
  const pathOf = (...parts) => ["/api/journals", store.get().journal, ...parts].join("/");
  const newest = makeNewest();

  /** What answers an earlier question comes too late: the journal or what is looked for may be another by now. */
  async function look(asked, beyond, rowsOf) {
    const found = await ask(() => api.post(pathOf("searches"), { ...asked, ...beyond }));
    if (found && store.get().asked === asked) store.change({ rows: rowsOf(found.rows), more: found.more, today: found.today });
  }

  async function search(wanted) {
    store.change({ asked: wanted, ...CLOSED });
    await searchAgain();
  }

  /** What was looked for last; a row that is open, and what is written in it, stays. */
  async function searchAgain() {
    const asked = { ...store.get().asked };
    store.change({ asked, problem: null });
    await look(asked, {}, (found) => found);
  }

  async function older() {
    const { asked, rows } = store.get();
    await look(asked, { beyond: rows.at(-1).row }, (found) => [...rows, ...found]);
  }

  /** All rows of some days, in the order of their numbers; null if they could not be read, or if whoever asked has turned
   * to another journal or language meanwhile. */
  async function readDays(since, until) {
    const { journal, language, session } = store.get();
    const isWanted = (now) => now.journal === journal && now.language === language && now.session === session;
    const rows = [];
    for (let more = true; more; ) {
      const beyond = rows.at(-1)?.row;
      const found = await ask(() => api.post(pathOf("searches"), { since, until, oldest_first: true, ...(beyond && { beyond }) }));
      if (!found || !isWanted(store.get())) return null;
      rows.push(...found.rows);
      more = found.more;
    }
    return rows;
  }

  return {
    search, older,
    choose(journal) {
      history.replaceState(null, "", `/journals?journal=${journal}`);
      store.change({ journal, asked: {}, rows: null, note: null });
      return search({});
    },
    readAgain: () => search(store.get().asked),
    open: (row, does = null) => store.change({ opened: row, does, problem: null, note: null }),
    close: () => store.change({ ...CLOSED, problem: null }),
    fill: (row, cells) => change(row, "cells", { cells }, "row_filled"),
    correct: (row, cells, ground) => change(row, "corrections", { cells, ground }, "row_corrected_by"),
    async print(since, until) {
      const rows = await newest("days", () => readDays(since, until));
      if (!rows) return;
      store.change({ paper: { rows, since, until } });
      await document.fonts.ready;
      print();
    },
    /** Ordered first, so that the ledger knows of it; then fetched. */
    save: (form, since, until) => command(`export ${form} ${since} ${until}`, (key) => api.post(pathOf("exports"), { since, until, form }, key), (ordered) => {
      download(ordered.url);
      return { note: { text: "export_ordered", data: { n: ordered.rows } } };
    }),
  };

  async function change(row, what, body, text) {
    const signature = JSON.stringify([what, row.row, body]);
    await command(signature, (key) => api.post(pathOf("rows", row.row, what), body, key), (after, { opened }) => ({ ...(opened === row && CLOSED), note: { text, data: { n: after.number } } }));
    if (store.get().problem) return;
    await searchAgain();
  }
}

function download(url) {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
