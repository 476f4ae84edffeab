import { z } from "zod";
import { ok } from "#contract/result";
import { plainNumber, printedSpan, printedUnit } from "../words.ts";
import { defineLeaf, propertyName } from "./define.ts";
import { speaks } from "./memory.ts";
import { change, elapsed } from "./ring.ts";
import { Deadband } from "./setpoint.ts";
import { capacityOf, Span } from "./span.ts";
import { FALSE, TRUE, UNKNOWN } from "./truth.ts";

const PER = {
  second: { ms: 1000, vi: "giây", en: "s" },
  minute: { ms: 60_000, vi: "phút", en: "min" },
  hour: { ms: 3_600_000, vi: "giờ", en: "h" },
} as const;

const DIRECTION = {
  rising: { vi: "tăng", en: "rises" },
  falling: { vi: "giảm", en: "falls" },
  either: { vi: "thay đổi", en: "changes" },
} as const;

/** How fast the value changed from the oldest to the newest observation of a span. Unknown until they lie half a span apart. */
export const rateOfChange = defineLeaf({
  kind: "rate-of-change",
  title: { vi: "Tốc độ thay đổi", en: "Rate of change" },
  params: z.object({
    direction: z.enum(["rising", "falling", "either"]).meta({
      title: "Chiều", titleEn: "Direction", description: "Chiều thay đổi được xét",
      labels: { rising: { vi: "Tăng", en: "Rising" }, falling: { vi: "Giảm", en: "Falling" }, either: { vi: "Cả hai", en: "Either" } },
    }),
    setpoint: z.number().positive().meta({ title: "Ngưỡng", titleEn: "Setpoint", description: "Mức thay đổi trên một đơn vị thời gian", unit: "datastream" }),
    per: z.enum(["second", "minute", "hour"]).default("hour").meta({
      title: "Trên mỗi", titleEn: "Per", description: "Đơn vị thời gian của tốc độ",
      labels: { second: { vi: "Giây", en: "Second" }, minute: { vi: "Phút", en: "Minute" }, hour: { vi: "Giờ", en: "Hour" } },
    }),
    span: Span,
    deadband: Deadband,
  }),
  compile({ direction, setpoint, per, span, deadband }, datastream, env, index) {
    const capacity = capacityOf(span, datastream, 2);
    if (!capacity.ok) return capacity;
    const { memory } = env;
    const { series } = datastream;
    const stale = datastream.staleAfter * 1000;
    // One ms more, so that an observation exactly one span old still counts.
    const ring = env.ring(series, span * 1000 + 1, capacity.value, false);
    const least = span * 500;
    const unit = PER[per];
    let held = env.held(index);
    const name = propertyName(env.state, datastream);
    const limit = plainNumber(setpoint);
    const over = printedSpan(span);
    const sign = DIRECTION[direction];
    const printed = printedUnit(datastream.unit);
    return ok({
      datastream,
      test: () => {
        if (!ring.whole || !speaks(memory, series, stale)) return UNKNOWN;
        const ms = elapsed(ring);
        if (ms < least) return UNKNOWN;
        const rate = (change(ring) / ms) * unit.ms;
        const x = direction === "rising" ? rate : direction === "falling" ? -rate : Math.abs(rate);
        held = x >= setpoint || (held && x > setpoint - deadband);
        return held ? TRUE : FALSE;
      },
      text: {
        vi: `${name.vi} ${sign.vi} ≥ ${limit.vi} ${printed}/${unit.vi} trong ${over.vi}`,
        en: `${name.en} ${sign.en} ≥ ${limit.en} ${printed}/${unit.en} over ${over.en}`,
      },
      setpoint: limit,
    });
  },
});
