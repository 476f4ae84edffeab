import { QUALITIES } from "#contract/observation";
import { isReal } from "#contract/incident";
import type { FloodedPlace } from "#contract/way";
import type { RoomState } from "../state.ts";
import type { LatestColumns } from "../world.ts";
import { metres, type Point } from "./plane.ts";
import { CLOSES, type Water } from "./plan.ts";

/** What streets' sensors measure, in the catalogue's words. */
const DEPTH = "street-depth";
/** Water from here on closes a street to cars, cm: as the rule that asks to close it. */
const CLOSED_CM = 30;
const CM: Readonly<Record<string, number>> = { mm: 0.1, cm: 1, m: 100 };
/** A scenario for which an agency that deals with this leads is about water in the streets. */
const FLOOD = "flood";

/**
 * What the room knows of water in the streets at an instant. A sensor with a fresh good word: flooded from 30 cm on, else not.
 * Without one the last that was said of it stands: flooded while an alarm on its depth holds; else nobody knows. A real open case
 * of a flood scenario floods its place, unless a sensor beside it says freshly that there is less. Drills flood nothing.
 *
 * @param latest newest values by series
 */
export function waterNow(state: Pick<RoomState, "things" | "datastreams" | "alarms" | "incidents" | "scenarios">, latest: LatestColumns, now: number): Water {
  const flooded: FloodedPlace[] = [];
  const heard: { at: Point; wet: boolean }[] = [];
  const alarmed = new Set<string>();
  for (const alarm of state.alarms.values()) {
    if (alarm.inAlarm) for (const { datastreamId } of alarm.inputs) alarmed.add(datastreamId);
  }
  for (const { id, thingId, series, observedPropertyId, unit, staleAfter } of state.datastreams.values()) {
    const thing = state.things.get(thingId);
    const factor = CM[unit];
    if (observedPropertyId !== DEPTH || thing === undefined || factor === undefined) continue;
    const place = { name: thing.place ?? thing.name, at: [thing.position[0], thing.position[1]] satisfies [number, number] };
    const told = series < latest.n ? (latest.t[series] ?? 0) : 0;
    const fresh = told > 0 && now - told <= staleAfter * 1000 && QUALITIES[latest.q[series] ?? -1] === "good";
    const depth = (latest.v[series] ?? 0) * factor;
    if (fresh) heard.push({ at: place.at, wet: depth >= CLOSED_CM });
    if (fresh && depth >= CLOSED_CM) flooded.push({ ...place, depth: Math.round(depth) });
    if (!fresh && alarmed.has(id)) flooded.push(place);
  }
  for (const incident of state.incidents.values()) {
    const { scenarioId, position, closedAt, title } = incident;
    if (!isReal(incident) || closedAt !== undefined || position === undefined || scenarioId === undefined) continue;
    if (state.scenarios.get(scenarioId)?.leadFields.includes(FLOOD) !== true) continue;
    const at: [number, number] = [position[0], position[1]];
    if (!heard.some((one) => metres(one.at, at) <= CLOSES) && !flooded.some((one) => metres(one.at, at) <= CLOSES)) flooded.push({ name: title.slice(0, 120), at });
  }
  return { flooded, heard: heard.map(({ at }) => at) };
}
