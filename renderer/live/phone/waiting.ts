import type { AgencyEvent } from "#contract/agency";
import type { AccountId } from "#contract/ids";
import type { Fault } from "#contract/fault";
import type { IncidentId } from "#contract/incident";
import type { z } from "zod";

/** A file of a thing that waits; its bytes lie apart. */
export interface WaitingFile {
  key: string;
  name: string;
  bytes: number;
  /** Where its upload goes on, once begun. */
  upload?: string;
  /** The backend has it whole, under this id. */
  evidenceId?: string;
}

/** Something an officer did, kept until the backend has said that it is done. */
export interface Waiting {
  /** Never used again: the backend does each once. */
  key: string;
  accountId: AccountId;
  incidentId: IncidentId;
  /** In an event, evidence stands by the files' keys until it is sent. */
  what: { is: "deed"; event: z.infer<typeof AgencyEvent> } | { is: "message"; text: string };
  files: readonly WaitingFile[];
  /** This device's clock. */
  madeAt: number;
  /** Why the backend would not have it: it waits for the officer now. */
  refused?: Fault;
}

/** At most so many things, and bytes of files, wait on one device; more is refused when it is made. */
export const MOST_WAITING = { things: 200, bytes: 1_073_741_824 };

/** A key nobody else makes: 128 random bits. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
