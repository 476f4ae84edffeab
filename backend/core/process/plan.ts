import type { Agency } from "#contract/agency";
import type { Alarm } from "#contract/alarm";
import type { Field } from "#contract/field";
import type { AgencyId } from "#contract/incident";
import type { Instant, Position } from "#contract/ids";
import type { Inject } from "#contract/drill";
import type { Template } from "#contract/process";
import type { Scenario } from "#contract/scenario";
import type { Thing } from "#contract/things";
import { always, type WorkingTime } from "../calendar.ts";
import type { RoomState } from "../state.ts";
import { fillTemplate, printedNumber, withUnit } from "../words.ts";

type Catalogue = Pick<RoomState, "datastreams" | "things" | "areas" | "agencies" | "scenarios">;

/** The scenario made for an alarm: all it names fits; of several the one that names most. Equal ones: the first by id. */
export function scenarioFor(alarm: Alarm, state: Pick<Catalogue, "datastreams" | "things" | "scenarios">): Scenario | undefined {
  let best: { scenario: Scenario; fits: number } | undefined;
  for (const scenario of state.scenarios.values()) {
    const fits = howWell(scenario, alarm, state);
    if (fits === 0) continue;
    if (best === undefined || fits > best.fits || (fits === best.fits && scenario.id < best.scenario.id)) best = { scenario, fits };
  }
  return best?.scenario;
}

/** @returns how much of a scenario's match the alarm meets; 0: it is not for this alarm */
function howWell({ match }: Pick<Scenario, "match">, alarm: Alarm, state: Pick<Catalogue, "datastreams" | "things">): number {
  const { observedPropertyIds, thingKinds, ruleIds, priorities } = match;
  const tests = [
    observedPropertyIds?.some((id) => alarm.inputs.some(({ datastreamId }) => state.datastreams.get(datastreamId)?.observedPropertyId === id)),
    thingKinds?.includes(state.things.get(alarm.thingId)?.kind ?? ""),
    // A scenario that names the very rule is nearer than one that names kinds.
    ruleIds?.includes(alarm.ruleId), ruleIds?.includes(alarm.ruleId), priorities?.includes(alarm.priority),
  ].filter((test) => test !== undefined);
  return tests.includes(false) ? 0 : tests.length;
}

/** The alarm raised last that a scenario is for, whatever became of it. */
export function newestFor(scenario: Pick<Scenario, "match">, state: Pick<RoomState, "alarms" | "datastreams" | "things">): Alarm | undefined {
  let newest: Alarm | undefined;
  for (const alarm of state.alarms.values()) if (alarm.raisedAt > (newest?.raisedAt ?? 0) && howWell(scenario, alarm, state) > 0) newest = alarm;
  return newest;
}

/** Fills a scenario's texts with what the alarm says. */
export function filler(alarm: Alarm | undefined, state: Pick<Catalogue, "datastreams" | "things" | "areas">): (text: string) => string {
  if (alarm === undefined) return (text) => text;
  const input = alarm.inputs.find(({ value }) => value !== undefined);
  const decimals = input === undefined ? 0 : (state.datastreams.get(input.datastreamId)?.decimals ?? 2);
  const value = input?.value === undefined ? "" : withUnit(printedNumber(input.value, decimals), input.unit).vi;
  const thing = state.things.get(alarm.thingId);
  const name = thing?.name ?? alarm.thingId;
  const values = { thing: name, place: thing?.place ?? name, area: state.areas.get(alarm.area)?.name ?? alarm.area, value, message: alarm.message };
  return (text) => fillTemplate(text, values);
}

/** Fills a scenario's texts with what an inject of an exercise says. */
export function drillFiller({ place, text }: Pick<Inject, "place" | "text">, area: string): (text: string) => string {
  return (template) => fillTemplate(template, { thing: place, area, value: "", message: text });
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

/**
 * The sector's own process that stands in the place of the general one (K-9.7): one that names the scenario before one that
 * names a field of who leads; of fields the first that the scenario asks for. Equal ones: the first by id.
 *
 * @param templates newest versions; the law's and withdrawn ones among them stand in nobody's place
 */
export function overriding({ id, leadFields }: Pick<Scenario, "id" | "leadFields">, templates: readonly Template[]): Template | undefined {
  const own = templates.filter(({ sector, withdrawn }) => sector !== undefined && withdrawn !== true).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const named = own.find(({ sector }) => sector?.scenarioIds.includes(id));
  if (named !== undefined) return named;
  for (const field of leadFields) {
    const found = own.find(({ sector }) => sector?.fields.includes(field));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The order's deadline; undefined: the scenario names none. */
export function dueFor({ dueAfter }: Pick<Scenario, "dueAfter">, now: Instant, working: WorkingTime | undefined): Instant | undefined {
  if (dueAfter === undefined) return undefined;
  return ("minutes" in dueAfter ? always : working)?.add(now, dueAfter).at;
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
