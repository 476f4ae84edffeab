import { z } from "zod";
import { ok } from "#contract/result";
import { printedSpan } from "../words.ts";
import { defineLeaf, propertyName } from "./define.ts";
import { speaks } from "./memory.ts";
import { count, covered, maximum, minimum, type Ring } from "./ring.ts";
import { Deadband, hysteresis, printedComparison, printedLimit, resolveSetpoint, Setpoint, Side } from "./setpoint.ts";
import { capacityOf, Span } from "./span.ts";
import { TRUE, UNKNOWN } from "./truth.ts";

const AGGREGATES = {
  mean: { vi: "Trung bình", en: "Mean", of: (ring: Ring) => ring.sum / count(ring) },
  min: { vi: "Nhỏ nhất", en: "Minimum", of: minimum },
  max: { vi: "Lớn nhất", en: "Maximum", of: maximum },
  sum: { vi: "Tổng", en: "Sum", of: (ring: Ring) => ring.sum },
  count: { vi: "Số lần đo", en: "Count", of: count },
  range: { vi: "Biên độ", en: "Range", of: (ring: Ring) => maximum(ring) - minimum(ring) },
} as const;

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
      labels: {
        mean: { vi: "Trung bình", en: "Mean" }, min: { vi: "Nhỏ nhất", en: "Minimum" }, max: { vi: "Lớn nhất", en: "Maximum" },
        sum: { vi: "Tổng", en: "Sum" }, count: { vi: "Số lần đo", en: "Count" }, range: { vi: "Biên độ", en: "Range" },
      },
    }),
    span: Span,
    side: Side,
    setpoint: Setpoint,
    deadband: Deadband,
    least: z.int().min(1).max(1000).default(1).meta({ title: "Số giá trị tối thiểu", titleEn: "At least values", description: "Ít hơn thì coi là không biết" }),
  }),
  span: ({ span }) => span,
  compile({ aggregate, span, side, setpoint, deadband, least }, datastream, env, index) {
    const limit = resolveSetpoint(setpoint, datastream);
    if (!limit.ok) return limit;
    const capacity = capacityOf(span, datastream, 1);
    if (!capacity.ok) return capacity;
    const { memory } = env;
    const { series } = datastream;
    const stale = datastream.staleAfter * 1000;
    const ring = env.ring(series, span * 1000, capacity.value, ["min", "max", "range"].includes(aggregate));
    const slack = datastream.period * 1500;
    const { of, vi, en } = AGGREGATES[aggregate];
    const compare = hysteresis(side, limit.value, deadband, env.held(index));
    const onlyGrows = (side === "above" && ["max", "count", "range"].includes(aggregate)) || (side === "below" && aggregate === "min");
    const needed = aggregate === "count" ? 0 : least;
    const name = propertyName(env.state, datastream);
    const over = printedSpan(span);
    const shown = printedComparison(side, setpoint, limit.value, datastream, aggregate === "count" ? "1" : datastream.unit);
    return ok({
      datastream,
      test: () => {
        if (!speaks(memory, series, stale) || count(ring) < needed) return UNKNOWN;
        const whole = covered(ring, slack);
        if (!whole && !onlyGrows) return UNKNOWN;
        const truth = compare(of(ring));
        return whole || truth === TRUE ? truth : UNKNOWN;
      },
      text: { vi: `${vi} ${name.vi} trong ${over.vi} ${shown.vi}`, en: `${en} of ${name.en} over ${over.en} ${shown.en}` },
      setpoint: printedLimit(limit.value, datastream),
    });
  },
});
