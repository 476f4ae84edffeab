import { createCaseBook } from "./case-book.ts";
import { withFrame } from "./frame.ts";
import { mirror, request } from "./socket.ts";

const book = createCaseBook({ ask: request, later: withFrame, wait: (ms) => new Promise((done) => setTimeout(done, ms)) });
let users = 0;
let stop: (() => void) | undefined;

/** Open cases, processes and agencies as this window knows them; kept up to date while somebody follows. */
export const openCases = book.cases;

/** Follows the room's cases. @returns the way to stop */
export function followCases(): () => void {
  users += 1;
  if (users === 1) {
    const stopFacts = mirror.onFact(book.apply);
    const stopSyncs = mirror.syncs.subscribe(() => void book.sync());
    // Before the first snapshot there is no link to ask through: the snapshot itself begins it.
    if (mirror.syncs.get() > 0) void book.sync();
    stop = () => {
      stopFacts();
      stopSyncs();
    };
  }
  return () => {
    users -= 1;
    if (users === 0) stop?.();
  };
}
