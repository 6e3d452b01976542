// What may be done now: the moves of the selected ticket by its state, as the table of the house has them. Pure.

const OF_STATE = {
  called: ["start", "call", "dismiss", "hold", "put_back", "redirect", "withdraw"],
  serving: ["finish", "hold", "put_back", "redirect", "refuse", "withdraw"],
};

/** The ticket that the screen is about: the chosen one while it is there, else the person's. */
export function selectedTicket({ room, selected }) {
  return room?.tickets.find(({ id }) => id === selected) ?? room?.ticket ?? null;
}

/** `{ticket, next, moves, working}`: `working` false while the link is lost. With his paper out of the house a person is
 * neither sent away nor refused: his step is finished. */
export function can(state) {
  const ticket = selectedTicket(state);
  const working = state.link.fresh;
  if (!working) return { ticket, working, next: false, moves: [] };
  if (!ticket) return { ticket, working, next: true, moves: [] };
  const view = state.views[ticket.id]?.ticket;
  const ready = view?.state === ticket.state && view.tasks.every(({ done }) => done);
  const handedOver = view?.tasks.some(({ done, hands_over }) => done && hands_over);
  const moves = OF_STATE[ticket.state].filter((move) => (move === "finish" ? ready : !handedOver));
  return { ticket, working, next: false, moves };
}
