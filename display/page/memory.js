// What a board keeps on its box, by hall: its token, and the last call that it announced.

export function boardMemory(hall, storage = localStorage) {
  const key = (name) => `kezek.board.${hall}.${name}`;
  return {
    token: () => storage.getItem(key("token")),
    keepToken: (token) => storage.setItem(key("token"), token),
    /** `{call, at}`, or null on a box that never announced one. */
    announced: () => JSON.parse(storage.getItem(key("announced"))),
    keepAnnounced: ({ call, at }) => storage.setItem(key("announced"), JSON.stringify({ call, at })),
  };
}

/** The token of the address (`#token=…`), kept and taken out of sight; else the one kept before. */
export function tokenOf(location, memory) {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    memory.keepToken(given);
    history.replaceState(null, "", location.pathname);
  }
  return memory.token();
}
