import { join } from "node:path";
import type { BackupCheck, BackupPlaceState } from "#contract/backup";
import type { Instant, SiteId } from "#contract/ids";
import type { Log } from "../../ports.ts";
import { checkCopy } from "./bring-back.ts";
import { copyRoom, trim } from "./copy.ts";
import { openDepot, type Depot } from "./depot.ts";
import { BackupFault, backupFault } from "./fault.ts";
import { readHead } from "./ops-copy.ts";
import type { Place } from "./places/place.ts";
import type { BackupFactBody } from "./protocol.ts";
import { readKeyFile } from "./seal.ts";
import type { BackupSettings, PlaceSettings } from "./settings.ts";
import { bringFacts, reachedBy } from "./spans.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** After a failure, ms: doubled up to the longest, and anywhere between half and all of it. */
const FIRST_WAIT = 5000;
const LONGEST_WAIT = 900_000;
/** Copies from the future by more than this, ms: the clock was set back, and what they say of when is no reason to wait. */
const AHEAD = HOUR;

/** Thrown to end what is under way when the room stops. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

export interface KeeperOptions {
  folder: string;
  site: SiteId;
  settings: BackupSettings;
  place: PlaceSettings;
  program: string;
  offset: number;
  now: () => Instant;
  steady: () => number;
  chance: () => number;
  log: Log;
  open: () => Place;
  /** One whole copy or trial at a time, whatever the place: the scratch folder holds one database. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  tell: (fact: BackupFactBody) => void;
  changed: () => void;
  going: () => void;
  remembered: { checked?: BackupCheck; late: boolean; since: Instant };
}

/** Keeps one place up to date. */
export interface Keeper {
  state(): BackupPlaceState;
  remember(): KeeperOptions["remembered"];
  /** Does what is due. @returns ms until something is again */
  tend(): Promise<number>;
  close(): Promise<void>;
}

export function openKeeper(options: KeeperOptions): Keeper {
  const { folder, settings, place, now, steady, log, going } = options;
  const { id, kind } = place;
  const scratch = join(folder, "backup-scratch");
  const every = settings.everyHours * HOUR;
  const known = { ...options.remembered };
  let shown: Pick<BackupPlaceState, "is" | "why" | "since" | "newest" | "copies" | "bytes" | "facts" | "factsAt"> = { is: "waiting" };
  let depot: Depot | undefined;
  let failures = 0;
  let factsDue = 0;
  let reached: { epoch: string; seq: number } | undefined;

  const show = (change: Partial<typeof shown>): void => {
    shown = { ...shown, ...change };
    options.changed();
  };
  const isLate = (): boolean => now() - Math.max(shown.newest ?? 0, known.since) > 2 * every;
  const nextCopy = (): Instant => (shown.newest === undefined ? now() : shown.newest + every);

  async function opened(): Promise<Depot> {
    if (depot !== undefined) return depot;
    const store = options.open();
    try {
      depot = await openDepot(store, readKeyFile(settings.keyFile), options.site);
      return depot;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async function copy(open: Depot, mend = false): Promise<void> {
    show({ is: "copying" });
    const manifest = await copyRoom({ folder, scratch, depot: open, at: now(), program: options.program, log, going, mend });
    reached ??= { epoch: manifest.epoch, seq: manifest.head.seq };
    if (reached.epoch !== manifest.epoch) reached = { epoch: manifest.epoch, seq: manifest.head.seq };
    const left = await trim({ depot: open, keep: settings.keep, offset: options.offset, now: now(), log, going });
    show({ newest: manifest.at, ...left });
    log.info("backup-copied", { place: id, facts: manifest.head.seq, files: manifest.files.length, ...left });
    if (known.late) {
      known.late = false;
      options.tell({ kind: "backup:resumed", place: id, copy: manifest.at });
    }
  }

  async function check(open: Depot): Promise<void> {
    const newest = (await open.copies())[0];
    if (newest === undefined) return;
    show({ is: "checking" });
    known.checked = await checkCopy({ depot: open, copy: newest, scratch, now, going });
    options.tell({ kind: "backup:checked", place: id, check: known.checked });
    log[known.checked.ok ? "info" : "error"]("backup-checked", { place: id, ...known.checked });
  }

  async function work(): Promise<void> {
    const open = await opened();
    const { epoch } = readHead(join(folder, "ops.db"));
    const mine = (await open.copies()).filter((one) => one.epoch === epoch);
    show({ newest: mine[0]?.at });
    if (mine[0] === undefined || now() >= nextCopy() || mine[0].at > now() + AHEAD) await options.alone(() => copy(open));
    if (reached?.epoch !== epoch) {
      const seq = await reachedBy(open, epoch);
      if (seq !== undefined) reached = { epoch, seq };
    }
    if (reached !== undefined) {
      reached = { epoch, seq: await bringFacts({ folder, depot: open, reached: reached.seq, epoch, now, going }) };
      show({ facts: reached.seq, factsAt: now() });
    }
    if (known.checked === undefined || now() - known.checked.at >= settings.checkEveryDays * DAY) {
      await options.alone(async () => {
        await check(open);
        if (known.checked?.ok !== false) return;
        // What is damaged there is still whole here.
        await copy(open, true);
        await check(open);
      });
    }
    show({ is: known.checked?.ok === false ? "failing" : "ok", why: known.checked?.ok === false ? "damaged" : undefined, since: known.checked?.ok === false ? known.checked.at : undefined });
  }

  function tellLate(): void {
    if (known.late || !isLate()) return;
    known.late = true;
    options.tell({ kind: "backup:late", place: id, why: shown.why, newest: shown.newest });
  }

  return {
    state: () => ({ id, kind, ...shown, next: nextCopy(), checked: known.checked, late: isLate() }),
    remember: () => known,
    async tend() {
      if (steady() < factsDue) return factsDue - steady();
      try {
        await work();
        failures = 0;
        factsDue = steady() + settings.factsEverySeconds * 1000;
      } catch (error) {
        if (error instanceof Stopped) throw error;
        const fault = error instanceof BackupFault ? error : backupFault(error);
        failures++;
        log.warn("backup-failed", { place: id, why: fault.why, detail: fault.message.slice(0, 300), tries: failures });
        show({ is: "failing", why: fault.why, since: shown.is === "failing" ? shown.since : (shown.since ?? now()) });
        await depot?.close();
        depot = undefined;
        reached = undefined;
        factsDue = steady() + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(12, failures - 1)) * (0.5 + options.chance() / 2);
      }
      tellLate();
      options.changed();
      return Math.max(0, factsDue - steady());
    },
    async close() {
      await depot?.close();
      depot = undefined;
    },
  };
}
