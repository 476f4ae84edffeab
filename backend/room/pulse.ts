import type { SourceCounters } from "#contract/source";
import type { Status } from "#contract/request";
import type { Flood } from "#contract/alarm";
import type { Clock, Journal, Log, Now, TelemetryStore } from "../ports.ts";
import type { Ledger } from "./ledger.ts";

const PERIOD_MS = 1000;

interface Options {
  clock: Clock;
  log: Log;
  now: () => Now;
  telemetry: Pick<TelemetryStore, "counters">;
  telemetryFull: () => string | undefined;
  ledger: Ledger;
  journal: Pick<Journal, "head">;
  /** The flood with its count as it stands now. */
  flood: () => Flood;
  windows: () => number;
  /** What only the composition root knows: brokers inside and outside. */
  outside: () => Pick<Status, "mqttPort" | "brokers" | "feed" | "cityFaults" | "replication" | "backups">;
  /** Damage found while running stays until the backend is mended and restarted. */
  damages: readonly string[];
  first: SourceCounters[];
}

export interface Pulse {
  status(): Status;
  stop(): void;
}

/** What every window is told once a second about the backend itself. */
export function startPulse(options: Options): Pulse {
  const { clock, log, now, telemetry, ledger, journal } = options;
  let counters = options.first;
  let total = sum(counters);
  let rate = 0;
  let at = now().steady;
  let cancel: (() => void) | undefined;
  let stopped = false;

  async function refresh(): Promise<void> {
    try {
      counters = await telemetry.counters();
      const steady = now().steady;
      const after = sum(counters);
      rate = ((after - total) * 1000) / Math.max(1, steady - at);
      total = after;
      at = steady;
    } catch (error) {
      log.warn("counters-unavailable", { error });
    }
    if (!stopped) cancel = clock.after(PERIOD_MS, () => void refresh());
  }
  cancel = clock.after(PERIOD_MS, () => void refresh());

  return {
    status() {
      const damage = options.damages[0];
      const outside = options.outside();
      const full = ledger.full() ?? options.telemetryFull();
      return {
        now: now().wall, seq: journal.head(), disk: damage !== undefined ? "damaged" : full !== undefined ? "disk-full" : "ok", diskDetail: damage ?? full,
        held: ledger.count(), heldAlarms: ledger.heldAlarms(), ...(ledger.heldPrivacy() && { heldPrivacy: true }), readingsPerSecond: rate, sources: counters, windows: options.windows(), centre: centreOf(outside.replication), flood: options.flood(), ...outside,
      };
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}

/** Until the first connection stands it does not. */
function centreOf(replication: Status["replication"]): Status["centre"] {
  if (replication === undefined) return "none";
  return replication.link === "up" ? "up" : "down";
}

function sum(counters: readonly SourceCounters[]): number {
  return counters.reduce((total, counter) => total + counter.received, 0);
}
