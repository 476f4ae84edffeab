import { mkdirSync } from "node:fs";
import type { BackupPlaceState } from "#contract/backup";
import type { Clock, Log } from "../../ports.ts";
import { openKeeper, Stopped, type Keeper } from "./keeper.ts";
import { openPlace } from "./places/index.ts";
import type { BackupFactBody, BackupStart } from "./protocol.ts";
import { keepRemembered, readRemembered } from "./remember.ts";

interface Running extends BackupStart {
  clock: Clock;
  log: Log;
  chance: () => number;
  /** Ends early when `stopped` comes true. */
  pause: (ms: number) => Promise<void>;
  stopped: () => boolean;
  report: (places: BackupPlaceState[]) => void;
  tell: (fact: BackupFactBody) => void;
}

/** Tends all places, each at its own pace, until it is stopped. */
export async function runBackups({ folder, site, settings, program, offset, clock, log, chance, pause, stopped, report, tell }: Running): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const remembered = readRemembered(folder);
  let turn: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const going = (): void => {
    if (stopped()) throw new Stopped();
  };
  const keepers: Keeper[] = [];
  const changed = (): void => report(keepers.map((keeper) => keeper.state()));
  for (const place of settings.places) {
    keepers.push(openKeeper({
      folder, site, settings, place, program, offset, log, chance, alone, tell, going, changed,
      now: () => clock.wall(), steady: () => clock.steady(), open: () => openPlace(place, { patience: settings.patience * 1000, now: () => clock.wall() }),
      remembered: remembered[place.id] ?? { late: false, since: clock.wall() },
    }));
  }
  await Promise.all(keepers.map(async (keeper) => {
    try {
      while (!stopped()) {
        const wait = await keeper.tend();
        keepRemembered(folder, Object.fromEntries(keepers.map((one) => [one.state().id, one.remember()])));
        await pause(wait);
      }
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    } finally {
      await keeper.close();
    }
  }));
}
