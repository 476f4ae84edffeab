import type { CentreDiffered, Replication, ReplicationWhy } from "#contract/replication";
import { LANES } from "../core/replica/lane.ts";
import { CentreFault, type Centre, type FactSource, type FileSource } from "../ports-replica.ts";
import type { Log } from "../ports.ts";
import { compareNext, WINDOW } from "./compare.ts";
import { openFiles } from "./files.ts";
import { openLoad } from "./load.ts";
import { backOff, openPace } from "./pace.ts";
import { openProgress } from "./progress.ts";
import { openReadIssued, type IssuedInlet } from "./read-issued.ts";
import type { Remembered } from "./remember.ts";
import { step, takeStand, type Stand } from "./stand.ts";

/** Facts and bytes of one transaction at most. */
const ROWS = 2000;
const BYTES = 4_000_000;
/** ms between two looks for new facts while there are none, and after which an idle link is tried. */
const LOOK = 200;
const TRY = 5000;
/** ms between two comparisons of what is new since the last one; each also goes on through what is old, so many windows. */
const COMPARE = 3_600_000;
const OLD_WINDOWS = 10;
/** ms until the next try where nobody took a difference down. */
const NOT_NOTED = 5000;
/** ms until files are tried again where the centre takes facts and no files. */
const FILES_LATER = 60_000;
/** ms between two reports. */
const REPORT = 500;
/** ms between two notes of where the centre is. */
const KEEP = 5000;
/** ms between two notes of when it was asked what it issues. */
const KEEP_ASKED = 60_000;

export interface SendOptions {
  source: FactSource;
  files: FileSource;
  connect: () => Promise<Centre>;
  clock: { wall(): number; steady(): number };
  pause: (ms: number) => Promise<void>;
  bytesPerSecond: number | undefined;
  log: Log;
  /** The room's own key, public half: told to the centre over each new line. */
  key: string;
  /** Makes a fact of a difference. @returns false: it is not journalled, and nothing may be put right yet */
  note: (fact: CentreDiffered) => Promise<boolean>;
  report: (state: Replication) => void;
  /** The centre's cursors as they were when this sender ended: a room that starts without a link says what is left all the same. */
  remembered: Remembered | undefined;
  remember: (kept: Remembered) => void;
  /** Takes what the centre issues. */
  issued: IssuedInlet;
  stopped: () => boolean;
}

/** Sends until it is stopped: whatever the link, the centre or its database does, it comes back. Ends by a throw only when the journal cannot be read. */
export async function send(options: SendOptions): Promise<void> {
  const { source, clock, pause, log, stopped } = options;
  const progress = openProgress(source);
  const known = options.remembered;
  // What was remembered counts only while our journal has it: an older copy put back is not behind by what it never had.
  if (known !== undefined && LANES.every((lane) => source.hashAt(known[lane].seq) === known[lane].hash)) progress.known(known);
  const state: Replication = { link: "connecting", since: clock.wall(), perSecond: 0, sent: 0, repaired: 0 };
  const files = openFiles({ source: options.files, log, ...(options.bytesPerSecond !== undefined && { partBytes: Math.min(65_536, options.bytesPerSecond) }) });
  let reportedAt = -Infinity;
  let [kept, keptAt] = ["", -Infinity];
  let heard: Stand["at"] | undefined;
  const reading = openReadIssued({ inlet: options.issued, clock, log, askedAt: known?.askedAt, bytesPerSecond: options.bytesPerSecond });
  /** Every few seconds while it changes, and at the end. */
  const keep = (places: Stand["at"], force = false): void => {
    const askedAt = reading.askedAt();
    const filesTo = files.wholeTo() ?? known?.filesTo;
    const text = `${places.first.seq} ${places.rest.seq} ${filesTo} ${Math.floor((askedAt ?? 0) / KEEP_ASKED)}`;
    if (text === kept || (!force && clock.steady() - keptAt < KEEP)) return;
    [kept, keptAt] = [text, clock.steady()];
    options.remember({ ...places, ...(askedAt !== undefined && { askedAt }), ...(filesTo !== undefined && { filesTo }) });
  };
  const report = (force = false): void => {
    if (!force && clock.steady() - reportedAt < REPORT) return;
    reportedAt = clock.steady();
    for (const key of ["left", "leftFirst", "oldestAlarm"] as const) delete state[key];
    const askedAt = reading.askedAt();
    if (askedAt !== undefined) state.askedAt = askedAt;
    options.report({ ...Object.assign(state, progress.look(clock.steady()), { sent: progress.sent() }, files.left()) });
  };
  const set = (link: Replication["link"], why?: ReplicationWhy): void => {
    if (state.link !== link || state.why !== why) Object.assign(state, { link, since: clock.wall() });
    delete state.why;
    if (why !== undefined) state.why = why;
    report(true);
  };
  /** Waits in short pieces: what is left is told meanwhile, and a stop is heard. */
  const wait = async (ms: number): Promise<void> => {
    for (const end = clock.steady() + ms; !stopped() && clock.steady() < end; report()) await pause(Math.max(1, Math.min(LOOK, end - clock.steady())));
  };
  const pace = openPace({ perSecond: options.bytesPerSecond, steady: () => clock.steady(), pause: wait });
  const load = openLoad({ rows: ROWS, bytes: Math.min(BYTES, options.bytesPerSecond ?? BYTES) });

  /** How far both sides were compared in which history, and how far the round through what is old has come. */
  const comparison = { epoch: 0, newTo: 0, oldTo: 0 };

  let filesAt = clock.steady();
  /** A little of the evidence. What the centre has against it holds up no facts. @returns whether there was something to do */
  const fileStep = async (centre: Centre): Promise<boolean> => {
    if (clock.steady() < filesAt) return false;
    try {
      const some = await files.step(centre, pace);
      delete state.filesWhy;
      return some;
    } catch (error) {
      if (error instanceof CentreFault && error.why === "unreachable") throw error;
      const fault = error instanceof CentreFault ? error : undefined;
      log.warn("replica-files-wait", fault === undefined ? { error } : { why: fault.why, code: fault.code });
      state.filesWhy = fault === undefined ? "other" : fault.why === "poison" ? "schema" : fault.why;
      await files.lost();
      filesAt = clock.steady() + FILES_LATER;
      return false;
    }
  };

  report(true);
  let failures = 0;
  while (!stopped()) {
    let centre: Centre | undefined;
    try {
      centre = await options.connect();
      await overOneLink(centre);
    } catch (error) {
      failures++;
      const fault = error instanceof CentreFault ? error : undefined;
      if (fault === undefined) log.error("replica-failed", { error });
      else log[failures === 1 ? "warn" : "debug"]("centre-away", { why: fault.why, code: fault.code });
      set("down", fault === undefined ? "other" : fault.why === "poison" ? "schema" : fault.why);
      await wait(backOff(failures, Math.random()));
    } finally {
      if (heard !== undefined) keep(heard, true);
      await files.lost();
      await centre?.close();
    }
  }

  /** The link stands when the centre took something, or there is nothing to take: one that answers and takes nothing is down. */
  function stands(): void {
    failures = 0;
    if (state.link !== "up") set("up");
  }

  /** Each transaction's length says how large the next may be. */
  function weighed(centre: Centre): Centre {
    return {
      ...centre,
      async move(move) {
        const began = clock.steady();
        try {
          const done = await centre.move(move);
          load.took(clock.steady() - began);
          return done;
        } catch (error) {
          if (error instanceof CentreFault && error.why === "unreachable") load.lost();
          throw error;
        }
      },
    };
  }

  async function overOneLink(line: Centre): Promise<void> {
    const centre = weighed(line);
    let stand: Stand | undefined;
    let heardAt = clock.steady();
    let compareAt = clock.steady();
    // What was compared a moment ago is not compared again at once.
    let oldWindows = 0;
    while (!stopped()) {
      if (stand === undefined) {
        stand = await takeStand(source, centre);
        if (stand === undefined) continue;
        if (stand.made) log.info("replica-epoch", { epoch: stand.epoch, first: stand.at.first.seq, rest: stand.at.rest.seq });
        await centre.nameKey(options.key, "line");
        progress.known(stand.at);
        Object.assign(state, { epoch: stand.epoch, rooms: await centre.rooms(), quarantined: await centre.quarantined(), different: await centre.different(stand.epoch) });
        if (comparison.epoch !== stand.epoch) Object.assign(comparison, { epoch: stand.epoch, newTo: 0, oldTo: 0 });
        // After each loss of the line the newest are compared once more; what a centre that was put back has not got, is not compared.
        comparison.newTo = Math.max(0, Math.min(comparison.newTo, stand.at.first.seq, stand.at.rest.seq) - WINDOW);
        comparison.oldTo = Math.min(comparison.oldTo, comparison.newTo);
        compareAt = clock.steady();
        report(true);
      }
      let idle = true;
      for (const lane of LANES) {
        // Nothing is fetched before all that travels first is there: a record too large for the line costs it, and alarms wait for none.
        if (lane === "rest") await reading.step(centre, stand.epoch);
        const stepped = await step({ source, centre, stand, lane, bounds: load.bounds(), pace });
        if (stepped.is === "idle") continue;
        heardAt = clock.steady();
        idle = false;
        if (stepped.is === "overtaken") {
          stand = undefined;
          break;
        }
        progress.moved(lane, stepped.facts, stand.at);
        stands();
        state.quarantined = (state.quarantined ?? 0) + stepped.quarantined;
        if (stepped.quarantined > 0) log.error("replica-quarantined", { lane, facts: stepped.quarantined, upTo: stand.at[lane].seq });
        report();
        // What travels first goes before every step of the rest.
        break;
      }
      if (stand !== undefined) {
        heard = stand.at;
        keep(heard);
      }
      if (stand === undefined) continue;
      if (idle) stands();
      // Both sides are compared while there is nothing to send; where there always is something, when it is an hour late.
      else if (clock.steady() < compareAt + COMPARE) continue;
      const whole = Math.min(stand.seen.first.seq, stand.seen.rest.seq);
      if (clock.steady() >= compareAt) {
        const old = comparison.newTo >= whole;
        if (!old || (oldWindows > 0 && comparison.oldTo < comparison.newTo)) {
          const [after, to] = old ? [comparison.oldTo, comparison.newTo] : [comparison.newTo, whole];
          const end = await compared(centre, after, to);
          if (end === after) compareAt = clock.steady() + NOT_NOTED;
          else if (old) oldWindows--;
          comparison[old ? "oldTo" : "newTo"] = end;
        } else {
          if (comparison.oldTo >= comparison.newTo) comparison.oldTo = 0;
          oldWindows = OLD_WINDOWS;
          compareAt = clock.steady() + COMPARE;
          state.comparedAt = clock.wall();
          files.again();
          report(true);
        }
        heardAt = clock.steady();
        continue;
      }
      if (idle && (await fileStep(centre))) {
        heardAt = clock.steady();
        report();
        continue;
      }
      if (clock.steady() - heardAt > TRY) {
        Object.assign(state, { rooms: await centre.rooms(), quarantined: await centre.quarantined(), different: await centre.different(stand.epoch) });
        heardAt = clock.steady();
      }
      report();
      await pause(LOOK);
    }
  }

  async function compared(centre: Centre, after: number, to: number): Promise<number> {
    const { epoch } = comparison;
    const done = await compareNext({ source, centre, epoch, after, to, note: (found) => options.note({ kind: "centre:differed", ...found }) });
    state.repaired += done.resent;
    if (done.resent > 0 || done.changed > 0) log.error("replica-differed", { resent: done.resent, changed: done.changed, after, to: done.to });
    state.different = await centre.different(epoch);
    return done.to;
  }
}
