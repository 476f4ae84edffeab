import { z } from "zod";
import type { AlarmForecast } from "#contract/alarm";
import type { ForecastManner, ForecastPassing } from "#contract/forecast";
import { fail, ok } from "#contract/result";
import type { Datastream } from "#contract/things";
import { instantOf, passingWithin, type LiveForecast } from "../forecast/live.ts";
import { plainNumber, printedClock, printedNumber, printedSpan, type Words } from "../words.ts";
import { defineLeaf, propertyName, type Told } from "./define.ts";
import { speaks } from "./memory.ts";
import { Deadband, printedComparison, printedLimit, resolveSetpoint, Setpoint } from "./setpoint.ts";
import { FALSE, TRUE, UNKNOWN } from "./truth.ts";

/** Chance lost before an alarm that was raised is taken back: forecasts of two readings differ a little. */
const FALLS = 0.2;

/**
 * The level will be passed, so says the forecast. It is over once the level is passed, which is for a threshold to say, or no
 * longer to be expected; passed, it speaks again only after the water stood below the deadband. Unknown without a forecast, when
 * that is old, and where it is only "stays as it is".
 */
export const forecastThreshold = defineLeaf({
  kind: "forecast-threshold",
  title: { vi: "Dự báo vượt ngưỡng", en: "Forecast threshold" },
  params: z.object({
    setpoint: Setpoint,
    within: z.number().min(0.5).max(6).default(6).meta({ title: "Trong vòng", titleEn: "Within", description: "Chỉ báo khi dự báo vượt trong thời gian này", unit: "h" }),
    chance: z.number().min(0.1).max(0.95).default(0.5).meta({ title: "Khả năng tối thiểu", titleEn: "Least chance", description: "Từ 0,1 đến 0,95; báo hết khi khả năng giảm thêm 0,2" }),
    deadband: Deadband,
  }),
  compile({ setpoint, within, chance, deadband }, datastream, env, index) {
    if (datastream.forecast === undefined) return fail(`${datastream.id} is not forecast`);
    const limit = resolveSetpoint(setpoint, datastream);
    if (!limit.ok) return limit;
    const { memory } = env;
    const { series } = datastream;
    const stale = datastream.staleAfter * 1000;
    const level = typeof setpoint === "number" ? printedLimit(limit.value, datastream).vi : setpoint.level;
    const looked = { level, value: limit.value, within: within * 3600 };
    let held = env.held(index);
    let passed = false;
    const name = propertyName(env.state, datastream);
    const shown = printedComparison("above", setpoint, limit.value, datastream);
    const [span, likely] = [printedSpan(within * 3600), plainNumber(Math.round(chance * 100))];
    return ok({
      datastream,
      test: () => {
        if (!speaks(memory, series, stale)) return UNKNOWN;
        const value = memory.v[series]!;
        passed = value >= limit.value || (passed && value > limit.value - deadband);
        if (passed) {
          held = false;
          return FALSE;
        }
        const live = memory.forecasts.get(series);
        if (live === undefined || live.by === "stays" || memory.t[series]! - live.madeAt > stale) return UNKNOWN;
        const expected = passingWithin(live, looked)?.chance ?? 0;
        held = expected >= chance || (held && expected > chance - FALLS);
        return held ? TRUE : FALSE;
      },
      text: { vi: `Dự báo ${name.vi} ${shown.vi} trong ${span.vi} tới, khả năng ≥ ${likely.vi} %`, en: `${name.en} forecast ${shown.en} within ${span.en}, chance ≥ ${likely.en} %` },
      setpoint: printedLimit(limit.value, datastream),
      told: () => {
        const live = memory.forecasts.get(series);
        const passing = live && passingWithin(live, looked);
        return live === undefined || passing === undefined ? undefined : tell(live, passing, datastream);
      },
    });
  },
});

/** What the alarm says and keeps: when, how surely, by which model, and how wrong that has been. */
function tell(live: LiveForecast, passing: ForecastPassing, datastream: Datastream): Told | undefined {
  const likely = passing.likely ?? passing.earliest;
  if (likely === undefined) return undefined;
  const lead = ((likely - live.madeAt) / 1000) * live.pace;
  const at = Math.max(0, live.points.findIndex(({ t }) => t >= lead));
  const scores = live.leads[at]?.scores;
  if (scores === undefined) return undefined;
  const error = printedNumber(scores.meanError, Math.max(2, datastream.decimals));
  const finite = <K extends string>(key: K, value: number): { [key in K]?: number } => (Number.isFinite(value) ? { [key]: value } as { [key in K]?: number } : {});
  const forecast: AlarmForecast = {
    madeAt: live.madeAt, by: live.by, past: live.past, trainedAt: live.trainedAt, passing, lead: Math.round(lead),
    pastError: { lead: live.points[at]!.t, meanError: scores.meanError, ...finite("nse", scores.nse), ...finite("coverage", scores.coverage), cases: scores.cases },
  };
  return { words: { when: printedWhen(live, passing), chance: plainNumber(Math.round(passing.chance * 100)), lead: printedLead((likely - live.madeAt) / 1000, live.pace > 1), error, model: MANNERS[live.by] }, forecast };
}

const MANNERS: Readonly<Record<ForecastManner, Words>> = {
  drivers: { vi: "mưa và trạm trên", en: "rain and gauges above" },
  own: { vi: "chính trạm này", en: "this gauge alone" },
  stays: { vi: "giữ nguyên", en: "stays as it is" },
};

/** "03:40 ± 25 phút": half of what is on the farther side of the band; where the band does not pass it, the earliest alone. */
function printedWhen(live: LiveForecast, { earliest, likely, latest }: ForecastPassing): Words {
  const fine = live.pace > 1;
  const clock = (at: number): string => printedClock(at + live.offset, fine);
  if (likely === undefined) return { vi: `sớm nhất ${clock(earliest ?? instantOf(live, 0))}`, en: `${clock(earliest ?? instantOf(live, 0))} at the earliest` };
  const sides = [earliest, latest].flatMap((edge) => (edge === undefined ? [] : [Math.abs(edge - likely) / 1000]));
  const span = printedSpan(Math.max(1, fine ? Math.round(Math.max(...sides)) : 60 * Math.ceil(Math.max(...sides) / 300) * 5));
  const open = latest === undefined;
  return { vi: `${clock(likely)} ${open ? `(sớm hơn tới ${span.vi}, có thể không vượt)` : `± ${span.vi}`}`, en: `${clock(likely)} ${open ? `(up to ${span.en} earlier, or not at all)` : `± ${span.en}`}` };
}

/** How long it is till then by the room's clock. */
function printedLead(seconds: number, fine: boolean): Words {
  if (fine && seconds < 300) return printedSpan(Math.max(1, Math.round(seconds)));
  return printedSpan(seconds >= 5400 ? Math.round(seconds / 3600) * 3600 : Math.max(1, Math.round(seconds / 60)) * 60);
}
