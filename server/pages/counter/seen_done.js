// Whether what was pressed is seen to be done, although its answer got lost. Pure.

const MOVE = /^\/api\/tickets\/([^/]+)\/moves /;
const BRINGS_TICKET = /^\/api\/(counters\/[^/]+\/calls|visits) /;

/** The part of the room that the press would change; null where the news do not show it. */
function lookOf(signature, room) {
  const [, moved] = MOVE.exec(signature) ?? [];
  const tickets = room?.tickets ?? [];
  if (moved) {
    const ticket = [...tickets, ...(room?.aside ?? []).map(({ ticket: one }) => one)].find(({ id }) => id === moved);
    return ticket ? [ticket.state, ticket.times_called].join() : "gone";
  }
  return BRINGS_TICKET.test(signature) ? tickets.map(({ id }) => id).join() : null;
}

/** `problem`: that of a press which nobody answered; `room`: as the news have it now. */
export const isSeenDone = ({ pressed }, room) => lookOf(pressed.signature, pressed.room) !== lookOf(pressed.signature, room);
