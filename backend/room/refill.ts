import { FUTURE } from "../core/observe.ts";
import type { World } from "../core/world.ts";
import type { Log, Now, TelemetryStore } from "../ports.ts";
import type { Ledger } from "./ledger.ts";
import { readPast } from "./past.ts";

interface Options {
  world: Pick<World, "gaps" | "fill">;
  telemetry: Pick<TelemetryStore, "history">;
  ledger: Pick<Ledger, "onFacts" | "take" | "flush">;
  now: () => Now;
  log: Log;
  /** The process cannot go on. */
  onBroken: (error: unknown) => void;
}

/**
 * A rule saved with a new or longer window finds its history: read from the store beside everything else, one series at a
 * time, after the facts are told that opened the window. What cannot be read is left out, so no rule waits for ever.
 *
 * @returns the way to stop
 */
export function openRefill({ world, telemetry, ledger, now, log, onBroken }: Options): () => void {
  let running = false;
  let stopped = false;

  async function run(): Promise<void> {
    for (let gaps = world.gaps(); gaps.size > 0; gaps = world.gaps()) {
      for (const [series, reach] of gaps) {
        const { wall } = now();
        const past = await readPast(telemetry, log, { series, from: wall - reach, to: wall + FUTURE });
        if (stopped) return;
        ledger.take(world.fill({ series, reach, past }, now()));
        ledger.flush();
      }
    }
  }

  const forget = ledger.onFacts(() => {
    if (running || stopped || world.gaps().size === 0) return;
    running = true;
    run().catch(onBroken).finally(() => (running = false));
  });
  return () => {
    stopped = true;
    forget();
  };
}
