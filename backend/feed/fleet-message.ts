import { vehicleId } from "./fleet-facts.ts";
import type { Fleet } from "./drive.ts";
import type { Faults } from "./faults.ts";

/** Vehicles in one message: a fleet's own gateway sends many at once. About 16 KB. */
export const TOGETHER = 40;

const PARTS = ["longitude", "latitude", "speed", "course"] as const;
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/**
 * One message of CreateObservations (OGC 18-088 §13) for vehicles `from` to `from + TOGETHER`.
 *
 * @param now ms
 * @returns undefined where all of them are silent
 */
export function fleetMessage(fleet: Fleet, from: number, now: number, faults: Faults, source: string): string | undefined {
  const groups: string[] = [];
  for (let i = from; i < Math.min(fleet.n, from + TOGETHER); i++) {
    const id = vehicleId(i);
    const values = [rounded(fleet.lon[i] ?? 0, 5), rounded(fleet.lat[i] ?? 0, 5), rounded(fleet.speed[i] ?? 0, 0), rounded(fleet.course[i] ?? 0, 0) % 360];
    for (const [n, part] of PARTS.entries()) {
      const ds = `${id}.${part}`;
      const sent = faults.shape(source, { ds, v: values[n] ?? 0, u: undefined }, now);
      if (sent === undefined) continue;
      const [components, unit] = sent.u === undefined ? ["", ""] : [',"parameters"', `,{"unit":"${sent.u}"}`];
      groups.push(`{"Datastream":{"@iot.id":"${ds}"},"components":["phenomenonTime","result"${components}],"dataArray":[["${new Date(sent.at).toISOString()}",${sent.v}${unit}]]}`);
    }
  }
  return groups.length === 0 ? undefined : `[${groups.join(",")}]`;
}
