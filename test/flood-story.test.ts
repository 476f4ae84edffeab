import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { CityManifest } from "#contract/city";
import { depthAt } from "../renderer/scene/water/depth.ts";
import { riverLevels } from "../renderer/scene/water/river-levels.ts";
import { readWaterGrid } from "../renderer/scene/water/water-grid.ts";
import { recordedDay } from "../scripts/city/day/return.ts";
import { STATIONS, type StationSpec } from "../scripts/city/stations.ts";
import { STREETS } from "../scripts/city/streets.ts";

const BUILT_IN = new URL("../assets/city/hue/", import.meta.url).pathname;
const layer = CityManifest.parse(JSON.parse(readFileSync(`${BUILT_IN}manifest.json`, "utf8"))).layers.find((one) => one.kind === "water");
if (layer?.kind !== "water") throw new Error("no water layer");
const read = readWaterGrid(new Uint8Array(gunzipSync(readFileSync(`${BUILT_IN}${layer.file}`))).buffer, layer);
if (read === undefined) throw new Error("not a water grid");
const grid = read;
const day = recordedDay("flood");
const gauges = STATIONS.filter(({ kind }) => kind === "river-gauge" || kind === "tide-gauge");
const stationOf = (id: string): StationSpec => {
  const found = STATIONS.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const level = (station: StationSpec, t: number): number => day.read(station, station.kind === "tide-gauge" ? "tide-level" : "water-level", t);
/** The flood day and its way back. What the map takes the rivers' levels for, each quarter of an hour. */
const quarters = Array.from({ length: day.length / 900 + 1 }, (_, n) => n * 900).map((t) => ({ t, levels: riverLevels(grid, gauges.map((station) => ({ lon: station.at[0], lat: station.at[1], level: level(station, t) }))).levels }));
/** By so much a sensor and the map may differ, m: a street takes some minutes to follow its river, and the map's ground is in decimetres. */
const APART = 0.2;

/** The map shows rivers' water: what a shower leaves on a street before its river comes is the sensor's alone. */
test.each(STREETS)("$name: the map and the street's sensor tell one depth, all through the flood day", ({ id, at: [lon, lat], beside: [upper, lower, share], ground }) => {
  const station = stationOf(id);
  const apart: string[] = [];
  for (const { t, levels } of quarters) {
    const sensor = day.read(station, "street-depth", t) / 100;
    const map = depthAt(grid, levels, lon, lat)?.depth;
    const river = level(stationOf(upper), t) * (1 - share) + level(stationOf(lower), t) * share - ground;
    if (map === undefined ? river > 0.06 && sensor > APART : Math.abs(map - sensor) > APART) apart.push(`${t / 3600} h: map ${map?.toFixed(2)}, sensor ${sensor.toFixed(2)}`);
  }
  expect(apart).toEqual([]);
});

test("streets of the Citadel stay dry until the Hương is past level III, and no one is more than a metre under", () => {
  for (const { id, at: [lon, lat] } of STREETS.filter(({ id: one }) => ["nguyen-trai", "le-huan", "mai-thuc-loan", "doan-thi-diem", "tinh-tam", "nhat-le", "dinh-tien-hoang", "ton-that-thiep", "thai-phien"].includes(one.slice("street-".length)))) {
    const wet = quarters.find(({ levels }) => depthAt(grid, levels, lon, lat) !== undefined);
    expect([id, level(stationOf("kim-long"), wet?.t ?? 86_400) > 3.5]).toEqual([id, true]);
    expect(Math.max(...quarters.map(({ t }) => day.read(stationOf(id), "street-depth", t)))).toBeLessThan(100);
  }
});
