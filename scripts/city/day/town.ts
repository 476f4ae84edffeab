import { bell, ramp } from "./shape.ts";
import { STEP } from "./run-rivers.ts";
import type { DayKind } from "./weather.ts";

/** A pumping station: the street it keeps dry, its flow when it runs, m³/s, and the ground that drains to it, m². All invented. */
export const PUMPS: Readonly<Record<string, { street: string; flow: number; area: number; feeder: string }>> = {
  "pump-dap-da": { street: "street-dap-da", flow: 1.6, area: 45_000, feeder: "feeder-vy-da" },
  "pump-ba-trieu": { street: "street-ba-trieu", flow: 2.4, area: 42_000, feeder: "feeder-hue-1" },
  "pump-hung-vuong": { street: "street-hung-vuong", flow: 1.4, area: 40_000, feeder: "feeder-hue-1" },
  "pump-thai-phien": { street: "street-thai-phien", flow: 1.1, area: 50_000, feeder: "feeder-citadel" },
  "pump-duong-van-an": { street: "street-duong-van-an", flow: 1.8, area: 45_000, feeder: "feeder-vy-da" },
  "pump-nguyen-huu-canh": { street: "street-nguyen-huu-canh", flow: 1.6, area: 60_000, feeder: "feeder-an-cuu" },
  "pump-tinh-tam": { street: "street-tinh-tam", flow: 0.9, area: 40_000, feeder: "feeder-citadel" },
  "pump-bach-dang": { street: "street-bach-dang", flow: 1.2, area: 38_000, feeder: "feeder-hue-2" },
  "pump-tan-da": { street: "street-tan-da", flow: 1.2, area: 52_000, feeder: "feeder-hue-2" },
  "pump-hoang-quoc-viet": { street: "street-hoang-quoc-viet", flow: 1.5, area: 48_000, feeder: "feeder-an-cuu" },
};

/** A feeder: its lowest switching kiosk stands at a street and is switched off for safety at `off` m of water there. Invented. */
export const FEEDERS: Readonly<Record<string, { street: string; off: number; load: number }>> = {
  "feeder-hue-1": { street: "street-ba-trieu", off: 0.75, load: 330 },
  "feeder-hue-2": { street: "street-tan-da", off: 1.15, load: 290 },
  "feeder-vy-da": { street: "street-nguyen-sinh-cung", off: 1.25, load: 260 },
  "feeder-an-cuu": { street: "street-nguyen-huu-canh", off: 1.9, load: 300 },
  "feeder-citadel": { street: "street-tinh-tam", off: 0.6, load: 240 },
  "feeder-kim-long": { street: "street-phu-mong", off: 1.6, load: 210 },
  "feeder-tu-ha": { street: "street-tu-ha", off: 1.5, load: 180 },
  "feeder-phu-bai": { street: "street-da-le", off: 2, load: 360 },
};

/** Hours in which the pumps of Bà Triệu stand still on the flood day: a blocked intake. */
const BLOCKED = [0.2, 2.4] as const;
/** Hours in which the warehouse's feeder is switched off for the firemen. */
export const FIRE_OFF = [14.4, 19.5] as const;
const STARTS = 0.04;
const STOPS = 0.01;
/** A pump house is drowned at so much water in its street, m. */
const DROWNS = 1.1;

export interface Town {
  /** What `waterDay` asks: m of depth an hour taken from a street. */
  pumping(street: string, depth: number, hour: number): number;
  /** m³/s at an instant of the day, s. */
  pumpFlow(pump: string, t: number): number;
  feederOn(feeder: string, t: number): boolean;
}

/** Pumps and feeders through a day; they act on the water while it is computed and are read afterwards. */
export function openTown(day: DayKind): Town {
  const steps = 86_400 / STEP + 1;
  const flows = new Map(Object.keys(PUMPS).map((id) => [id, new Float64Array(steps)]));
  const on = new Map(Object.keys(FEEDERS).map((id) => [id, new Uint8Array(steps).fill(1)]));
  const live = new Map(Object.keys(FEEDERS).map((id) => [id, true]));
  const runs = new Map(Object.keys(PUMPS).map((id) => [id, false]));
  const index = (t: number) => Math.min(steps - 1, Math.max(0, Math.round(t / STEP)));
  return {
    pumping(street, depth, hour) {
      const n = index(hour * 3600);
      for (const [id, feeder] of Object.entries(FEEDERS)) {
        if (feeder.street !== street) continue;
        const fire = day === "fire" && id === "feeder-hue-2" && hour >= FIRE_OFF[0] && hour < FIRE_OFF[1];
        // Switched on again only well after the water has gone.
        const now = !fire && (live.get(id) === true ? depth < feeder.off : depth < feeder.off - 0.3);
        live.set(id, now);
        if (hour >= 0) on.get(id)?.fill(now ? 1 : 0, n + 1);
      }
      let taken = 0;
      for (const [id, pump] of Object.entries(PUMPS)) {
        if (pump.street !== street) continue;
        const blocked = day === "flood" && id === "pump-ba-trieu" && hour >= BLOCKED[0] && hour < BLOCKED[1];
        const wanted = runs.get(id) === true ? depth > STOPS : depth > STARTS;
        const now = wanted && !blocked && live.get(pump.feeder) === true && depth < DROWNS;
        runs.set(id, now);
        const flows_ = flows.get(id);
        if (hour >= 0 && flows_ !== undefined) flows_[n] = now ? pump.flow : 0;
        if (now) taken += (pump.flow * 3600) / pump.area;
      }
      return taken;
    },
    pumpFlow: (pump, t) => flows.get(pump)?.[index(t)] ?? 0,
    feederOn: (feeder, t) => on.get(feeder)?.[index(t)] !== 0,
  };
}

/** Current of a feeder in service, A: two peaks a day. */
export const feederLoad = (load: number, hour: number): number => load * (0.62 + 0.28 * bell(hour, 11, 2.6) + 0.36 * bell(hour, 19, 2.2));

/** Part of full power of street lights: on from dusk to dawn, dimmed after 22:30. */
export function lightShare(hour: number): number {
  const dark = ramp(hour, 17.7, 17.9) + 1 - ramp(hour, 5.4, 5.6);
  return Math.min(1, dark) * (hour > 22.5 || hour < 5 ? 0.6 : 1);
}
