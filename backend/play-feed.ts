import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { SourceId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import { Source } from "#contract/source";
import type { Config } from "./config.ts";
import { glanceAt } from "./feed/recording.ts";
import { startFeed } from "./feed/start-feed.ts";
import { ASSETS } from "./paths.ts";
import type { Clock, Log } from "./ports.ts";
import type { OpenRoom } from "./room/open-room.ts";

const FEED = SourceId.parse("feed");
/** From the ports being open to the feed, ms: windows are painted first, and the feed has a minute to show something. */
const AHEAD_MS = 2000;

interface Options {
  config: Config;
  /** The built-in broker's. */
  port: number;
  room: OpenRoom;
  clock: Clock;
  log: Log;
}

/**
 * Starts the recorded feed as a source like any other, with a new secret at each start that exists only in memory. It comes
 * a moment after the room is open; what then goes wrong is an error of the log.
 *
 * @returns how to stop it; in words why the file is no recording
 */
export async function playFeed({ config, port, room, clock, log }: Options): Promise<Result<() => Promise<void>, string>> {
  const file = config.feed.file === "built-in" ? join(ASSETS, "city/hue/flood-day.ndjson.gz") : config.feed.file;
  const { speed } = config.feed;
  const seen = await glanceAt(file);
  if (!seen.ok) return fail(seen.fault);
  let stopped = false;
  let feed: ReturnType<typeof startFeed> | undefined;
  const start = async (): Promise<void> => {
    const source = room.state().sources.get(FEED) ?? Source.parse({ id: FEED, name: "Nguồn phát lại", owner: "Kỳ Đài", nature: "demo" });
    const saved = await room.desk.saveSource({ source, renew: true }, undefined);
    if (stopped) return;
    const password = saved.ok ? saved.value.secret : undefined;
    if (password === undefined) return log.error("feed-refused", { detail: saved.ok ? "no secret" : saved.fault.code });
    const from = playedSoFar(join(config.data, "feed.json"), { file, speed }, clock.wall());
    feed = startFeed({ file, speed, from, port, username: FEED, password }, log);
  };
  let starting = Promise.resolve();
  const timer = setTimeout(() => {
    starting = start().catch((error: unknown) => log.error("feed-broken", { error }));
  }, AHEAD_MS);
  return ok(async () => {
    stopped = true;
    clearTimeout(timer);
    // What it is about to write is written before the room's files are closed.
    await starting;
    await feed?.stop();
  });
}

const Begun = z.object({ file: z.string(), speed: z.number(), at: z.number() });

/**
 * Seconds of the recording that lie behind at `now`: the day goes on while the backend is away, as a real one would.
 * Another file or speed, or a note that cannot be read, begins the day anew.
 */
function playedSoFar(note: string, feed: { file: string; speed: number }, now: number): number {
  try {
    const begun = Begun.safeParse(JSON.parse(readFileSync(note, "utf8")));
    if (begun.success && begun.data.file === feed.file && begun.data.speed === feed.speed && begun.data.at <= now) return ((now - begun.data.at) / 1000) * feed.speed;
  } catch {
    // The first start on this folder.
  }
  writeFileSync(note, JSON.stringify({ ...feed, at: now }));
  return 0;
}
