/** The built-in city as a study takes it, and what its flood day measured about an instant. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { CityManifest, Network, Places } from "#contract/city";
import { Catalogue } from "#contract/things";
import type { StudyCity } from "../../backend/core/studies/city.ts";
import { seriesFor, type Readings } from "../../backend/core/studies/readings.ts";

const PACK = join(import.meta.dirname, "../../assets/city/hue");
const json = (file: string): unknown => JSON.parse(readFileSync(join(PACK, file), "utf8"));

export function studyCity(): StudyCity {
  const { layers } = CityManifest.parse(json("manifest.json"));
  const bytes = (file: string): ArrayBuffer => new Uint8Array(gunzipSync(readFileSync(join(PACK, file)))).buffer;
  const water = layers.find((layer) => layer.kind === "water")!;
  const heights = layers.find((layer) => layer.kind === "heights")!;
  const cells = water.width * water.height;
  const columns = bytes(water.file);
  return {
    heights: { ...heights, dm: new Int16Array(bytes(heights.file)) },
    water: { ...water, ground: new Int16Array(columns, 0, cells), spill: new Int16Array(columns, cells * 2, cells), chain: new Uint16Array(columns, cells * 4, cells) },
    streets: Network.parse(json("network.json")).streets.map(({ line }) => line),
    places: Places.parse(json("places.json")),
    buildings: [],
  };
}

/** @param hour of the flood day at which the study starts */
export function floodDay(hour: number): Readings {
  const { things, datastreams } = Catalogue.parse(json("catalogue.json"));
  const state = { things: new Map(things.map((thing) => [thing.id, thing])), datastreams: new Map(datastreams.map((one, series) => [one.id, { ...one, series }])) };
  const readings = { levels: [], tides: [], rain: [], outflows: [], devices: [] } as { [K in keyof Readings]: Readings[K][number][] };
  const samples = new Map<string, { own: { t: number; v: number; good: boolean }[]; min: number; max: number }>();
  for (const { role, datastream, reading } of seriesFor(state)) {
    const own: { t: number; v: number; good: boolean }[] = [];
    samples.set(datastream.id, { own, min: datastream.min ?? -Infinity, max: datastream.max ?? Infinity });
    readings[role].push({ ...reading, samples: own });
  }
  for (const line of gunzipSync(readFileSync(join(PACK, "flood-day.ndjson.gz"))).toString().split("\n")) {
    if (line === "") continue;
    const { t, ds, v } = JSON.parse(line) as { t: number; ds: string; v: number };
    const into = samples.get(ds);
    into?.own.push({ t: t - hour * 3600, v, good: v >= into.min && v <= into.max });
  }
  return readings;
}
