import { Worker } from "node:worker_threads";
import type { SiteId } from "#contract/ids";
import type { CentreDiffered, Replication } from "#contract/replication";
import type { Clock, IssuedDesk, Log } from "../ports.ts";
import { backOff } from "./pace.ts";
import { ReplicaTold, type ReplicaHeard, type ReplicaStart } from "./protocol.ts";
import type { CentreSettings } from "./settings.ts";

/** MB the thread may use, and ms it is given to end by itself. */
const HEAP_MB = 256;
const LAST_MS = 3000;

/** The sender's thread as the backend has it. */
export interface Replica {
  state(): Replication;
  close(): Promise<void>;
}

interface ReplicaOptions {
  folder: string;
  site: SiteId;
  settings: CentreSettings;
  /** The room's own key, public half. */
  key: string;
  clock: Clock;
  log: Log;
  /** Journals a fact. @returns whether it is */
  note: (fact: CentreDiffered) => Promise<boolean>;
  issued: IssuedDesk;
}

/** Starts the sender to the centre in a thread of its own, and anew when it dies: the room's own thread waits for nothing of it. */
export function openReplica({ folder, site, settings, key, clock, log, note, issued }: ReplicaOptions): Replica {
  let state: Replication = { link: "connecting", since: clock.wall(), perSecond: 0, sent: 0, repaired: 0 };
  let worker: Worker | undefined;
  let closing = false;
  let deaths = 0;
  let cancel: (() => void) | undefined;
  if (settings.tls === "none") log.warn("centre-without-tls", { host: settings.host });

  const begin = (): void => {
    const own = new Worker(new URL("../workers/replica.ts", import.meta.url), { workerData: { role: "replica", folder, site, settings, key, places: issued.places() } satisfies ReplicaStart, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    worker = own;
    // It is told at once: what waits for an answer would hold up the sending of facts.
    const failed = (event: string, number: number, error: unknown): void => {
      log.error(event, { error });
      own.postMessage({ kind: "noted", number, ok: false } satisfies ReplicaHeard);
    };
    own.on("message", (message: unknown) => {
      const told = ReplicaTold.parse(message);
      if (told.kind === "state") {
        state = told.state;
        if (state.link === "up") deaths = 0;
      } else if (told.kind === "note") void note(told.fact).then((ok) => own.postMessage({ kind: "noted", number: told.number, ok } satisfies ReplicaHeard), (error: unknown) => failed("replica-note-failed", told.number, error));
      else if (told.kind === "issued") void issued.take(told.batch).then((place) => own.postMessage({ kind: "noted", number: told.number, ok: place !== undefined, ...(place !== undefined && { place }) } satisfies ReplicaHeard), (error: unknown) => failed("replica-issued-failed", told.number, error));
      else log[told.level](told.event, told.fields);
    });
    own.on("error", (error: Error) => log.error("replica-died", { detail: error.message.slice(0, 300) }));
    own.on("exit", () => {
      if (closing) return;
      deaths++;
      state = { ...state, link: "down", why: "other", since: state.link === "down" ? state.since : clock.wall(), perSecond: 0 };
      cancel = clock.after(backOff(deaths, Math.random()), begin);
    });
  };
  begin();

  return {
    state: () => state,
    async close() {
      closing = true;
      cancel?.();
      const own = worker;
      if (own === undefined || own.threadId === -1) return;
      const gone = new Promise<void>((done) => own.once("exit", () => done()));
      own.postMessage({ kind: "stop" } satisfies ReplicaHeard);
      const late = clock.after(LAST_MS, () => void own.terminate());
      await gone;
      late();
    },
  };
}
