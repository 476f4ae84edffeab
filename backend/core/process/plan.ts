import type { Agency, Field } from "#contract/agency";
import type { Alarm } from "#contract/alarm";
import type { AgencyId } from "#contract/incident";
import type { Instant, Position } from "#contract/ids";
import type { Scenario } from "#contract/scenario";
import type { Thing } from "#contract/things";
import { always, type WorkingTime } from "../calendar.ts";
import type { RoomState } from "../state.ts";
import { fillTemplate, printedNumber, withUnit } from "../words.ts";

type Catalogue = Pick<RoomState, "datastreams" | "things" | "areas" | "agencies" | "scenarios">;

/** The scenario made for an alarm: all it names fits; of several the one that names most. Equal ones: the first by id. */
export function scenarioFor(alarm: Alarm, state: Pick<Catalogue, "datastreams" | "things" | "scenarios">): Scenario | undefined {
  const properties = new Set(alarm.inputs.map(({ datastreamId }) => state.datastreams.get(datastreamId)?.observedPropertyId));
  const kind = state.things.get(alarm.thingId)?.kind ?? "";
  let best: { scenario: Scenario; fits: number } | undefined;
  for (const scenario of state.scenarios.values()) {
    const { observedPropertyIds, thingKinds, ruleIds, priorities } = scenario.match;
    const tests = [
      observedPropertyIds?.some((id) => properties.has(id)), thingKinds?.includes(kind),
      // A scenario that names the very rule is nearer than one that names kinds.
      ruleIds?.includes(alarm.ruleId), ruleIds?.includes(alarm.ruleId), priorities?.includes(alarm.priority),
    ].filter((test) => test !== undefined);
    if (tests.length === 0 || tests.includes(false)) continue;
    if (best === undefined || tests.length > best.fits || (tests.length === best.fits && scenario.id < best.scenario.id)) best = { scenario, fits: tests.length };
  }
  return best?.scenario;
}

/** Fills a scenario's texts with what the alarm says. */
export function filler(alarm: Alarm | undefined, state: Pick<Catalogue, "datastreams" | "things" | "areas">): (text: string) => string {
  if (alarm === undefined) return (text) => text;
  const input = alarm.inputs.find(({ value }) => value !== undefined);
  const decimals = input === undefined ? 0 : (state.datastreams.get(input.datastreamId)?.decimals ?? 2);
  const value = input?.value === undefined ? "" : withUnit(printedNumber(input.value, decimals), input.unit).vi;
  const values = { thing: state.things.get(alarm.thingId)?.name ?? alarm.thingId, area: state.areas.get(alarm.area)?.name ?? alarm.area, value, message: alarm.message };
  return (text) => fillTemplate(text, values);
}

/** Who leads and who supports: for each field the agency of that area before one of the whole city. */
export function agenciesFor(scenario: Pick<Scenario, "leadFields" | "supportFields">, area: string | undefined, agencies: ReadonlyMap<string, Agency>): { lead?: AgencyId; support: AgencyId[] } {
  const taken = new Set<AgencyId>();
  const pick = (field: Field): AgencyId | undefined => {
    const fit = [...agencies.values()].filter((one) => one.fields.includes(field) && !taken.has(one.id) && (one.areaIds.length === 0 || one.areaIds.some((id) => id === area)));
    const nearest = fit.sort((a, b) => Number(a.areaIds.length === 0) - Number(b.areaIds.length === 0) || (a.id < b.id ? -1 : 1))[0];
    if (nearest !== undefined) taken.add(nearest.id);
    return nearest?.id;
  };
  let lead: AgencyId | undefined;
  for (const field of scenario.leadFields) lead ??= pick(field);
  const support = scenario.supportFields.flatMap((field) => pick(field) ?? []);
  return { ...(lead !== undefined && { lead }), support };
}

/** The order's deadline; undefined: the scenario names none, or the calendar cannot tell. */
export function dueFor({ dueAfter }: Pick<Scenario, "dueAfter">, now: Instant, working: WorkingTime | undefined): Instant | undefined {
  if (dueAfter === undefined) return undefined;
  const end = "minutes" in dueAfter ? always.add(now, dueAfter) : working?.add(now, dueAfter);
  return end?.ok === true ? end.value : undefined;
}

/** The cameras nearest to a place, at most `most`, with their distance, m. */
export function camerasNear(place: Position, things: Iterable<Thing>, most = 4): { thing: Thing; metres: number }[] {
  const cameras = [...things].filter(({ kind }) => kind === "camera").map((thing) => ({ thing, metres: metresBetween(place, thing.position) }));
  return cameras.sort((a, b) => a.metres - b.metres || (a.thing.id < b.thing.id ? -1 : 1)).slice(0, most);
}

/** Mean radius of the Earth, m (IUGG). */
const EARTH = 6_371_008.8;

/** Great-circle distance, m (haversine). */
export function metresBetween([lonA, latA]: Position, [lonB, latB]: Position): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const h = Math.sin(radians(latB - latA) / 2) ** 2 + Math.cos(radians(latA)) * Math.cos(radians(latB)) * Math.sin(radians(lonB - lonA) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}
