import { DatastreamDraft, Thing, type Datastream } from "#contract/things";

/** A form's fields as typed: numbers stay texts until they are checked. */
export interface StreamFields {
  id: string; name: string; nameEn: string; thingId: string; observedPropertyId: string; sensorId: string; unit: string; decimals: string; period: string;
  staleAfter: string; min: string; max: string; sourceId: string; levels: readonly LevelFields[];
}
export interface LevelFields { name: string; value: string; authority: string }
export interface ThingFields { id: string; name: string; nameEn: string; description: string; kind: string; area: string; lon: string; lat: string }

/** Either what can be sent, or the fields that are wrong: "period", "levels.1.value". */
export type Checked<T> = { ok: true; value: T } | { ok: false; wrong: ReadonlySet<string> };

/** "2,5" and "2.5" are one number; a blank is undefined, never zero; anything else is NaN, which no schema lets pass. */
export function typed(text: string): number | undefined {
  const bare = text.trim().replace(",", ".");
  return bare === "" ? undefined : Number(bare);
}

const optional = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());
const shown = (value: number | undefined): string => (value === undefined ? "" : String(value));

export function streamFields(datastream: Datastream | undefined, thingId = ""): StreamFields {
  return {
    id: datastream?.id ?? "", name: datastream?.name ?? "", nameEn: datastream?.nameEn ?? "", thingId: datastream?.thingId ?? thingId, observedPropertyId: datastream?.observedPropertyId ?? "",
    sensorId: datastream?.sensorId ?? "", unit: datastream?.unit ?? "", decimals: shown(datastream?.decimals ?? 2), period: shown(datastream?.period ?? 60), staleAfter: shown(datastream?.staleAfter ?? 300),
    min: shown(datastream?.min), max: shown(datastream?.max), sourceId: datastream?.sourceId ?? "",
    levels: (datastream?.levels ?? []).map((level) => ({ name: level.name, value: shown(level.value), authority: level.authority })),
  };
}

/** Checks by the contract's own schema, and that the plausible range is one. */
export function checkStream(fields: StreamFields): Checked<DatastreamDraft> {
  const parsed = DatastreamDraft.safeParse({
    id: fields.id, name: fields.name.trim(), nameEn: optional(fields.nameEn), thingId: fields.thingId, observedPropertyId: fields.observedPropertyId, sensorId: fields.sensorId, unit: fields.unit.trim(),
    decimals: typed(fields.decimals), period: typed(fields.period), staleAfter: typed(fields.staleAfter), min: typed(fields.min), max: typed(fields.max), sourceId: optional(fields.sourceId),
    levels: fields.levels.map((level) => ({ name: level.name.trim(), value: typed(level.value), authority: level.authority.trim() })),
  });
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join(".")));
  const { min, max } = parsed.success ? parsed.data : {};
  if (min !== undefined && max !== undefined && min >= max) wrong.add("max");
  // Left blank these two would quietly take a default the person did not see.
  for (const field of ["decimals", "period", "staleAfter"] as const) if (typed(fields[field]) === undefined) wrong.add(field);
  return parsed.success && wrong.size === 0 ? { ok: true, value: parsed.data } : { ok: false, wrong };
}

export function thingFields(thing: Thing | undefined, centre: readonly [number, number] | undefined): ThingFields {
  const [lon, lat] = thing?.position ?? centre ?? [undefined, undefined];
  return { id: thing?.id ?? "", name: thing?.name ?? "", nameEn: thing?.nameEn ?? "", description: thing?.description ?? "", kind: thing?.kind ?? "", area: thing?.area ?? "", lon: shown(lon), lat: shown(lat) };
}

/** @param height kept from the record edited: the form has no field for it */
export function checkThing(fields: ThingFields, height: number | undefined): Checked<Thing> {
  const [lon, lat] = [typed(fields.lon), typed(fields.lat)];
  const parsed = Thing.safeParse({
    id: fields.id, name: fields.name.trim(), nameEn: optional(fields.nameEn), description: fields.description, kind: fields.kind.trim(), area: fields.area,
    position: height === undefined ? [lon, lat] : [lon, lat, height],
  });
  if (parsed.success) return { ok: true, value: parsed.data };
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  if (wrong.delete("position")) {
    if (!(lon !== undefined && Math.abs(lon) <= 180)) wrong.add("lon");
    if (!(lat !== undefined && Math.abs(lat) <= 90)) wrong.add("lat");
  }
  return { ok: false, wrong };
}
