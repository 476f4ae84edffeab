import type { Instant, MonitorId } from "./ids.ts";
import type { RequestInput, RequestName, RequestOutput, Status } from "./request.ts";
import type { Result } from "./result.ts";
import type { WireFact } from "./withheld.ts";

/** Backend → window. `facts` are ordered and never dropped; the rest is latest-only and may be skipped. */
export interface ServerEvents {
  /** Ascending in seq, without a gap to the former batch; a window that sees a gap asks for `fact:page`. */
  facts: (facts: readonly WireFact[]) => void;
  /** One frame (contract/frame.ts); volatile. */
  latest: (frame: ArrayBuffer) => void;
  /** Once a second; volatile. */
  status: (status: Status) => void;
  /** A newer window attends the monitor this one attended: it shows nothing of the wall any more and must not attend again by itself. */
  unseated: (what: { monitorId: MonitorId }) => void;
  /** To a focal officer's window: something changed in a case of its agency, `agency:cases` says what. It gets no facts. */
  cases: () => void;
  /** The backend stops or the session ended; reconnect only when `again`. */
  goodbye: (why: { reason: "stopping" | "session-ended" | "display-revoked" | "too-slow"; again: boolean; at: Instant }) => void;
}

/** Window → backend: each request with its acknowledgement. */
export type ClientEvents = {
  [N in RequestName]: (input: RequestInput<N>, answer: (result: Result<RequestOutput<N>>) => void) => void;
};

/** Sent as Socket.IO `auth` in the handshake. HttpOnly cookies name the party: no secret ever reaches a page. */
export interface Handshake {
  protocol: number;
  /** Which of the two cookies counts: a person's session (console) or a display's token (wall). */
  as: "person" | "display";
}
