/** The outside of the ingest adapters, for their tests: an intake that records and settles by hand, and a desk of one source. */
import type { Reading } from "#contract/observation";
import { Source } from "#contract/source";
import type { Clock, Delivery, Intake, Log, SourceDesk } from "../../backend/ports.ts";

/** The machine's own clocks: for tests with real sockets, whose peers know no other. */
export const machineClock: Clock = {
  wall: () => Date.now(),
  steady: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

export const quiet: Log = { error() {}, warn() {}, info() {}, debug() {} };

/** All its readings stored. */
export const stored = (delivery: Delivery): void => delivery.settle?.({ ok: true, value: { stored: delivery.readings.length, superseded: 0, rejected: [] } });
/** The store took nothing. */
export const lost = (delivery: Delivery): void => delivery.settle?.({ ok: false, fault: { code: "disk-full" } });

export interface RecordingIntake {
  intake: Intake;
  deliveries: Delivery[];
  /** What `deliver` answers: false while true. */
  full: boolean;
  settle: (delivery: Delivery) => void;
  room(): void;
  readings(): Reading[];
  refused(): Delivery["refused"];
  /** Resolves once `holds` is true after some delivery, or is true already. */
  until(holds: () => boolean): Promise<void>;
}

/** Takes everything; settles by `settle`, at once unless another is set. `full` makes it answer false until `room()`. */
export function recordingIntake(): RecordingIntake {
  const deliveries: Delivery[] = [];
  const listeners: (() => void)[] = [];
  const watchers = new Set<() => void>();
  const kit: RecordingIntake = {
    deliveries,
    full: false,
    settle: stored,
    room() {
      kit.full = false;
      for (const listener of listeners) listener();
    },
    readings: () => deliveries.flatMap(({ readings }) => readings),
    refused: () => deliveries.flatMap(({ refused }) => refused),
    until(holds) {
      return new Promise((done) => {
        const look = (): void => {
          if (!holds()) return;
          watchers.delete(look);
          done();
        };
        watchers.add(look);
        look();
      });
    },
    intake: {
      deliver(delivery) {
        deliveries.push(delivery);
        kit.settle(delivery);
        for (const watcher of watchers) watcher();
        return !kit.full;
      },
      onRoom: (listener) => void listeners.push(listener),
    },
  };
  return kit;
}

export function deskOf(secrets: Record<string, string>, more: Partial<Source> = {}): SourceDesk & { sources: Map<string, Source> } {
  const sources = new Map(Object.keys(secrets).map((id) => [id, { ...Source.parse({ id, name: id }), ...more }]));
  return {
    sources,
    authenticate: async (id, secret) => (secrets[id] === secret ? sources.get(id) : undefined),
    source: (id) => sources.get(id),
  };
}

/** Resolves once `holds`; asks again each turn of the event loop, until the test's own time limit. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((next) => setTimeout(next, 2));
}
