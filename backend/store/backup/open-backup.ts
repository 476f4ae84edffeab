import { Worker } from "node:worker_threads";
import type { BackupPlaceState } from "#contract/backup";
import type { SiteId } from "#contract/ids";
import type { Clock, Log } from "../../ports.ts";
import { BackupTold, type BackupFactBody, type BackupStart } from "./protocol.ts";
import type { BackupSettings } from "./settings.ts";

/** MB the thread's heap may take, ms it is given to end by itself, and ms until it begins anew after a death: doubled each time up to the longest. */
const HEAP_MB = 512;
const LAST_MS = 3000;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 600_000;

/** The thread of backups as the backend has it. */
export interface Backups {
  state(): BackupPlaceState[];
  close(): Promise<void>;
}
interface Options {
  folder: string;
  site: SiteId;
  settings: BackupSettings;
  program: string;
  /** Of local days, ms. */
  offset: number;
  clock: Clock;
  log: Log;
  /** Journals what somebody has to know. */
  tell: (fact: BackupFactBody) => void;
}

/** Starts backups in a thread of their own, and anew when it dies: the room waits for nothing of it. */
export function openBackups({ folder, site, settings, program, offset, clock, log, tell }: Options): Backups {
  let places: BackupPlaceState[] = settings.places.map(({ id, kind }) => ({ id, kind, is: "waiting", late: false }));
  let worker: Worker | undefined;
  let closing = false;
  let deaths = 0;
  let cancel: (() => void) | undefined;

  const begin = (): void => {
    const own = new Worker(new URL("../../workers/backup.ts", import.meta.url), { workerData: { role: "backup", folder, site, settings, program, offset } satisfies BackupStart, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    worker = own;
    own.on("message", (message: unknown) => {
      const told = BackupTold.parse(message);
      if (told.kind === "state") {
        ({ places } = told);
        if (places.some(({ is }) => is === "ok")) deaths = 0;
      } else if (told.kind === "fact") tell(told.fact);
      else log[told.level](told.event, told.fields);
    });
    own.on("error", (error: Error) => log.error("backup-died", { detail: error.message.slice(0, 300) }));
    own.on("exit", () => {
      if (closing) return;
      deaths++;
      places = places.map((place) => ({ ...place, is: "failing", why: "other", since: place.since ?? clock.wall() }));
      cancel = clock.after(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(12, deaths - 1)) * (0.5 + Math.random() / 2), begin);
    });
  };
  begin();

  return {
    state: () => places,
    async close() {
      closing = true;
      cancel?.();
      const own = worker;
      if (own === undefined || own.threadId === -1) return;
      const gone = new Promise<void>((done) => own.once("exit", () => done()));
      own.postMessage("stop");
      const late = clock.after(LAST_MS, () => void own.terminate());
      await gone;
      late();
    },
  };
}
