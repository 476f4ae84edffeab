import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { MAX_FEED_FAULTS, type FeedDay } from "#contract/feed";
import { SourceId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import { Source } from "#contract/source";
import type { Config } from "./config.ts";
import { filmsIn, stagesIn } from "./feed/cameras/films.ts";
import { cameraFacts, startCameras } from "./feed/cameras/start-cameras.ts";
import { FLEET } from "./feed/fleet-facts.ts";
import type { FleetPlan } from "./feed/fleet-plan.ts";
import { keptFaults } from "./feed/kept-faults.ts";
import { glanceAt } from "./feed/recording.ts";
import { startFeed, type FeedLogin, type PlayingFeed } from "./feed/start-feed.ts";
import { ASSETS } from "./paths.ts";
import type { Clock, FeedDesk, Log } from "./ports.ts";
import type { OpenRoom } from "./room/open-room.ts";

const FEED = SourceId.parse("feed");
/** From the ports being open to the feed, ms: windows are painted first, and the feed has a minute to show something. */
const AHEAD_MS = 2000;

const DAY_S = 86_400;
/** Files of the built-in days and their lengths, s, each from a midnight to a midnight: a flood's second day is its way back. */
const DAYS: Readonly<Record<FeedDay, { file: string; round: number }>> = { flood: { file: "flood-day.ndjson.gz", round: 2 * DAY_S }, calm: { file: "calm-day.ndjson.gz", round: DAY_S }, fire: { file: "fire-day.ndjson.gz", round: DAY_S } };

interface Options {
  config: Config;
  /** The built-in broker's. */
  port: number;
  fleet: FleetPlan | undefined;
  room: OpenRoom;
  clock: Clock;
  log: Log;
}

/**
 * Starts the recorded feed as a source like any other, with a new secret at each start that exists only in memory. It comes
 * a moment after the room is open; what then goes wrong is an error of the log. A built-in day begins anew at its last midnight.
 *
 * @returns the desk that tells and steers it, and how to stop it; in words why the file is no recording
 */
export async function playFeed({ config, port, fleet, room, clock, log }: Options): Promise<Result<FeedDesk & { stop(): Promise<void> }, string>> {
  const builtIn = config.feed.file === "built-in";
  const file = builtIn ? join(ASSETS, "city/hue", DAYS[config.feed.day].file) : config.feed.file;
  const { speed } = config.feed;
  const seen = await glanceAt(file);
  if (!seen.ok) return fail(seen.fault);
  let stopped = false;
  let feed: PlayingFeed | undefined;
  let from = 0;
  const kept = keptFaults(join(config.data, "feed-faults.json"), config.feed.faults);
  let faults = [...kept.first()];
  const login = async (id: SourceId, otherwise: z.input<typeof Source>): Promise<FeedLogin | undefined> => {
    const known = room.state().sources.get(id);
    // A larger fleet than the last one needs a larger bound; one that somebody raised stays.
    const source = Source.parse({ ...(known ?? otherwise), nature: "demo", ...(known?.limit !== undefined && otherwise.limit !== undefined && { limit: Math.max(known.limit, otherwise.limit) }) });
    const saved = await room.desk.saveSource({ source, renew: true }, undefined);
    const password = saved.ok ? saved.value.secret : undefined;
    if (password === undefined) log.error("feed-refused", { source: id, detail: saved.ok ? "no secret" : saved.fault.code });
    return password === undefined ? undefined : { username: id, password };
  };
  const start = async (): Promise<void> => {
    const gauges = await login(FEED, { id: FEED, name: "Nguồn phát lại", owner: "Kỳ Đài" });
    const limit = Math.max(10_000, (fleet?.vehicles ?? 0) * 8);
    const cars = fleet === undefined ? undefined : await login(FLEET, { id: FLEET, name: "Xe mô phỏng", owner: "Kỳ Đài", rate: 5, limit });
    if (stopped || gauges === undefined) return;
    from = playedSoFar(join(config.data, "feed.json"), { file, speed }, clock.wall());
    feed = startFeed({
      file, speed, from, port, faults, login: gauges, ...(builtIn && { round: DAYS[config.feed.day].round }),
      ...(fleet !== undefined && cars !== undefined && { fleet: { login: cars, vehicles: fleet.vehicles, network: fleet.network, stations: fleet.stations } }),
      ...(cameras !== undefined && { watch: [...new Set(Object.values(stagesIn(films)).map(({ by }) => by))] }),
    }, log, (readings) => cameras?.hear(readings));
  };
  let cameras: ReturnType<typeof startCameras> | undefined;
  const films = join(ASSETS, config.pack, "cameras");
  const show = (): void => {
    if (!builtIn || stopped || filmsIn(films).length === 0) return;
    cameras = startCameras({
      folder: films, note: join(config.data, "feed-cameras.json"), log,
      onServed(served) {
        const facts = cameraFacts({ ...served, known: room.state().cameras, things: room.state().things, at: clock.wall() });
        if (facts.length > 0) void room.commit(facts).then((written) => written.ok || log.error("feed-cameras-not-saved", { detail: written.fault.code }));
      },
    });
  };
  let starting = Promise.resolve();
  const timer = setTimeout(() => {
    show();
    starting = start().catch((error: unknown) => log.error("feed-broken", { error }));
  }, AHEAD_MS);
  return ok({
    state: () => ({ ...(builtIn && { day: config.feed.day }), at: feed?.at() ?? 0, speed, vehicles: fleet?.vehicles ?? 0, faults }),
    fault(fault, on) {
      const others = faults.filter((each) => each.kind !== fault.kind || each.target !== fault.target);
      if (on && others.length >= MAX_FEED_FAULTS) return;
      faults = on ? [...others, fault] : others;
      feed?.order({ fault, on });
      try {
        kept.keep(faults);
      } catch (error) {
        log.error("feed-faults-not-kept", { error });
      }
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      // What it is about to write is written before the room's files are closed.
      await starting;
      await feed?.stop();
      await cameras?.stop();
    },
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
