import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { BackupPlaceState } from "#contract/backup";
import type { Fact } from "#contract/fact";
import type { Clock } from "../../backend/ports.ts";
import { openKeeper, type Keeper } from "../../backend/store/backup/keeper.ts";
import { openPlace } from "../../backend/store/backup/places/index.ts";
import type { Place } from "../../backend/store/backup/places/place.ts";
import type { BackupFactBody } from "../../backend/store/backup/protocol.ts";
import { BackupSettings, type PlaceSettings } from "../../backend/store/backup/settings.ts";
import { SITE, commit, journalIn, keptLog, someFacts, tempFolder } from "./journal.ts";

/** A room's data folder with a live journal, telemetry's file, evidence and a key, and a keeper of one place under a clock moved by hand. */
export function backupRoom(place: PlaceSettings | ((folder: string) => PlaceSettings), over: object = {}) {
  const temp = tempFolder();
  const folder = join(temp.folder, "room");
  mkdirSync(folder);
  mkdirSync(join(temp.folder, "nas"));
  const keyFile = join(temp.folder, "key");
  writeFileSync(keyFile, randomBytes(32).toString("hex"), { mode: 0o600 });
  const settings = BackupSettings.parse({ places: [typeof place === "function" ? place(temp.folder) : place], keyFile, ...over });
  const [own] = settings.places;
  if (own === undefined) throw new Error("no place");
  let wall = Date.UTC(2026, 10, 23, 1);
  const clock: Clock = { wall: () => wall, steady: () => wall, after: () => () => undefined };
  const told: BackupFactBody[] = [];
  const log = keptLog();
  let state: BackupPlaceState | undefined;
  let journal = journalIn(folder);
  let room = journal.load();
  let seed = 1;

  function keeper(options: { remembered?: ReturnType<Keeper["remember"]>; wrap?: (place: Place) => Place } = {}): Keeper {
    const one: Keeper = openKeeper({
      folder, site: SITE, settings, place: own as PlaceSettings, program: "test", offset: 7 * 3_600_000, log, chance: () => 0.5,
      now: clock.wall, steady: clock.steady, alone: (work) => work(), going: () => undefined,
      open: () => (options.wrap ?? ((plain) => plain))(openPlace(own as PlaceSettings, { patience: 20_000, now: () => Date.now(), pause: async () => undefined })),
      tell: (fact) => told.push(fact), changed: () => (state = one.state()), remembered: options.remembered ?? { late: false, since: wall },
    });
    return one;
  }
  return {
    temp: temp.folder, folder, keyFile, settings, told, log, keeper,
    state: () => state,
    now: () => wall,
    pass: (ms: number) => void (wall += ms),
    /** Facts at the present instant. */
    write: (count: number): Fact[] => commit(journal, room, someFacts(count, seed++).map((fact) => ({ ...fact, at: wall }))),
    head: () => journal.head(),
    reopen() {
      journal.close();
      journal = journalIn(folder);
      room = journal.load();
    },
    /** Evidence under its hash. */
    evidence(bytes: Buffer): string {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      mkdirSync(join(folder, "evidence", sha256.slice(0, 2)), { recursive: true });
      writeFileSync(join(folder, "evidence", sha256.slice(0, 2), `${sha256}.bin`), bytes);
      return sha256;
    },
    /** Readings by the writer's own connection, which stays open. */
    readings(count: number): void {
      const fresh = !existsSync(join(folder, "telemetry.db"));
      const db = new Database(join(folder, "telemetry.db"));
      db.pragma("journal_mode = WAL");
      if (fresh) db.exec("CREATE TABLE frame (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
      const insert = db.prepare("INSERT INTO frame (body) VALUES (?)");
      db.transaction(() => {
        for (let i = 0; i < count; i++) insert.run(randomBytes(1000));
      })();
      db.close();
    },
    remove() {
      journal.close();
      temp.remove();
    },
  };
}
