import type { StreetGauge } from "../streets.ts";
import { CATCHMENTS, gathering, type CatchmentId } from "./basin.ts";
import { LAKES, levelAt, release, shareOut, volumeAt, type LakeId } from "./lakes.ts";
import { BELOW_KIM_LONG, levelBelow, rated, REACHES, routing } from "./rivers.ts";
import { tide, type DayKind, type Storm } from "./weather.ts";

/** Step of the model, s. */
export const STEP = 60;

const LAKE_IDS = ["ta-trach", "binh-dien-lake", "huong-dien", "truoi-lake"] as const satisfies readonly LakeId[];
/** What the wet ground of a flood day still gives of the days before, beside the base flow, m³/s. */
const WET = { "ta-trach": 330, "binh-dien": 300, "huong-dien": 380, truoi: 10, "thuong-nhat": 30, "huong-middle": 130, "bo-middle": 90, "o-lau": 60 } as const satisfies Record<CatchmentId, number>;
const CATCHMENT_IDS = ["ta-trach", "binh-dien", "huong-dien", "truoi", "thuong-nhat", "huong-middle", "bo-middle", "o-lau"] as const satisfies readonly CatchmentId[];

/** Water beside streets, m, by the gauge it is known from. */
export type Beside = Readonly<Record<StreetGauge, number>>;

/**
 * Rain → catchments → lakes → rivers, step after step.
 *
 * @param keep told of every value: `lake.<id>.level|inflow|outflow|volume`, `level.<gauge>`, `flow.<gauge>`
 * @returns a step; `n` counts from 0, before which lakes stand still
 */
export function openRivers(day: DayKind | Storm, keep: (name: string, n: number, value: number) => void): (n: number) => Beside {
  const [wet, full] = typeof day === "string" ? [day === "flood" ? 1 : 0, day === "flood" ? 1 : 0] : [day.wet, day.full];
  const standing = (id: CatchmentId) => CATCHMENTS[id].base + wet * WET[id];
  const gather = new Map(CATCHMENT_IDS.map((id) => [id, gathering(day, CATCHMENTS[id], standing(id))]));
  const lakes = LAKE_IDS.map((id) => {
    const lake = LAKES[id];
    const level = lake.calm * (1 - full) + lake.start * full;
    return { id, lake, volume: volumeAt(lake, level), out: standing(lake.catchment) * shareOut(lake, level) };
  });
  const first = (id: LakeId) => lakes.find((each) => each.id === id)?.out ?? 0;
  const atFirst = first("ta-trach") + first("binh-dien-lake") + standing("huong-middle");
  const reach = {
    taTrach: routing(REACHES["ta-trach → tuan"], first("ta-trach"), STEP), binhDien: routing(REACHES["binh-dien → tuan"], first("binh-dien-lake"), STEP),
    nhamBieu: routing(REACHES["tuan → nham-bieu"], atFirst, STEP), kimLong: routing(REACHES["nham-bieu → kim-long"], atFirst, STEP),
    phuOc: routing(REACHES["huong-dien → phu-oc"], first("huong-dien"), STEP),
  };
  const past: number[] = [];

  return (n) => {
    const hour = (n * STEP) / 3600;
    const flow = new Map(CATCHMENT_IDS.map((id) => [id, gather.get(id)?.(hour, STEP) ?? 0]));
    const outs = new Map<LakeId, number>();
    for (const each of lakes) {
      const inflow = flow.get(each.lake.catchment) ?? 0;
      const level = levelAt(each.lake, each.volume);
      each.out = release(each.lake, { level, inflow, before: each.out, dt: STEP });
      keep(`lake.${each.id}.level`, n, level);
      keep(`lake.${each.id}.volume`, n, each.volume);
      keep(`lake.${each.id}.inflow`, n, inflow);
      keep(`lake.${each.id}.outflow`, n, each.out);
      // Before midnight the lakes stand still: the day begins at the levels its tables say.
      if (n >= 0) each.volume += ((inflow - each.out) * STEP) / 1e6;
      outs.set(each.id, each.out);
    }
    const atTuan = reach.taTrach(outs.get("ta-trach") ?? 0) + reach.binhDien(outs.get("binh-dien-lake") ?? 0) + (flow.get("huong-middle") ?? 0);
    const atNhamBieu = reach.nhamBieu(atTuan);
    const atKimLong = reach.kimLong(atNhamBieu);
    const atPhuOc = reach.phuOc(outs.get("huong-dien") ?? 0) + (flow.get("bo-middle") ?? 0);
    const sea = tide(day, hour);
    const kimLong = Math.max(rated("kim-long", atKimLong), sea + 0.08);
    past.push(kimLong);
    const then = (late: number) => past[Math.max(0, past.length - 1 - Math.round(late / STEP))] ?? kimLong;
    const below = (place: keyof typeof BELOW_KIM_LONG) => levelBelow(then(BELOW_KIM_LONG[place].late), BELOW_KIM_LONG[place].drop, sea);
    const phuOc = Math.max(rated("phu-oc", atPhuOc), sea + 0.1);
    const beside: Readonly<Record<StreetGauge, number>> = { tuan: rated("tuan", atTuan), "nham-bieu": rated("nham-bieu", atNhamBieu), "kim-long": kimLong, "an-cuu-river": below("an-cuu"), "bao-vinh": below("bao-vinh"), sinh: below("sinh"), "phu-oc": phuOc };
    for (const [gauge, level, at] of [
      ["thuong-nhat", rated("thuong-nhat", flow.get("thuong-nhat") ?? 0), flow.get("thuong-nhat")], ["tuan", rated("tuan", atTuan), atTuan], ["nham-bieu", rated("nham-bieu", atNhamBieu), atNhamBieu],
      ["kim-long", kimLong, atKimLong], ["phu-oc", phuOc, atPhuOc], ["bao-vinh", below("bao-vinh"), atKimLong], ["sinh", below("sinh"), atKimLong], ["an-cuu-river", below("an-cuu"), 0],
      ["truoi-river", rated("truoi-river", outs.get("truoi-lake") ?? 0), outs.get("truoi-lake")], ["o-lau", rated("o-lau", flow.get("o-lau") ?? 0), flow.get("o-lau")],
    ] as const) {
      keep(`level.${gauge}`, n, level);
      keep(`flow.${gauge}`, n, at ?? 0);
    }
    return beside;
  };
}
