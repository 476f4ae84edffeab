import type { Instant } from "#contract/ids";
import type { Observation, Quality, Reading, RejectionReason } from "#contract/observation";
import { fail, ok, type Result } from "#contract/result";
import type { Source } from "#contract/source";
import type { Datastream } from "#contract/things";

/** A sensor's clock may be ahead by so much, ms. */
export const FUTURE = 60_000;
/** Readings older than this are refused, ms: 7 days. */
export const ANCIENT = 7 * 86_400_000;

/** Linear conversion between two UCUM units: to = from × factor + offset. Injected: the core knows no unit tables. */
export type UnitConversion = (from: string, to: string) => { factor: number; offset: number } | { fault: "unknown-unit" | "incompatible-unit" };

/** What a reading is held against. */
export interface ObserveContext {
  /** The one it names; undefined: there is none. */
  datastream: Datastream | undefined;
  source: Source;
  now: Instant;
  /** phenomenonTime of the newest observation of the series. */
  newest: Instant | undefined;
  convert: UnitConversion;
  /** ms ahead of now still accepted; FUTURE when absent. */
  future?: number;
  /** ms behind now still accepted; ANCIENT when absent. */
  ancient?: number;
}

export interface Refusal {
  reason: RejectionReason;
  detail: string;
}

/**
 * A reading becomes an observation in its datastream's unit, or is refused with the reason.
 * Doubt is not refusal: outside the plausible range it is "bad", out of order it is `late` and at best "uncertain".
 */
export function observe(reading: Reading, context: ObserveContext): Result<Observation, Refusal> {
  const { datastream, source, now } = context;
  if (datastream === undefined) return refuse("unknown-datastream", `no datastream ${reading.datastreamId}`);
  if (datastream.sourceId !== undefined && datastream.sourceId !== source.id) {
    return refuse("forbidden-datastream", `${datastream.id} is fed by another source`);
  }
  if (!granted(source.grants, datastream.id)) return refuse("forbidden-datastream", `${source.id} has no grant for ${datastream.id}`);
  let { result } = reading;
  if (!Number.isFinite(result)) return refuse("not-a-number", `result is ${result}`);
  if (reading.unit !== undefined && reading.unit !== datastream.unit) {
    const conversion = context.convert(reading.unit, datastream.unit);
    if ("fault" in conversion) return refuse(conversion.fault, `${reading.unit} to ${datastream.unit}`);
    result = result * conversion.factor + conversion.offset;
    if (!Number.isFinite(result)) return refuse("not-a-number", `result is ${result} ${datastream.unit}`);
  }
  const phenomenonTime = reading.phenomenonTime ?? now;
  const future = context.future ?? FUTURE;
  if (phenomenonTime > now + future) return refuse("future", `${phenomenonTime - now} ms ahead`);
  if (phenomenonTime < now - (context.ancient ?? ANCIENT)) return refuse("ancient", `${now - phenomenonTime} ms old`);
  // A newest that lies in the future was stamped by a clock since set back: nothing is late against it.
  const late = context.newest !== undefined && phenomenonTime <= context.newest && context.newest <= now + future;
  return ok({ series: datastream.series, phenomenonTime, result, quality: grade(result, reading.quality, datastream, late), late });
}

/** Whether one of the grants names the datastream; `*` at a grant's end stands for any rest. */
export function granted(grants: readonly string[], datastreamId: string): boolean {
  for (const grant of grants) {
    if (grant === "*" || grant === datastreamId) return true;
    if (grant.endsWith("*") && datastreamId.startsWith(grant.slice(0, -1))) return true;
  }
  return false;
}

function grade(result: number, said: Quality | undefined, { min, max }: Datastream, late: boolean): Quality {
  if (said === "bad" || (min !== undefined && result < min) || (max !== undefined && result > max)) return "bad";
  return late || said === "uncertain" ? "uncertain" : "good";
}

function refuse(reason: RejectionReason, detail: string): { ok: false; fault: Refusal } {
  return fail({ reason, detail });
}
