import type { AccountId, DisplayId, SessionId } from "#contract/ids";
import type { RoomState } from "../core/state.ts";
import type { Clock, Commit, Journal, Log } from "../ports.ts";
import type { Attempts } from "./attempts.ts";
import type { Hasher } from "./hasher.ts";
import type { Queue } from "./queue.ts";
import type { Random } from "./random-text.ts";

/** What the parts of the desk share. */
export interface Parts {
  journal: Pick<Journal, "secret">;
  state: () => RoomState;
  commit: Commit;
  clock: Clock;
  log: Log;
  random: Random;
  folder: string;
  hasher: Hasher;
  attempts: Attempts;
  queue: Queue;
  /** Tells whoever listens that sockets of a session or display are to be closed. */
  ended: (what: { sessionId?: SessionId; displayId?: DisplayId }) => void;
}

/** Who asked for a change: undefined is the backend itself (set-up, a city pack). */
export type By = AccountId | undefined;

/** Accounts, sources and displays at most: above it a change answers too-large. */
export const MOST = { accounts: 2000, sources: 10_000, displays: 200, sessionsOfOne: 20 };
