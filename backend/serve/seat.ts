import type { MonitorId } from "#contract/ids";
import type { Seat } from "../ports.ts";

/** A socket as the room knows it; `end` when it is gone. */
export interface SocketSeat extends Seat {
  end(): void;
}

/** @param unseat tells the window */
export function openSeat(unseat: (monitorId: MonitorId) => void): SocketSeat {
  let waiting: (() => void)[] | undefined = [];
  return {
    unseat,
    onGone(act) {
      if (waiting === undefined) act();
      else waiting.push(act);
    },
    end() {
      const acts = waiting ?? [];
      waiting = undefined;
      for (const act of acts) act();
    },
  };
}
