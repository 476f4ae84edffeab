import { metresBetween } from "./network.ts";

/** Where a station of the feed stands. */
export interface RoadStation {
  /** `street-depth` in cm, or `traffic-speed` in km/h. */
  ds: string;
  is: "depth" | "speed";
  at: readonly [lon: number, lat: number];
}

/** Water from here on closes a street to cars, cm: where the demonstration's own traffic stands still. */
const CLOSED_CM = 30;
/** A street sensor speaks for what lies so near, m; a counter for more. */
const NEAR = { depth: 220, speed: 1500 } as const;
/** Cars that were caught by the water creep out of it, km/h. */
const CREEP = 3;

export interface Roads {
  /** Takes note of what the feed has just sent. */
  hear(ds: string, v: number): void;
  /** @returns how fast a lane can be driven now, km/h; @param free its speed on a good day */
  speed(lane: number, free: number): number;
  closed(lane: number): boolean;
}

/** What the day's own figures say about each lane: water on it, and how fast traffic near it goes. */
export function openRoads(middles: readonly (readonly [lon: number, lat: number])[], stations: readonly RoadStation[]): Roads {
  const heard = new Map<string, number>();
  const nearest = (is: RoadStation["is"], at: readonly [number, number]): string | undefined => {
    let best: string | undefined;
    let least: number = NEAR[is];
    for (const station of stations) {
      if (station.is !== is) continue;
      const far = metresBetween(station.at, at);
      if (far < least) [best, least] = [station.ds, far];
    }
    return best;
  };
  const sensors = middles.map((at) => ({ depth: nearest("depth", at), speed: nearest("speed", at) }));
  const depth = (lane: number): number => heard.get(sensors[lane]?.depth ?? "") ?? 0;
  return {
    hear: (ds, v) => void heard.set(ds, v),
    closed: (lane) => depth(lane) >= CLOSED_CM,
    speed(lane, free) {
      const counted = heard.get(sensors[lane]?.speed ?? "");
      // A counter on a closed street stands at zero: it says nothing about the others near it.
      const flowing = counted === undefined || counted < 1 ? free : Math.min(free, counted * 1.15);
      return Math.max(CREEP, flowing * (1 - Math.min(1, depth(lane) / CLOSED_CM)));
    },
  };
}
