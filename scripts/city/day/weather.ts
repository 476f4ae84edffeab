import { bell, ramp } from "./shape.ts";

export type DayKind = "flood" | "calm" | "fire";

/** A storm of its own making: the rain of each gauge, the sea, and what stood and flowed before it. */
export interface Storm {
  /** mm/h */
  rain(gauge: string, hour: number): number;
  /** Still-water level at Thuận An, m. */
  tide(hour: number): number;
  /** How much of what the wet ground of a flood day gives flows before it, 0 to 1 and more. */
  wet: number;
  /** Where each lake stands between its calm day's level (0) and its flood day's (1). */
  full: number;
}

/**
 * Rain at each gauge, mm/h, as four showers: a convective line just after midnight, the long rain of the day, its
 * core in the afternoon, and what follows. Invented hour by hour, within what was published of 26–29 October 2025 and
 * 11 June 2025: Nam Đông 995 mm in 24 h (thanhnien.vn 27-10-2025), Bạch Mã 406 mm in 8 h and 994 mm in a day
 * (vnexpress.net 29-10-2025, plo.vn 28-10-2025), Huế 96 mm in an hour (laodong.vn 12-06-2025).
 */
export const FLOOD_RAIN: Readonly<Record<string, readonly [line: number, front: number, main: number, tail: number]>> = {
  "rain-hue": [90, 15, 16, 2], "rain-phu-bai": [62, 17, 20, 2], "rain-phu-oc": [55, 16, 19, 2], "rain-phong-dien": [40, 18, 20, 2],
  "rain-thuan-an": [70, 11, 13, 2], "rain-lang-co": [58, 31, 31, 3], "rain-a-luoi": [16, 26, 30, 3], "rain-binh-dien": [30, 26, 32, 3],
  "rain-ta-trach": [36, 31, 34, 3], "rain-khe-tre": [40, 40, 45, 4], "rain-nam-dong": [42, 42, 49, 4], "rain-bach-ma": [66, 51, 58, 5],
};
const SHOWERS: readonly (readonly [middle: number, width: number])[] = [[0.45, 0.38], [8.7, 8.3], [14.1, 2.2], [18.6, 1.8]];

/** Rain gauges of the city, by thing id. */
export const RAIN_GAUGES: readonly string[] = Object.keys(FLOOD_RAIN);

/** Rain that falls, mm/h. A calm day has one passing shower in the mountains; a fire day is dry. */
export function rain(day: DayKind | Storm, gauge: string, hour: number): number {
  if (typeof day !== "string") return day.rain(gauge, hour);
  const amounts = FLOOD_RAIN[gauge];
  if (amounts === undefined || day === "fire") return 0;
  if (day === "calm") return Math.max(0, (gauge === "rain-bach-ma" ? 6 : gauge === "rain-nam-dong" ? 3 : 0) * bell(hour, 15.5, 0.9) - 0.2);
  // The line moves inland from the sea: the mountains have it twenty minutes later.
  const late = amounts[0] > 50 ? 0 : 0.35;
  let sum = 0;
  for (const [n, [middle, width]] of SHOWERS.entries()) sum += (amounts[n] ?? 0) * bell(hour, middle + (n === 0 ? late : 0), width);
  return Math.max(0, sum - 0.3);
}

export interface Wind {
  /** Mean over ten minutes, m/s. */
  speed: number;
  gust: number;
  /** Where it comes from, degrees clockwise from north. */
  from: number;
}

/** Wind over the plain. A flood day has the north-east monsoon, a calm day the sea breeze, the fire day a dry north-west wind. Invented. */
export function wind(day: DayKind, hour: number): Wind {
  if (day === "flood") {
    const speed = 6 + 6.5 * bell(hour, 0.7, 0.8) + 4.5 * bell(hour, 13, 4);
    return { speed, gust: speed * (1.55 + 0.28 * bell(hour, 0.7, 0.6)), from: 40 - 25 * ramp(hour, 9, 20) };
  }
  if (day === "fire") return { speed: 3.4 + 0.9 * bell(hour, 14, 4), gust: 5.6 + 1.6 * bell(hour, 14, 4), from: 318 + 10 * ramp(hour, 12, 20) };
  const breeze = ramp(hour, 9, 13) - ramp(hour, 17, 20);
  return { speed: 1.4 + 2.4 * breeze, gust: 2.3 + 3.4 * breeze, from: 210 - 150 * breeze };
}

/** Still-water level at the inlet of Thuận An, m: a mean sea level of 0.05 m, half-day tide of ±0.22 m, and the surge the monsoon drives in. Invented within the ±0.3 m usual there. */
export function tide(day: DayKind | Storm, hour: number): number {
  if (typeof day !== "string") return day.tide(hour);
  const surge = day === "flood" ? 0.28 * bell(hour, 14, 7) : 0;
  return 0.05 + 0.22 * Math.sin((2 * Math.PI * (hour - 2)) / 12.42) + surge;
}
