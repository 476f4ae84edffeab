import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SiteId } from "#contract/ids";
import { openCable, type Cable } from "./cable.ts";
import { openEquality, type Equality } from "./equal.ts";
import { postgresIn } from "./postgres.ts";
import { cleanEnv, startRoom, type RoomProcess, type Told } from "./room.ts";

/** ms between two looks at what rooms say, and at least between two comparisons of a room with the centre. */
const LOOK = 1000;
const COMPARE = 3000;
/** ms a restore may take. */
const RESTORE = 300_000;
const BACKUPS = "kho";

/** Where the demonstration's rooms are: the city's own and two wards, each with a recorded day of its own. */
export const ROOMS = [
  { id: "hue", name: "Trung tâm IOC thành phố Huế (mô phỏng)", centre: [107.585, 16.465], day: "flood", vehicles: 50 },
  { id: "phuong-thuan-hoa", name: "Phường Thuận Hóa (mô phỏng)", centre: [107.589, 16.463], day: "fire", vehicles: 10 },
  { id: "phuong-vy-da", name: "Phường Vỹ Dạ (mô phỏng)", centre: [107.604, 16.478], day: "flood", vehicles: 10 },
] as const;

interface Options {
  folder: string;
  /** The backend's main file. */
  entry: string;
  /** HTTP port of the first room, the others follow, MQTT ten above each; 0: free ones. */
  port: number;
  speed: number;
  /** false: no recorded day is played. */
  feed: boolean;
  rooms?: number;
}

/** A room as it is shown. */
export interface Seen {
  id: string;
  name: string;
  address?: string;
  pid?: number;
  /** How its backend ended, while it is away. */
  ended?: string;
  /** The line to the centre is cut by us. */
  cut: boolean;
  /** What the room's own sync bar shows, and when it was asked; absent: it does not answer. */
  told?: Told & { at: number };
  /** Told from both databases; absent: not known. */
  equality?: Equality;
}

/** The demonstration city while it runs. */
export interface DemoCity {
  account: { id: string; name: string; password: string };
  look(): Seen[];
  cut(id: string): boolean;
  mend(id: string): boolean;
  kill(id: string): boolean;
  /** @param at ISO instant or "2026-11-23 08:30" (Vietnam time); absent: as new as the backups are. @returns what the command said; undefined: no such room */
  restore(id: string, at: string | undefined): Promise<{ ok: boolean; text: string } | undefined>;
  stop(): Promise<void>;
}

/** Starts database, lines and rooms in `folder`, or goes on with what lies there. Whatever was begun is ended when it fails. */
export async function openDemoCity({ folder, entry, port, speed, feed, rooms: many = ROOMS.length }: Options): Promise<DemoCity> {
  // The database's own user has to pass through here.
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const secret = (name: string, make: () => string): string => {
    const file = join(folder, name);
    if (!existsSync(file)) writeFileSync(file, `${make()}\n`, { mode: 0o600 });
    return readFileSync(file, "utf8").trim();
  };
  const account = { id: "dieu-hanh", name: "Người điều hành", password: secret("password", () => randomBytes(9).toString("base64url")) };
  const keyFile = join(folder, "backup.key");
  secret("backup.key", () => randomBytes(32).toString("hex"));
  const postgres = await postgresIn(join(folder, "postgres"), secret("centre.password", () => randomBytes(18).toString("base64url")));
  const closers: (() => Promise<unknown>)[] = [() => postgres.end("SIGINT")];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).toReversed()) await close().catch(() => undefined);
  };

  interface One {
    site: SiteId;
    config: string;
    line: Cable;
    room: RoomProcess;
    seen: Seen;
    comparedAt: number;
  }
  const all = new Map<string, One>();
  try {
    await postgres.start();
    for (const [i, { id, name, centre, day, vehicles }] of ROOMS.slice(0, many).entries()) {
      const own = join(folder, "rooms", id);
      mkdirSync(join(own, "backups"), { recursive: true, mode: 0o700 });
      const line = await openCable(postgres.port);
      closers.push(() => line.close());
      const config = join(own, "config.yaml");
      writeFileSync(config, JSON.stringify({
        site: { id, name, centre }, pack: "city/hue", host: "127.0.0.1", port: port === 0 ? 0 : port + i, mqtt: { host: "127.0.0.1", port: port === 0 ? 0 : port + 10 + i },
        feed: feed ? { file: "built-in", day, speed, vehicles } : { file: "none" }, centre: postgres.settings({ port: line.port }),
        backup: { keyFile, places: [{ id: BACKUPS, kind: "folder", path: join(own, "backups") }], everyHours: 1, factsEverySeconds: 10 },
      }), { mode: 0o600 });
      const room = startRoom({ entry, config, folder: join(own, "data"), log: join(own, "room.log"), account });
      closers.push(() => room.stop());
      all.set(id, { site: SiteId.parse(id), config, line, room, comparedAt: 0, seen: { id, name, cut: false } });
    }
  } catch (error) {
    await stop();
    throw error;
  }

  const equality = openEquality(postgres.settings());
  let closing = false;
  /** One comparison at a time; a long journal is compared as much less often as it takes longer. */
  const compare = async (one: One): Promise<void> => {
    const began = Date.now();
    const found = await equality.look(one.room.folder, one.site);
    if (found === undefined) delete one.seen.equality;
    else one.seen.equality = found;
    one.comparedAt = Date.now() + (Date.now() - began) * 4;
  };
  const watching = (async () => {
    while (!closing) {
      await Promise.all([...all.values()].map(async ({ room, seen }) => {
        const at = Date.now();
        const told = await room.ask();
        const place = room.place();
        const ended = room.ended();
        for (const key of ["told", "address", "pid", "ended"] as const) delete seen[key];
        Object.assign(seen, told && { told: { ...told, at } }, place && { address: `http://127.0.0.1:${place.port}`, pid: place.pid }, ended !== undefined && { ended });
      }));
      const next = [...all.values()].toSorted((a, b) => a.comparedAt - b.comparedAt)[0];
      if (next !== undefined && Date.now() - next.comparedAt >= COMPARE / all.size) await compare(next);
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
    await equality.close();
  })();
  closers.push(() => {
    closing = true;
    return watching;
  });
  const on = (id: string, act: (one: One) => void): boolean => {
    const one = all.get(id);
    if (one !== undefined) act(one);
    return one !== undefined;
  };
  return {
    account, stop,
    look: () => [...all.values()].map(({ seen }) => ({ ...seen })),
    cut: (id) => on(id, ({ line, seen }) => {
      seen.cut = true;
      line.cut();
    }),
    mend: (id) => on(id, ({ line, seen }) => {
      seen.cut = false;
      line.mend();
    }),
    kill: (id) => on(id, ({ room }) => room.kill()),
    restore: async (id, at) => {
      const one = all.get(id);
      return one && ((await one.room.without((stopped) => restoreRoom(one.config, one.room.folder, at, stopped))) ?? { ok: false, text: "Phòng đang được khôi phục hoặc đang dừng / this room is being restored, or stopped, already" });
    },
  };
}

/** The command as people run it. */
function restoreRoom(config: string, folder: string, at: string | undefined, stopped: AbortSignal): Promise<{ ok: boolean; text: string }> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", new URL("../restore.ts", import.meta.url).pathname, "--from", BACKUPS, "--config", config, "--data", folder, ...(at === undefined ? [] : ["--at", at])], { env: cleanEnv(), stdio: ["ignore", "pipe", "pipe"], timeout: RESTORE, signal: stopped });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text = (text + chunk.toString()).slice(-4000)));
  // It is over when it is gone, not when it was told to go.
  return new Promise((done) => child.on("error", (error) => (text += error.message)).once("close", (code) => done({ ok: code === 0, text })));
}
