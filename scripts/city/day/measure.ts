import type { StationSpec } from "../stations.ts";
import { background, burning, plume, WAREHOUSE } from "./air.ts";
import { bell, noise, ramp } from "./shape.ts";
import { feederLoad, FEEDERS, lightShare, openTown, type Town } from "./town.ts";
import { traffic } from "./traffic.ts";
import { STEP } from "./run-rivers.ts";
import { waterDay, type WaterDay } from "./water.ts";
import { rain, RAIN_GAUGES, tide, wind, type DayKind } from "./weather.ts";

/** A whole day computed: what any station would read at any of its seconds. */
export interface SimulatedDay {
  kind: DayKind;
  water: WaterDay;
  town: Town;
  /** @param t s from midnight @returns the result in the property's unit, with what the instrument adds */
  read(station: StationSpec, property: string, t: number): number;
}

/** Which feeder lights a cabinet. */
const LIT_BY: Readonly<Record<string, string>> = {
  "light-le-loi": "feeder-hue-1", "light-truong-tien": "feeder-hue-1", "light-hung-vuong": "feeder-hue-1", "light-tran-hung-dao": "feeder-citadel", "light-dinh-tien-hoang": "feeder-citadel",
  "light-vy-da": "feeder-vy-da", "light-an-cuu": "feeder-an-cuu", "light-kim-long": "feeder-kim-long", "light-huong-so": "feeder-hue-2", "light-ly-thai-to": "feeder-kim-long",
};
const DIRTY: Readonly<Record<string, number>> = { "air-hue": 1, "air-an-cuu": 0.9, "air-huong-so": 0.8, "air-phu-bai": 0.8, "air-chan-may": 0.4, "air-thuan-an": 0.2 };

/** Computes a day. Same kind, same numbers. */
export function simulateDay(kind: DayKind): SimulatedDay {
  const town = openTown(kind);
  const water = waterDay(kind, town.pumping);
  const at = (name: string, t: number): number => {
    const series = water.get(name);
    if (series === undefined) throw new RangeError(`the model has no ${name}`);
    return series[Math.min(series.length - 1, Math.round(t / STEP))] ?? 0;
  };
  const depth = (street: string, t: number) => at(`street.${street}`, t);
  const fallen = rainTotals(kind);
  const roads = new Map<number, ReturnType<typeof traffic>>();
  const road = (t: number) => {
    const minute = Math.round(t / STEP);
    let seen = roads.get(minute);
    if (seen === undefined) roads.set(minute, (seen = traffic(kind, t / 3600, (street) => depth(street, t))));
    return seen;
  };

  function truth(station: StationSpec, property: string, t: number): number {
    const hour = t / 3600;
    const { id } = station;
    switch (property) {
      case "water-level": return at(`level.${id}`, t);
      case "tide-level": return tide(kind, id === "tu-hien-tide" ? hour - 0.6 : hour);
      case "rain-rate": return rain(kind, id, hour);
      case "rain-day": return fallen(id, t);
      case "reservoir-level": return at(`lake.${id}.level`, t);
      case "inflow": return at(`lake.${id}.inflow`, t);
      case "outflow": return at(`lake.${id}.outflow`, t);
      case "street-depth": return depth(id, t) * 100;
      case "pump-flow": return town.pumpFlow(id, t);
      case "gate-opening": return opening(id, kind, hour, at("level.kim-long", t));
      case "light-power": return town.feederOn(LIT_BY[id] ?? "", t) ? 4200 * lightShare(hour) : 0;
      case "feeder-current": return town.feederOn(id, t) ? feederLoad(FEEDERS[id]?.load ?? 200, hour) : 0;
      case "traffic-speed": return road(t).get(id)?.speed ?? 0;
      case "traffic-flow": return road(t).get(id)?.flow ?? 0;
      case "pm25": return background(kind, hour, DIRTY[id] ?? 0.5, rain(kind, "rain-hue", hour)) + plume(kind, station.at, hour);
      case "pm10": return 1.6 * background(kind, hour, DIRTY[id] ?? 0.5, rain(kind, "rain-hue", hour)) + 1.25 * plume(kind, station.at, hour);
      case "wind-speed": return wind(kind, hour).speed * exposed(id);
      case "wind-gust": return wind(kind, hour).gust * exposed(id);
      case "wind-direction": return wind(kind, hour).from;
      case "turbidity": return 14 + 0.075 * at("flow.kim-long", t);
      case "dissolved-oxygen": return 6.9 - 0.00025 * at("flow.kim-long", t);
      case "soil-moisture": return 42 + (kind === "flood" ? 22 : 0) + 34 * (1 - Math.exp(-fallen(near(id), t) / 130));
      // A slope begins to creep once enough has fallen on it, and stops when it has found its new place.
      case "tilt": return 0.1 + (id === "slope-la-son" ? 3 * ramp(fallen(near(id), t), 240, 380) : 0);
      case "smoke": return smoke(station, kind, hour);
      case "air-temperature": return 24 + 5 * bell(hour, 14, 4) * (kind === "flood" ? 0.3 : 1) + heat(id, kind, hour);
      default: throw new RangeError(`no model for ${property}`);
    }
  }

  return {
    kind, water, town,
    read(station, property, t) {
      const value = truth(station, property, t);
      const rough = ROUGH[property] ?? 0;
      // What stands still or is off shows no noise: an instrument's zero is zero.
      const still = value === 0 || (property === "street-depth" && value < 0.5);
      const read = still ? 0 : value + noise(`${station.id}.${property}`, Math.round(t / STEP), rough * (RELATIVE.has(property) ? Math.abs(value) : 1));
      const [low, high] = LIMITS[property] ?? [-Infinity, Infinity];
      return Math.min(high, Math.max(low, read));
    },
  };
}

/** What an instrument adds, in its unit; a share of the value for those in RELATIVE. */
const ROUGH: Readonly<Record<string, number>> = {
  "water-level": 0.008, "tide-level": 0.01, "rain-rate": 0.12, "reservoir-level": 0.005, inflow: 0.015, outflow: 0.004, "street-depth": 0.6, "pump-flow": 0.02, "light-power": 0.01, "feeder-current": 0.015,
  "traffic-speed": 0.06, "traffic-flow": 0.07, pm25: 0.06, pm10: 0.06, "wind-speed": 0.1, "wind-gust": 0.09, "wind-direction": 6, turbidity: 0.04, "dissolved-oxygen": 0.06, tilt: 0.03, "soil-moisture": 0.3, smoke: 0.1, "air-temperature": 0.2,
};
const RELATIVE = new Set(["rain-rate", "inflow", "outflow", "pump-flow", "light-power", "feeder-current", "traffic-speed", "traffic-flow", "pm25", "pm10", "wind-speed", "wind-gust", "turbidity", "smoke"]);
const LIMITS: Readonly<Record<string, readonly [number, number]>> = { "wind-direction": [0, 359], "soil-moisture": [0, 100], "gate-opening": [0, 100], smoke: [0, 100] };

const exposed = (id: string): number => ({ "wind-thuan-an": 1.12, "wind-lang-co": 1.18 })[id] ?? 0.9;
const near = (id: string): string => ({ "slope-la-son": "rain-khe-tre", "slope-a-luoi": "rain-a-luoi" })[id] ?? "rain-bach-ma";

/** Rain since midnight, mm, at each gauge. */
function rainTotals(kind: DayKind): (gauge: string, t: number) => number {
  const totals = new Map<string, Float64Array>();
  for (const gauge of RAIN_GAUGES) {
    const sums = new Float64Array(86_400 / STEP + 1);
    for (let n = 1; n < sums.length; n++) sums[n] = (sums[n - 1] ?? 0) + (rain(kind, gauge, ((n - 0.5) * STEP) / 3600) * STEP) / 3600;
    totals.set(gauge, sums);
  }
  return (gauge, t) => totals.get(gauge)?.[Math.min(86_400 / STEP, Math.round(t / STEP))] ?? 0;
}

/** Gates, % open. All of Thảo Long's stood open from the evening the flood came (vietnam.vn 28-10-2025); else they follow the tide. */
function opening(id: string, kind: DayKind, hour: number, river: number): number {
  if (kind !== "flood") return id === "gate-phu-cam" ? 20 : 10 + 15 * (1 - Math.max(0, Math.sin((2 * Math.PI * (hour - 2)) / 12.42)));
  // Phú Cam keeps the Hương out of the An Cựu: it shuts as the river rises.
  if (id === "gate-phu-cam") return 100 - 100 * ramp(river, 1.4, 2.4);
  return 25 + 75 * ramp(river, 0.95, 1.35);
}

function smoke({ id, at: [lon, lat] }: StationSpec, kind: DayKind, hour: number): number {
  if (!id.startsWith("smoke-an-hoa")) return 0;
  const far = Math.hypot(lon - WAREHOUSE[0], lat - WAREHOUSE[1]) * 107_000;
  return 92 * burning(kind, hour - far / 1500) / (1 + far / 120);
}

function heat(id: string, kind: DayKind, hour: number): number {
  const close = { "smoke-an-hoa-1": 620, "smoke-an-hoa-2": 300, "smoke-an-hoa-3": 45 }[id] ?? 0;
  return close * burning(kind, hour - 0.05);
}
