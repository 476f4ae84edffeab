import { z } from "zod";
import { ok } from "#contract/result";
import { printedSpan } from "../words.ts";
import { defineLeaf, propertyName } from "./define.ts";
import { speaks, type Memory } from "./memory.ts";
import { count, covered, maximum, minimum, sum, type Ring } from "./ring.ts";
import { Deadband, edgeOf, type Edge, printedComparison, printedLimit, resolveSetpoint, Setpoint, Side } from "./setpoint.ts";
import { capacityOf, Span } from "./span.ts";
import { FALSE, TRUE, UNKNOWN, type Test } from "./truth.ts";

const AGGREGATES = {
  mean: { vi: "Trung bình", en: "Mean" },
  min: { vi: "Nhỏ nhất", en: "Minimum" },
  max: { vi: "Lớn nhất", en: "Maximum" },
  sum: { vi: "Tổng", en: "Sum" },
  count: { vi: "Số lần đo", en: "Count" },
  range: { vi: "Biên độ", en: "Range" },
} as const;
type Aggregate = keyof typeof AGGREGATES;

/**
 * An aggregate over the last so many seconds, in the series' own phenomenonTime, bad values left out.
 * Unknown until the window has been watched over its whole length, except where more data could not undo what already holds.
 */
export const window = defineLeaf({
  kind: "window",
  title: { vi: "Cửa sổ thời gian", en: "Window" },
  params: z.object({
    aggregate: z.enum(["mean", "min", "max", "sum", "count", "range"]).meta({
      title: "Phép gộp", titleEn: "Aggregate", description: "Giá trị được tính trên cửa sổ",
      labels: AGGREGATES,
    }),
    span: Span,
    side: Side,
    setpoint: Setpoint,
    deadband: Deadband,
    least: z.int().min(1).max(1000).default(1).meta({ title: "Số giá trị tối thiểu", titleEn: "At least values", description: "Ít hơn thì coi là không biết" }),
  }),
  compile({ aggregate, span, side, setpoint, deadband, least }, datastream, env, index) {
    const limit = resolveSetpoint(setpoint, datastream);
    if (!limit.ok) return limit;
    const capacity = capacityOf(span, datastream, 1);
    if (!capacity.ok) return capacity;
    const ring = env.ring(datastream.series, span * 1000, capacity.value, ["min", "max", "range"].includes(aggregate));
    const { vi, en } = AGGREGATES[aggregate];
    const onlyGrows = (side === "above" && ["max", "count", "range"].includes(aggregate)) || (side === "below" && aggregate === "min");
    const name = propertyName(env.state, datastream);
    const over = printedSpan(span);
    const shown = printedComparison(side, setpoint, limit.value, datastream, aggregate === "count" ? "1" : datastream.unit);
    return ok({
      datastream,
      test: testOf({
        memory: env.memory, series: datastream.series, stale: datastream.staleAfter * 1000, ring, slack: datastream.period * 1500,
        aggregate, edge: edgeOf(side, limit.value, deadband), held: env.held(index), onlyGrows, least: aggregate === "count" ? 0 : least,
      }),
      text: { vi: `${vi} ${name.vi} trong ${over.vi} ${shown.vi}`, en: `${en} of ${name.en} over ${over.en} ${shown.en}` },
      setpoint: printedLimit(limit.value, datastream),
    });
  },
});

interface Watch {
  memory: Memory;
  series: number;
  /** ms. */
  stale: number;
  ring: Ring;
  /** ms. */
  slack: number;
  aggregate: Aggregate;
  edge: Edge;
  held: boolean;
  /** More data could not undo what already holds. */
  onlyGrows: boolean;
  least: number;
}

function testOf({ memory, series, stale, ring, slack, aggregate, edge: { sign, limit, release }, held, onlyGrows, least }: Watch): Test {
  return () => {
    if (!ring.whole || !speaks(memory, series, stale) || count(ring) < least) return UNKNOWN;
    const whole = covered(ring, slack);
    if (!whole && !onlyGrows) return UNKNOWN;
    const x = sign * valueOf(aggregate, ring);
    held = x >= limit || (held && x > release);
    return held ? TRUE : whole ? FALSE : UNKNOWN;
  };
}

function valueOf(aggregate: Aggregate, ring: Ring): number {
  switch (aggregate) {
    case "mean": return sum(ring) / count(ring);
    case "min": return minimum(ring);
    case "max": return maximum(ring);
    case "sum": return sum(ring);
    case "count": return count(ring);
    case "range": return maximum(ring) - minimum(ring);
  }
}
