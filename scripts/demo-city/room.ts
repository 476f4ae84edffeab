import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { placeOf, type Place } from "#contract/place";

/** ms until a room that ended is started again, the first time and at most. */
const AGAIN = { first: 1000, most: 30_000 };
/** ms an orderly end may take, and one answer of the room. */
const LAST = 15_000;
const PATIENCE = 5000;
/** A log larger than this, bytes, begins anew at the next start. */
const MAX_LOG = 5_000_000;

/** What a room says of its link to the centre: the figures its own sync bar is made of. */
export interface Told {
  link: "up" | "down";
  left?: number;
  /** s: age of the oldest alarm the centre does not know of; 0: it knows all. Not known where `left` is not. */
  oldestAlarm?: number;
  epoch?: number;
  sent: number;
  repaired: number;
  different?: number;
}

/** One room as a process of its own, started again whenever it ends. */
export interface RoomProcess {
  readonly folder: string;
  /** Where it answers; undefined: it does not run, or not yet. */
  place(): Place | undefined;
  /** How it ended last, until it stands again. */
  ended(): string | undefined;
  /** What its sync bar shows now; undefined: it does not answer. */
  ask(): Promise<Told | undefined>;
  /** kill -9; it comes back by itself. */
  kill(): void;
  /** Stops it, runs `act` over its folder, and starts it again whatever came of it. @param act ends early when the room is stopped for good @returns undefined: another one is under way, or it is stopped */
  without<T>(act: (stopped: AbortSignal) => Promise<T>): Promise<T | undefined>;
  stop(): Promise<void>;
}

interface Options {
  entry: string;
  config: string;
  folder: string;
  log: string;
  account: { id: string; name: string; password: string };
}

/** The environment without the settings of a room of one's own: they would go before the demonstration's (KYDAI_HOST would bind every interface). */
export const cleanEnv = (env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith("KYDAI_")));

/** Starts the room's backend. */
export function startRoom({ entry, config, folder, log, account }: Options): RoomProcess {
  let child: ChildProcess | undefined;
  let ended: string | undefined;
  let stopping = false;
  /** For good: what comes back from a restore meanwhile is not started. */
  let closed = false;
  const over = new AbortController();
  let acting: Promise<unknown> | undefined;
  let again: NodeJS.Timeout | undefined;
  let deaths = 0;
  let cookie: string | undefined;
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  const start = (): void => {
    clearTimeout(again);
    if (child !== undefined) return;
    rmSync(join(folder, "backend.json"), { force: true });
    const out = openSync(log, existsSync(log) && statSync(log).size < MAX_LOG ? "a" : "w", 0o600);
    // What it prints for people holds the first-run code: it is not kept.
    const own = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", entry, "--config", config, "--data", folder, "--log", "warn"], { env: cleanEnv(), stdio: ["ignore", "ignore", out] });
    closeSync(out);
    child = own;
    cookie = undefined;
    const gone = (how: string): void => {
      if (child !== own) return;
      child = undefined;
      ended = how;
      if (!stopping) again = setTimeout(start, Math.min(AGAIN.most, AGAIN.first * 2 ** deaths++));
    };
    own.once("error", (error) => gone(error.message));
    own.once("exit", (code, signal) => gone(signal ?? `${code}`));
  };
  const place = (): Place | undefined => {
    try {
      const found = placeOf(JSON.parse(readFileSync(join(folder, "backend.json"), "utf8")));
      return child !== undefined && found?.pid === child.pid ? found : undefined;
    } catch {
      return undefined;
    }
  };
  const address = (at: Place): string => `http://127.0.0.1:${at.port}`;
  async function signIn(at: Place): Promise<string | undefined> {
    const send = (path: string, body: unknown) => fetch(address(at) + path, { method: "POST", headers: { "content-type": "application/json", origin: address(at) }, body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE) });
    const code = join(folder, "first-run.code");
    const made = existsSync(code) ? await send("/api/first-run", { code: readFileSync(code, "utf8").trim(), ...account }) : undefined;
    const answer = made?.ok === true ? made : await send("/api/session", { name: account.id, password: account.password });
    return answer.headers.getSetCookie()[0]?.split(";")[0];
  }
  const end = async (): Promise<void> => {
    clearTimeout(again);
    const own = child;
    if (own === undefined) return;
    const gone = new Promise<void>((done) => own.once("exit", () => done()));
    own.kill("SIGTERM");
    const late = setTimeout(() => own.kill("SIGKILL"), LAST);
    await gone;
    clearTimeout(late);
  };
  start();
  return {
    folder, place, ended: () => ended,
    async ask() {
      const at = place();
      if (at === undefined) return undefined;
      try {
        cookie ??= await signIn(at);
        if (cookie === undefined) return undefined;
        const answer = await fetch(`${address(at)}/metrics`, { headers: { cookie }, signal: AbortSignal.timeout(PATIENCE) });
        if (!answer.ok) cookie = undefined;
        const told = answer.ok ? toldBy(await answer.text()) : undefined;
        if (told !== undefined) [deaths, ended] = [0, undefined];
        return told;
      } catch {
        return undefined;
      }
    },
    kill: () => void child?.kill("SIGKILL"),
    async without(act) {
      if (acting !== undefined || closed) return undefined;
      stopping = true;
      const all = (async () => {
        await end();
        return closed ? undefined : act(over.signal);
      })();
      acting = all;
      try {
        return await all;
      } finally {
        acting = undefined;
        stopping = closed;
        if (!closed) start();
      }
    },
    async stop() {
      stopping = closed = true;
      over.abort();
      await Promise.all([end(), acting?.catch(() => undefined)]);
    },
  };
}

/** The centre's figures among those of `/metrics`. @returns undefined when there are none */
export function toldBy(text: string): Told | undefined {
  const figures = new Map([...text.matchAll(/^kydai_centre_(\w+) (\S+)$/gm)].map(([, name, value]) => [name, Number(value)]));
  const up = figures.get("up");
  if (up === undefined) return undefined;
  const [left, epoch, different, oldestAlarm] = ["facts_left", "epoch", "facts_different", "oldest_alarm_seconds"].map((name) => figures.get(name));
  return {
    link: up === 1 ? "up" : "down", sent: figures.get("facts_sent_since_start") ?? 0, repaired: figures.get("facts_repaired_since_start") ?? 0,
    ...(left !== undefined && { left }), ...(oldestAlarm !== undefined && { oldestAlarm }), ...(epoch !== undefined && { epoch }), ...(different !== undefined && { different }),
  };
}
