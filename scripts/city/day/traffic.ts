import { bell } from "./shape.ts";
import type { DayKind } from "./weather.ts";

/** A counter: streets whose water slows it, speed on a free road, km/h, and vehicles an hour at the peak. All invented. */
export interface Counter {
  streets: readonly string[];
  free: number;
  peak: number;
  /** What stands in for it when it is closed. */
  instead: readonly string[];
}

export const COUNTERS: Readonly<Record<string, Counter>> = {
  "traffic-truong-tien": { streets: ["street-le-loi", "street-tran-hung-dao"], free: 32, peak: 2600, instead: ["traffic-phu-xuan"] },
  "traffic-phu-xuan": { streets: ["street-le-loi", "street-tran-hung-dao"], free: 38, peak: 3400, instead: ["traffic-da-vien"] },
  "traffic-da-vien": { streets: ["street-bui-thi-xuan", "street-kim-long"], free: 42, peak: 2900, instead: ["traffic-phu-xuan"] },
  "traffic-cho-dinh": { streets: ["street-chi-lang", "street-nguyen-sinh-cung"], free: 36, peak: 1500, instead: ["traffic-truong-tien"] },
  "traffic-dap-da": { streets: ["street-dap-da"], free: 28, peak: 1900, instead: ["traffic-to-huu"] },
  "traffic-an-duong-vuong": { streets: ["street-an-duong-vuong"], free: 44, peak: 2700, instead: ["traffic-hung-vuong"] },
  "traffic-hung-vuong": { streets: ["street-hung-vuong", "street-dong-da"], free: 34, peak: 2500, instead: ["traffic-an-duong-vuong"] },
  "traffic-to-huu": { streets: ["street-to-huu", "street-truong-chinh"], free: 40, peak: 2200, instead: ["traffic-vo-nguyen-giap"] },
  "traffic-vo-nguyen-giap": { streets: [], free: 55, peak: 1800, instead: [] },
  "traffic-nguyen-van-linh": { streets: ["street-nguyen-van-linh"], free: 45, peak: 2000, instead: ["traffic-ly-thai-to"] },
  "traffic-ly-thai-to": { streets: ["street-ly-thai-to"], free: 50, peak: 1700, instead: [] },
  "traffic-kim-long": { streets: ["street-kim-long"], free: 38, peak: 1300, instead: ["traffic-da-vien"] },
};

/** Cars stall and streets are closed from here, m. */
export const CLOSED = 0.3;
/** Hours in which Nguyễn Văn Linh is closed for the fire engines. */
export const FIRE_CLOSED = [14.3, 20] as const;

/** Share of the peak's demand: two rushes, quiet nights; on a flood day people stay in. */
export function demand(day: DayKind, hour: number): number {
  const usual = 0.16 + 0.78 * bell(hour, 7.2, 1.1) + 0.44 * bell(hour, 11.3, 1.5) + 0.84 * bell(hour, 17.2, 1.3) + 0.34 * bell(hour, 14, 3) + 0.24 * bell(hour, 20, 1.8);
  return day === "flood" ? usual * (1 - 0.45 * Math.min(1, hour / 12)) : usual;
}

/** How much of its free speed a street keeps with water on it: all when dry, none at `CLOSED`. */
export const wetShare = (depth: number): number => Math.max(0, 1 - depth / CLOSED);

/** Speed, km/h, and flow, vehicles/h, of every counter. @param depth of a street, m */
export function traffic(day: DayKind, hour: number, depth: (street: string) => number): Map<string, { speed: number; flow: number }> {
  const deepest = (counter: Counter) => counter.streets.reduce((most, street) => Math.max(most, depth(street)), 0);
  const shut = (id: string, counter: Counter) => deepest(counter) >= CLOSED || (day === "fire" && id === "traffic-nguyen-van-linh" && hour >= FIRE_CLOSED[0] && hour < FIRE_CLOSED[1]);
  const wanted = new Map(Object.entries(COUNTERS).map(([id, counter]) => [id, demand(day, hour) * counter.peak]));
  for (const [id, counter] of Object.entries(COUNTERS)) {
    if (!shut(id, counter)) continue;
    const turned = wanted.get(id) ?? 0;
    wanted.set(id, 0);
    // Half stay at home or go far round; the rest go the stated way.
    for (const other of counter.instead) wanted.set(other, (wanted.get(other) ?? 0) + (turned * 0.5) / counter.instead.length);
  }
  const seen = new Map<string, { speed: number; flow: number }>();
  for (const [id, counter] of Object.entries(COUNTERS)) {
    if (shut(id, counter)) {
      seen.set(id, { speed: 0, flow: 0 });
      continue;
    }
    const wet = wetShare(deepest(counter));
    const capacity = counter.peak * 1.12 * (0.25 + 0.75 * wet);
    const load = (wanted.get(id) ?? 0) / capacity;
    // Bureau of Public Roads 1964: travel time grows by 0.15 · (flow / capacity)^4.
    const speed = (counter.free * (0.3 + 0.7 * wet)) / (1 + 0.15 * Math.min(3, load) ** 4);
    seen.set(id, { speed, flow: Math.min(wanted.get(id) ?? 0, capacity) });
  }
  return seen;
}
