import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { SourceId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import { Source } from "#contract/source";
import type { Config } from "./config.ts";
import { readRecording } from "./feed/recording.ts";
import { startFeed } from "./feed/start-feed.ts";
import { ASSETS } from "./paths.ts";
import type { Clock, Log } from "./ports.ts";
import type { OpenRoom } from "./room/open-room.ts";

const FEED = SourceId.parse("feed");

interface Options {
  config: Config;
  /** The built-in broker's. */
  port: number;
  room: OpenRoom;
  clock: Clock;
  log: Log;
}

/** Starts the recorded feed as a source like any other, with a new secret at each start that exists only in memory. @returns how to stop it */
export async function playFeed({ config, port, room, clock, log }: Options): Promise<Result<() => Promise<void>, string>> {
  const file = config.feed.file === "built-in" ? join(ASSETS, "city/hue/flood-day.ndjson.gz") : config.feed.file;
  const recording = readRecording(file);
  if (!recording.ok) return fail(recording.fault);
  const source = room.state().sources.get(FEED) ?? Source.parse({ id: FEED, name: "Nguồn phát lại", owner: "Kỳ Đài", nature: "demo" });
  const saved = await room.desk.saveSource({ source, renew: true }, undefined);
  if (!saved.ok) return fail(`feed: ${saved.fault.code}`);
  const password = saved.value.secret;
  if (password === undefined) return fail("feed: no secret");
  const from = playedSoFar(join(config.data, "feed.json"), { file, speed: config.feed.speed }, clock.wall());
  const feed = startFeed({ file, speed: config.feed.speed, from, port, username: FEED, password }, log);
  return ok(() => feed.stop());
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
