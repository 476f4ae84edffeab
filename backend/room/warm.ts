import { QUALITIES } from "#contract/observation";
import type { RoomState } from "../core/state.ts";
import type { World } from "../core/world.ts";
import type { Log, Now, TelemetryStore } from "../ports.ts";
import { Columns } from "./columns.ts";
import type { Newest } from "./newest.ts";
import { readPast, SERIES_POINTS } from "./past.ts";

/** So far back everything is replayed, ms; what some rules need beyond it is read series by series. */
const SHARED_MS = 6 * 3_600_000;
/** Points so read at a start, in all: about a minute's reading (540,000 in 1.5 s, measured on 2 cores). Series beyond it start with the shared span alone, and their windows say nothing until whole. */
export const WARM_POINTS = 20_000_000;
/** Points put in order at a time: 50 MB at most, and what a sort key has room for. */
const SORTED_POINTS = 2 ** 20;

interface Warming {
  world: Pick<World, "warm" | "needs">;
  state: Pick<RoomState, "alarms" | "datastreams">;
  telemetry: Pick<TelemetryStore, "since" | "latest" | "history">;
  newest: Newest;
  /** The instant up to which is replayed. */
  began: Now;
  log: Log;
  /** WARM_POINTS when absent. */
  limit?: number;
}

/** Newest values and the rules' windows, from what is stored. Silent: no fact comes of it. */
export async function warmUp({ world, state, telemetry, newest, began, log, limit = WARM_POINTS }: Warming): Promise<void> {
  const needs = world.needs();
  let deepest = 0;
  for (const need of needs.values()) deepest = Math.max(deepest, need);
  const from = began.wall - Math.min(SHARED_MS, deepest);
  await warmLong({ world, telemetry, log, limit, needs, began, until: from });
  await telemetry.since(from, (slice) => world.warm({ ...slice, n: slice.series.length }));
  // Series that were quiet in that span still have a last value.
  const stored = await telemetry.latest();
  const quiet = new Columns();
  for (let i = 0; i < stored.series.length; i++) {
    newest.set(stored.series[i]!, stored.t[i]!);
    if (stored.t[i]! < from) quiet.push(stored.series[i]!, stored.t[i]!, stored.v[i]!, stored.q[i]!);
  }
  world.warm(quiet);
  // An alarm may rest on a reading that was judged and journalled, but not stored before a kill: its sender will send it again.
  // Until then the alarm's own record is the evidence; `newest` is left behind, so that the reading is stored when it comes.
  for (const alarm of state.alarms.values()) {
    for (const { datastreamId, value, at, quality } of alarm.inputs) {
      const datastream = state.datastreams.get(datastreamId);
      if (datastream === undefined || value === undefined || at === undefined || at <= newest.get(datastream.series)) continue;
      const evidence = new Columns();
      evidence.push(datastream.series, at, value, QUALITIES.indexOf(quality ?? "good"));
      world.warm(evidence);
    }
  }
}

/** What series need beyond the shared span, before it. A rule's series stand together in `needs`, so nearly always it meets them in the order they came. */
async function warmLong({ world, telemetry, log, limit, needs, began, until }: Pick<Warming, "world" | "telemetry" | "log" | "began"> & { limit: number; needs: ReadonlyMap<number, number>; until: number }): Promise<void> {
  const group = new Columns();
  let points = 0;
  let left = 0;
  for (const [series, need] of needs) {
    const from = began.wall - need;
    if (from >= until) continue;
    if (points >= limit) {
      left++;
      continue;
    }
    const { t, v, q } = await readPast(telemetry, log, { series, from, to: until - 1 });
    for (let i = 0; i < t.length; i++) group.push(series, t[i]!, v[i]!, q[i]!);
    points += t.length;
    // A series more may bring a last part beyond its own limit.
    if (group.n < SORTED_POINTS - 2 * SERIES_POINTS) continue;
    world.warm(inOrder(group));
    group.clear();
  }
  world.warm(inOrder(group));
  if (left > 0) log.warn("warm-up-cut", { points, limit, seriesLeft: left });
}

/** Ascending in t, and where t is equal as they stood. */
function inOrder({ n, series, t, v, q }: Columns): Columns {
  let first = Infinity;
  for (let i = 0; i < n; i++) first = Math.min(first, t[i]!);
  // Whole ms and position in one number: eight days and a million fit in 53 bits with room.
  const keys = new Float64Array(n);
  for (let i = 0; i < n; i++) keys[i] = Math.floor(t[i]! - first) * SORTED_POINTS + i;
  keys.sort();
  const ordered = new Columns();
  for (const key of keys) {
    const i = key % SORTED_POINTS;
    ordered.push(series[i]!, t[i]!, v[i]!, q[i]!);
  }
  return ordered;
}
