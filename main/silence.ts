import type { ThreadUse } from "./thread-use.ts";

/** How much silence is a hang, ms. */
export interface Patience {
  /** In all, where nothing is known of the thread. */
  quiet: number;
  /** Of processor time: it does something without end. The same on a busy machine. */
  ran: number;
  /** Of waiting for something that does not come, while nothing of it wants to run. */
  waits: number;
  /** Stopped by the system: no load explains that. */
  stopped: number;
  /** What depends on others is so many times longer at most, by the machine's load. */
  most: number;
}

/** What is known at a look. `load`: threads that want to run, per core, 0 unknown; `use`: of the thread that is silent. */
export interface Evidence {
  load: number;
  use: ThreadUse | undefined;
}

/** From this load each thread gets less than it wants, and everything it waits for as well. */
const BUSY = 0.75;
/** Of the time since the last look, this part spent on a processor is running, not waiting. */
const RUNNING = 0.2;
/** A look that comes late says that nobody got time: it counts no longer than so many periods. */
const LATE = 2;

/** Tells a hang from a machine that has no time: silence counts by what the silent thread was doing. */
export interface Silence {
  heard(now: number): void;
  /** Nothing is expected until something is heard again. */
  rest(): void;
  /** To be called once a period. @returns silence in ms when it is a hang */
  look(now: number, patience: Patience, evidence: Evidence): number | undefined;
}

/** @param period between two looks, ms */
export function createSilence(period: number): Silence {
  let from: number | undefined;
  let looked: number | undefined;
  let former: ThreadUse | undefined;
  let spent = { quiet: 0, ran: 0, waits: 0, stopped: 0 };
  return {
    heard(now) {
      from = now;
      former = undefined;
      spent = { quiet: 0, ran: 0, waits: 0, stopped: 0 };
    },
    rest() {
      from = undefined;
    },
    look(now, patience, { load, use }) {
      const last = looked ?? now - period;
      looked = now;
      if (from === undefined) return undefined;
      const passed = Math.min(now - Math.max(last, from), LATE * period);
      spent.quiet += passed;
      // Without a look before it, what the thread has run belongs to a time when it was heard.
      if (use !== undefined && former !== undefined) {
        const ran = Math.max(0, use.ran - former.ran);
        spent.ran += ran;
        if (use.state === "stopped") spent.stopped += passed;
        else if (use.state === "waits" && ran < passed * RUNNING) spent.waits += passed;
      }
      former = use;
      const longer = Math.min(patience.most, Math.max(1, load / BUSY));
      const hangs = use === undefined
        ? spent.quiet > patience.quiet * longer
        : spent.ran >= patience.ran || spent.stopped >= patience.stopped || spent.waits > patience.waits * longer;
      return hangs ? now - from : undefined;
    },
  };
}
