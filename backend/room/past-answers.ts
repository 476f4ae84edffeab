import type { Flood } from "#contract/alarm";
import type { Fault } from "#contract/fault";
import type { Instant } from "#contract/ids";
import type { PastRoom } from "#contract/past";
import { fail, ok, type Result } from "#contract/result";
import type { Datastream } from "#contract/things";
import type { RoomState } from "../core/state.ts";
import type { Journal, Log, Now, TelemetryStore } from "../ports.ts";
import type { AnswersFor } from "./answers.ts";
import { alarmsAt } from "./past-alarms.ts";

interface Options {
  state: Pick<RoomState, "datastreams">;
  journal: Pick<Journal, "past" | "recent">;
  telemetry: Pick<TelemetryStore, "at" | "stats">;
  now: () => Now;
  log: Log;
}

/** A value is looked for so far back, and for a series that may be silent longer, so many times as long as it may be. */
const LOOK_BACK_MS = 25 * 3_600_000;
const LOOK_BACK_TIMES = 4;
/** Answers kept for windows that play the same past at once: at most so many, some 5 MB each at the most, so long, ms. */
const KEPT = 6;
const KEPT_MS = 5000;
/** Questions that may wait for one before them: there are fewer windows in a room. */
const WAITING = 32;
/** How long the oldest observation is believed to be the oldest, ms: retention deletes in hours. */
const OLDEST_MS = 60_000;

const unavailable: Fault = { code: "unavailable", detail: "the index of the past is made at the next start" };

/** The room at past instants, one question at a time, in slices: no alarm and no sender waits for it. */
export function pastAnswers({ state, journal, telemetry, now, log }: Options): AnswersFor<"past:at" | "past:span"> {
  let queue: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const kept = new Map<Instant, { until: number; answer: Promise<Result<PastRoom>> }>();
  let oldest: { until: number; at: Promise<Instant | undefined> } | undefined;

  async function read(at: Instant): Promise<Result<PastRoom>> {
    const past = journal.past();
    if (past === undefined) return fail(unavailable);
    const seq = past.seqAt(at);
    if (seq === 0) return fail({ code: "malformed", path: "at", detail: "before the first fact" });
    const [values, { alarms, left }] = await Promise.all([readValues(at), alarmsAt(journal, past, seq)]);
    return ok({ at, seq, series: Array.from(values.series), v: Array.from(values.v), t: Array.from(values.t), q: Array.from(values.q), alarms, left, flood: floodAt(journal, seq) });
  }
  function readValues(at: Instant): ReturnType<TelemetryStore["at"]> {
    const streams = [...state.datastreams.values()];
    return telemetry.at(at, Uint32Array.from(streams, ({ series }) => series), Float64Array.from(streams, (stream) => Math.max(0, at - lookBack(stream))));
  }

  return {
    "past:at": ({ at }) => {
      const { wall, steady } = now();
      if (at > wall) return fail({ code: "malformed", path: "at", detail: "in the future" });
      for (const [instant, { until }] of kept) if (until <= steady) kept.delete(instant);
      const known = kept.get(at);
      if (known !== undefined) return known.answer;
      if (waiting >= WAITING) return fail({ code: "too-many", retryAfter: 1 });
      waiting++;
      const answer = queue.then(() => read(at)).catch((error: unknown): Result<PastRoom> => {
        kept.delete(at);
        log.warn("past-unreadable", { at, error });
        return fail({ code: "unavailable", detail: error instanceof Error ? error.message : String(error) });
      });
      queue = answer.finally(() => waiting--);
      for (const instant of kept.keys()) if (kept.size >= KEPT) kept.delete(instant);
      kept.set(at, { until: steady + KEPT_MS, answer });
      return answer;
    },
    "past:span": async ({ from, parts }) => {
      const { wall, steady } = now();
      const past = journal.past();
      if (past === undefined) return fail(unavailable);
      const first = Math.min(past.first() ?? wall, wall);
      const begin = Math.max(first, from ?? first);
      if (begin > wall) return fail({ code: "malformed", path: "from", detail: "in the future" });
      if (oldest === undefined || oldest.until <= steady) oldest = { until: steady + OLDEST_MS, at: telemetry.stats().then((stats) => stats.oldest) };
      const valuesFrom = await oldest.at.catch(() => undefined);
      return ok({ first, from: begin, to: wall, ...(valuesFrom === undefined ? undefined : { valuesFrom: Math.max(0, Math.floor(valuesFrom)) }), raised: past.raised(begin, Math.max(wall, begin + 1), parts) });
    },
  };
}

/** How far back from an instant a series' value still says something, ms. */
function lookBack({ staleAfter }: Datastream): number {
  return Math.max(LOOK_BACK_MS, staleAfter * 1000 * LOOK_BACK_TIMES);
}

function floodAt(journal: Pick<Journal, "recent">, seq: number): Flood {
  const last = journal.recent({ kinds: ["flood:began", "flood:ended"], before: seq + 1, limit: 1 })[0];
  if (last?.kind === "flood:began") return { active: true, since: last.at, count: last.count, peak: last.count };
  return { active: false, count: 0, peak: 0 };
}
